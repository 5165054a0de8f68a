"""The screens of a base, under its address. Their first segments stand in `bases.reserved`."""

from django.urls import include, path

from bases.views import invitations, ownership, requests, team

_team = [
    path("", team.team, name="base_team"),
    path("<int:membership_id>/role/", team.change_role, name="base_member_role"),
    path("<int:membership_id>/retirer/", team.remove, name="base_member_remove"),
    path("quitter/", team.leave, name="base_team_leave"),
    path("ceder/", ownership.offer, name="base_hand_over"),
    path("ceder/accepter/", ownership.accept, name="base_offer_accept"),
    path("ceder/refuser/", ownership.refuse, name="base_offer_refuse"),
    path("ceder/retirer/", ownership.withdraw, name="base_offer_withdraw"),
]

_invitations = [
    path("", invitations.invite, name="base_invitations"),
    path(
        "<int:invitation_id>/renvoyer/",
        invitations.send_again,
        name="base_invitation_send_again",
    ),
    path(
        "<int:invitation_id>/retirer/",
        invitations.withdraw,
        name="base_invitation_withdraw",
    ),
]

_requests = [
    path("", requests.received, name="base_requests"),
    path("nouvelle/", requests.ask, name="base_request_new"),
    path("<int:request_id>/", requests.received_one, name="base_request"),
    path("<int:request_id>/accepter/", requests.accept, name="base_request_accept"),
    path("<int:request_id>/refuser/", requests.refuse, name="base_request_refuse"),
    path("<int:request_id>/retirer/", requests.withdraw, name="base_request_withdraw"),
]

urlpatterns = [
    path("bases/<slug:slug>/equipe/", include(_team)),
    path("bases/<slug:slug>/invitations/", include(_invitations)),
    path("bases/<slug:slug>/demandes/", include(_requests)),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
]
