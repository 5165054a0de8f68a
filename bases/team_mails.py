"""The mails of a team: both sides learn what is offered, asked, answered and changed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.confirmation import confirmed_address_of
from bases.addresses import address_of
from bases.invitations import Outcome, token_of
from bases.teams import Role, administrators_of, name_of

# What a role lets one do, said to the person who has it.
YOU = {
    Role.OWNER: _("you administer"),
    Role.ADMINISTRATOR: _("you administer"),
    Role.CONTRIBUTOR: _("you write and publish"),
    Role.READER: _("you read what it holds"),
}


def tell_invited(results, *, request, may_answer):
    """Send the invitations of these results; `may_answer`: the mail is answered to who invites."""
    reply_to = confirmed_address_of(request.user) if may_answer else ""
    invitations = [each.invitation for each in results if each.outcome == Outcome.INVITED]
    letters = [invitation_letter(each, reply_to=reply_to) for each in invitations]
    mails.send(letters, request=request)


def tell_invited_again(invitation, *, request):
    """Send an invitation once more."""
    mails.send([invitation_letter(invitation)], request=request)


def invitation_letter(invitation, *, reply_to=""):
    """Return the mail of an invitation."""
    context = {
        "person": name_of(invitation.invited_by),
        "base": invitation.base.title,
        "does": YOU[invitation.role],
        "email": invitation.email,
        "until": invitation.expires_at,
        "quoted": invitation.message,
        "action_url": reverse("invitation", args=[token_of(invitation)]),
        "action_label": _("See the invitation"),
    }
    return mails.letter(
        "bases/email/invited.txt",
        to=invitation.email,
        context=context,
        reply_to=reply_to,
    )


def tell_invitation_answered(invitation, *, accepted, request):
    """Tell who invited what the invited person answered."""
    _tell(
        invitation.invited_by,
        "invitation_accepted" if accepted else "invitation_refused",
        base=invitation.base,
        request=request,
        email=invitation.email,
        **_team_page(invitation.base),
    )


def tell_asked(asked, *, request, may_answer):
    """Tell each administrator what `asked` asks; `may_answer`: the mail is answered to who asks."""
    reply_to = confirmed_address_of(request.user) if may_answer else ""
    context = {
        "person": name_of(asked.user),
        "base": asked.base.title,
        "quoted": asked.message,
        "action_url": reverse("base_request", args=[asked.base.slug, asked.pk]),
        "action_label": _("Answer this request"),
    }
    people = administrators_of(asked.base_id)
    letters = [_letter("asked", each, context, reply_to=reply_to) for each in people]
    mails.send(letters, request=request)


def tell_request_answered(asked, *, accepted, role, request):
    """Tell who asked what was answered."""
    page = _base_page(asked.base) if accepted else _account_page()
    _tell(
        asked.user,
        "request_accepted" if accepted else "request_refused",
        base=asked.base,
        request=request,
        does=YOU.get(role, ""),
        quoted=asked.answer,
        **page,
    )


def tell_removed(membership, *, request):
    """Tell somebody that they are no longer of the team."""
    _tell(
        membership.user,
        "removed",
        base=membership.base,
        request=request,
        **_account_page(),
    )


def tell_role_changed(membership, *, request):
    """Tell somebody their new role."""
    _tell(
        membership.user,
        "role_changed",
        base=membership.base,
        request=request,
        does=YOU[membership.role],
        **_base_page(membership.base),
    )


def tell_ownership_offered(offer, *, request):
    """Tell somebody that the base is offered to them."""
    _tell(
        offer.offered_to,
        "ownership_offered",
        base=offer.base,
        request=request,
        **_team_page(offer.base),
    )


def tell_ownership_answered(offer, *, accepted, request):
    """Tell who offered the base what was answered."""
    _tell(
        offer.offered_by,
        "ownership_accepted" if accepted else "ownership_refused",
        base=offer.base,
        request=request,
        **_team_page(offer.base),
    )


def _tell(person, name, *, base, request, **context):
    """Send a mail to `person` about what the one who asks did, unless they did it to themself."""
    if person is None or person == request.user or not person.is_active:
        return
    context |= {"person": name_of(request.user), "base": base.title}
    mails.send([_letter(name, person, context)], request=request)


def _letter(name, person, context, *, reply_to=""):
    template = f"bases/email/{name}.txt"
    return mails.letter(template, to=person.email, context=context, reply_to=reply_to)


def _team_page(base):
    return {
        "action_url": reverse("base_team", args=[base.slug]),
        "action_label": _("See the team"),
    }


def _base_page(base):
    return {
        "action_url": address_of(base.url_path),
        "action_label": _("Open the base"),
    }


def _account_page():
    return {"action_url": reverse("account"), "action_label": _("Open my account")}
