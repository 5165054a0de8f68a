"""A base with years of work in it."""

import pytest

from accounts.models import Profile
from bases.bulk import insert_pages
from bases.models import BaseSettings
from resources.models import ResourcePage
from tests import factories

pytestmark = pytest.mark.slow

MEMBERS = "/bases/mediatheques/membres/"


@pytest.fixture
def fill(base):
    """Return a function that adds fiches and named members to the base."""
    BaseSettings.objects.filter(base=base).update(members_shown=True)

    def add(*, fiches, members):
        kept = base.get_children().count()
        pages = [
            ResourcePage(title=f"Fiche {number}", slug=f"fiche-{number}", summary="Une.")
            for number in range(kept, kept + fiches)
        ]
        insert_pages([(base, page) for page in pages])
        for _each in range(members):
            user = factories.UserFactory()
            factories.MembershipFactory(base=base, user=user)
            slug = f"personne-{user.pk}"
            Profile.objects.create(user=user, is_named=True, is_public=True, slug=slug)

    return add


@pytest.mark.parametrize("kind", ["anonymous", "member"])
def test_a_base_of_3000_fiches_and_200_members_opens_like_one_of_ten(
    kind, base, fill, read_as, count_queries
):
    fill(fiches=10, members=10)
    asked = [base.url, MEMBERS, f"{base.url}?tri=titre", f"{base.url}?q=fiche"]
    read = {path: read_as(kind, path) for path in asked}
    few = {path: count_queries(ask) for path, ask in read.items()}
    fill(fiches=2_990, members=190)
    # Whoever asks first after a change reads what changed.
    read[f"{base.url}?tri=titre"]()
    assert {path: count_queries(ask) for path, ask in read.items()} == few
