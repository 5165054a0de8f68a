import pytest
from django.core.exceptions import ValidationError

from tests import factories
from tests.bases.reading import client_of
from tests.rolling_back import rolled_back


@pytest.mark.parametrize("closed", [True, False])
def test_an_old_address_leads_to_the_page_for_those_who_may_read_it(
    closed,
    base,
    resource,
    restrict,
    visitors,
    django_capture_on_commit_callbacks,
    subtests,
):
    old = resource.url
    with django_capture_on_commit_callbacks(execute=True):
        resource.slug = "un-autre-nom"
        resource.save_revision().publish()
    if closed:
        restrict(base)

    for kind, visitor in visitors.items():
        with subtests.test(kind), rolled_back():
            response = client_of(visitor).get(old)

            may_know = not closed or kind in {"member", "superuser"}
            assert response.status_code == (301 if may_know else 404)
            assert ("un-autre-nom" in str(response.headers)) is may_know
            assert may_know or "un-autre-nom" not in response.content.decode()


@pytest.mark.parametrize("kind", ["anonymous", "stranger"])
def test_a_closed_page_answers_like_an_address_that_does_not_exist(
    kind, base, resource, restrict, visitors, client
):
    restrict(base)
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])

    closed = client.get(resource.url)
    unknown = client.get("/bases/mediatheques/inconnue0/")

    def blank(response):
        return response.content.decode().replace(response.request["PATH_INFO"], "…")

    assert closed.status_code == unknown.status_code == 404
    assert blank(closed) == blank(unknown)
    assert ("/compte/connexion/" in blank(closed)) is (kind == "anonymous")


def test_a_slug_of_the_portal_is_refused_to_a_page(base):
    with pytest.raises(ValidationError):
        factories.ResourcePageFactory(parent=base, slug="parametres")


def test_a_title_over_a_hundred_characters_is_refused(base):
    with pytest.raises(ValidationError):
        factories.ResourcePageFactory(parent=base, title="t" * 101)
