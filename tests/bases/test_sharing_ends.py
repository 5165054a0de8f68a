from datetime import timedelta

from django.utils import timezone

from bases import readerships, visibility
from bases.models import Card, ShareLink
from tests import factories
from tests.bases.reading import SHARED_WORDS, status_of
from tests.rolling_back import rolled_back

YESTERDAY = timedelta(days=-1)
STOPS = {
    "revoked": lambda link: link.update(revoked_at=timezone.now()),
    "expired": lambda link: link.update(expires_at=timezone.now() + YESTERDAY),
    "rotated": lambda link: link.update(nonce="autre"),
    "unpublished": lambda link: link.get().page.specific.unpublish(),
    "page expired": lambda link: Card.objects.filter(page=link.get().page_id).update(
        expire_at=timezone.now() + YESTERDAY
    ),
    "page in the bin": lambda link: Card.objects.filter(page=link.get().page_id).update(
        in_bin=True
    ),
    "moved": lambda link: link.get().page.move(factories.BasePageFactory(), "last-child"),
    "deleted": lambda link: link.get().page.specific.delete(),
    "maker gone": lambda link: link.get().made_by.memberships.all().delete(),
    "maker only reads now": lambda link: link.get().made_by.memberships.update(
        role="reader"
    ),
    "maker closed": lambda link: type(link.get().made_by).objects.update(is_active=False),
    "page narrowed away from its maker": lambda link: visibility.restrict_to(
        link.get().page, [readerships.named_people(link.get().base_id, [])]
    ),
}


def test_a_link_that_is_over_opens_nothing(fiche, document, share, client, subtests):
    address = share(fiche)
    assert status_of(client, address) == 200
    for reason, stop in STOPS.items():
        with subtests.test(reason), rolled_back():
            stop(ShareLink.objects.all())
            for each in (address, f"{address[:-1]}{document.url}", f"{address}boite/"):
                response = client.get(each)
                assert response.status_code == 404
                assert SHARED_WORDS not in response.content.decode()


def test_a_link_follows_its_fiche_under_another_name(fiche, share, client):
    address = share(fiche)
    fiche.slug = "renommee"
    fiche.save_revision().publish()
    assert SHARED_WORDS in client.get(address).content.decode()


def test_a_token_of_one_link_opens_no_other(fiche, other_fiche, share, client):
    first, second = share(fiche), share(other_fiche)
    number = second.split("/")[2].partition("-")[0]
    signature = first.split("/")[2].partition("-")[2]
    assert status_of(client, f"/lien/{number}-{signature}/") == 404


WRONG_TOKENS = [
    "x",
    "1",
    "1-",
    "1-x",
    "-1-x",
    "0-x",
    "9" * 5000,
    f"{10**17}-x",
    "é-x",
    "٣-x",
    "1 -x",
]


def test_a_wrong_token_answers_as_a_link_that_is_over(fiche, share, client, subtests):
    address = share(fiche)
    ShareLink.objects.update(revoked_at=timezone.now())
    for token in WRONG_TOKENS:
        with subtests.test(token), rolled_back():
            wrong, over = client.get(f"/lien/{token}/"), client.get(address)
            assert wrong.status_code == over.status_code == 404
            assert "Demandez" in wrong.content.decode()
            assert "Demandez" in over.content.decode()


def test_the_database_alone_opens_nothing(fiche, share, client):
    share(fiche)
    link = ShareLink.objects.get()
    for made_up in (link.nonce, f"{link.pk}-{link.nonce}"):
        assert status_of(client, f"/lien/{made_up}/") == 404
