"""The screen on which staff write synonyms."""

import pytest
from django.urls import reverse

from search.models import SynonymGroup
from tests import factories

ADD = "search_synonymgroup_modeladmin_create"


@pytest.fixture
def staff(client, db):
    client.force_login(factories.UserFactory(is_superuser=True))
    return client


def test_a_group_is_written_one_term_a_line(staff):
    answer = staff.post(
        reverse(ADD), {"terms": "  tapuscrit \r\n\r\nfeuillet  dactylo\r\n"}
    )
    assert answer.status_code == 302
    group = SynonymGroup.objects.get(terms__startswith="tapuscrit")
    assert group.terms == "tapuscrit\nfeuillet dactylo"
    assert group.analysed.count() == 2


@pytest.mark.parametrize(
    "terms", ["", "seul", "mot\nmots", "été\nete", "a" * 300 + "\nb"]
)
def test_a_group_that_says_one_thing_is_refused_and_kept_in_the_form(terms, staff):
    before = SynonymGroup.objects.count()
    answer = staff.post(reverse(ADD), {"terms": terms})
    assert answer.status_code == 200
    assert "error-message" in answer.content.decode()
    assert SynonymGroup.objects.count() == before


def test_synonyms_are_the_business_of_those_who_may(client, db):
    client.force_login(factories.UserFactory())
    assert client.get(reverse(ADD)).status_code in {302, 403}
