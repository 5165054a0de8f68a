"""The screens that ask “Who may read?”, for their tests."""

from django.contrib.auth.models import AnonymousUser

from bases.models import Card, Membership
from tests import factories

ROLES = ["owner", "administrator", "contributor", "reader", "stranger", "anonymous"]
BASE_FIELDS = {"default_readership": "base", "closed_sentence": ""}


def screen_of(page):
    is_base = Card.objects.get(page=page).kind == "base"
    return f"{page.url}{'visibilite' if is_base else 'lecteurs'}/"


def person_of(role, base):
    if role == "anonymous":
        return AnonymousUser()
    person = factories.UserFactory(is_superuser=role == "superuser")
    if role in Membership.Role:
        factories.MembershipFactory(base=base, user=person, role=role)
    return person


def filled(fields, people):
    reader = people["reader"]
    neighbour = reader.memberships.get().base
    values = {
        "TYPE": reader.actor_type_id,
        "PLACE": reader.territory_id,
        "ELSEWHERE": factories.TerritoryFactory().pk,
        "TEAM": f"https://portail.example{neighbour.url}?page=2",
    }
    return {name: values.get(value, value) for name, value in fields.items()}


def read_file(client, path, **headers):
    """Return the answer to an address of a file, whose content is read to its end."""
    response = client.get(path, headers=headers)
    b"".join(response)
    return response


def reread(page):
    page.card = Card.objects.get(page=page)
    return page
