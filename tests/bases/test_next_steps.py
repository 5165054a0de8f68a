"""What administrators are told to do next in their base, until it is done or put away."""

import pytest

from bases.models import BaseSettings
from tests import factories
from tests.bases.teams import ROLES, member
from tests.rolling_back import rolled_back

TITLE = "Prochaines étapes"


@pytest.fixture
def steps(client, base, administrator):
    """Return the steps that the page of the base shows, as `{label: whether it is done}`."""
    client.force_login(administrator)

    def read():
        shown = client.get(base.url).context["next_steps"]
        return {str(step["label"]): step["is_done"] for step in shown}

    return read


def test_those_who_administer_see_them_and_nobody_else_does(client, base, subtests):
    for role in (*ROLES, "anonymous"):
        with subtests.test(role), rolled_back():
            if role != "anonymous":
                client.force_login(member(base, role).user)
            else:
                client.logout()
            page = client.get(base.url).content.decode()
            assert (TITLE in page) is (role in {"owner", "administrator"})


def test_each_is_done_when_it_is_done(client, base, steps, image):
    assert set(steps().values()) == {False}
    base.logo, base.description = image, "<p>Nous.</p>"
    base.save_revision().publish()
    done = ["Ajouter son logo", "La décrire en quelques lignes"]
    assert [label for label, is_done in steps().items() if is_done] == done
    factories.ResourcePageFactory(parent=base, live=False)
    assert not steps()["Publier une première fiche"]
    factories.ResourcePageFactory(parent=base)
    assert steps()["Publier une première fiche"]
    factories.CollectionPageFactory(parent=base)
    assert steps()["Réunir des fiches en collection, dans l’éditeur"]
    factories.MembershipFactory(base=base)
    assert steps()["Inviter quelqu’un"]
    screen = f"{base.url}visibilite/"
    answer = {"who": "everyone", "default_readership": "base", "confirm": "yes"}
    version = client.get(screen).context["form"]["version"].value()
    client.post(screen, {**answer, "version": version})
    assert steps() == {}


def test_an_invitation_that_waits_is_enough(client, base, steps):
    client.post(
        f"{base.url}invitations/", {"addresses": "lea@x.example", "role": "reader"}
    )
    assert steps()["Inviter quelqu’un"]


def test_put_away_they_do_not_come_back(client, base, steps):
    address = f"{base.url}reglages/etapes/"
    assert client.get(address).status_code == 405
    assert client.post(address).url == base.url
    assert steps() == {}


def test_each_leads_to_a_screen_that_opens(client, base, steps):
    steps()
    for step in client.get(base.url).context["next_steps"]:
        assert client.get(step["url"]).status_code == 200


def test_they_cost_one_query_to_administrators(client, base, steps, count_queries):
    def read():
        assert client.get(base.url).status_code == 200

    read()
    shown = count_queries(read)
    factories.MembershipFactory.create_batch(5, base=base)
    assert count_queries(read) == shown
    BaseSettings.objects.update(next_steps_dismissed=True)
    assert count_queries(read) == shown
