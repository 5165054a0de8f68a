"""The screens of a base, under its address. Their first segments stand in `bases.reserved`."""

from django.urls import include, path

from bases.views import bin as the_bin
from bases.views import (
    invitations,
    making,
    members,
    ownership,
    readers,
    requests,
    sections,
    settings,
    shared,
    sharing,
    team,
    view_as,
    who_sees,
)

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

_settings = [
    path("", settings.change, name="base_settings"),
    path("etapes/", settings.put_steps_away, name="base_next_steps_away"),
    path("supprimer/", settings.delete, name="base_delete"),
]

_home = [
    path("", sections.home, name="base_home"),
    path("a-cote/", sections.show_beside, name="base_home_beside"),
    path("<int:section_id>/", sections.change_section, name="base_section"),
    path(
        "<int:section_id>/<int:item_id>/",
        sections.change_item,
        name="base_section_item",
    ),
]

urlpatterns = [
    path("bases/<slug:slug>/rubriques/", include(_home)),
    path("bases/<slug:slug>/membres/", members.members, name="base_members"),
    path("bases/<slug:slug>/reglages/", include(_settings)),
    path("bases/nouvelle/", making.new, name="base_new"),
    path("compte/etabli/", making.workbench, name="my_workbench"),
    path("bases/<slug:slug>/equipe/", include(_team)),
    path("bases/<slug:slug>/invitations/", include(_invitations)),
    path("bases/<slug:slug>/demandes/", include(_requests)),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("bases/<slug:slug>/visibilite/", readers.base_readers, name="base_readers"),
    path(
        "bases/<slug:slug>/visibilite/nombre/",
        readers.base_readers_count,
        name="base_readers_count",
    ),
    path(
        "bases/<slug:slug>/<slug:page_slug>/lecteurs/",
        readers.page_readers,
        name="page_readers",
    ),
    path(
        "bases/<slug:slug>/<slug:page_slug>/lecteurs/nombre/",
        readers.page_readers_count,
        name="page_readers_count",
    ),
    path("bases/<slug:slug>/partage/", sharing.base_links, name="base_links"),
    path(
        "bases/<slug:slug>/<slug:page_slug>/partage/",
        sharing.page_links,
        name="page_links",
    ),
    path("compte/liens/", sharing.my_links, name="my_links"),
    path("lien/<str:token>/", shared.page, name="shared"),
    path("lien/<str:token>/<slug:slug>/", shared.page, name="shared_page"),
    path(
        "lien/<str:token>/images/<int:rendition_id>/<str:name>",
        shared.image,
        name="shared_image",
    ),
    path(
        "lien/<str:token>/documents/<int:document_id>/<str:name>",
        shared.document,
        name="shared_document",
    ),
    path("bases/<slug:slug>/qui-voit/", who_sees.who_sees, name="base_who_sees"),
    path(
        "bases/<slug:slug>/<slug:page_slug>/qui-voit/",
        who_sees.who_sees,
        name="page_who_sees",
    ),
    path("bases/<slug:slug>/voir-comme/", view_as.view_as, name="base_view_as"),
    path(
        "bases/<slug:slug>/<slug:page_slug>/voir-comme/",
        view_as.view_as,
        name="page_view_as",
    ),
    path("bases/<slug:slug>/corbeille/", the_bin.of_base, name="base_bin"),
    path("compte/corbeille/", the_bin.of_bases, name="bases_bin"),
    path(
        "compte/corbeille/<int:page_id>/restaurer/", the_bin.restore, name="bin_restore"
    ),
    path("compte/corbeille/<int:page_id>/supprimer/", the_bin.delete, name="bin_delete"),
]
