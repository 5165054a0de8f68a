import pytest
from django.db import transaction

from labase_site.leaks.fillers import note_names
from labase_site.leaks.mutations import MUTATIONS, told_without
from labase_site.leaks.planting import planted_portal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    """One planted portal for all: what is asked of it changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        portal = planted_portal()
        note_names(portal)
        yield portal
        transaction.set_rollback(True)


@pytest.mark.parametrize("check", MUTATIONS)
def test_a_check_that_is_taken_away_is_missed(check, portal):
    assert told_without(MUTATIONS[check], portal)
