"""Follow a base, a theme, a person; what I follow, and who follows."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.profiles import write_profile
from bases.access import LinkHolder
from bases.gestures import gestures_for
from bases.models import Card, Membership
from community.follows import follow, followed_by, following
from community.models import Follow
from community.people import may_follow
from taxonomy.merging import merge
from tests import factories
from tests.bases import teams

MINE = "/compte/suivis/"


def colleague_of(person, base, **fields):
    """Return somebody of a team of which `person` is as well."""
    factories.MembershipFactory(base=base, user=person, role=Membership.Role.READER)
    return teams.member(base, Membership.Role.READER, **fields).user


def test_a_base_is_followed_and_no_longer_twice_without_harm(base, person, send):
    path = f"{base.url}suivre/"
    for _ in range(2):
        assert send(path, by=person).url == base.url
    assert Follow.objects.get().base == base
    for _ in range(2):
        send(path, {"stop": "1"}, by=person)
    assert not Follow.objects.exists()


def test_the_list_of_what_i_follow_is_where_one_stops(base, person, send, read):
    theme = factories.ThemeFactory(name="Autonomie")
    send(f"{base.url}suivre/", by=person)
    send(f"/themes/{theme.slug}/suivre/", by=person)
    page = read(MINE, by=person)
    assert base.title in page
    assert "Autonomie" in page
    stopped = {"stop": "1", "list": "1"}
    assert send(f"{base.url}suivre/", stopped, by=person).url == MINE
    assert base.title not in read(MINE, by=factories.UserFactory())


def test_looking_follows_nothing(base, person, read, client):
    read(f"{base.url}suivre/", by=person)
    assert not Follow.objects.exists()
    # Whether a base exists is not told before one signs in.
    for slug in (base.slug, "inconnue"):
        asked = client.post(f"/bases/{slug}/suivre/")
        assert asked.url.startswith("/compte/connexion/")


@pytest.mark.parametrize("path", ["/bases/inconnue/suivre/", "/themes/inconnu/suivre/"])
def test_what_does_not_exist_cannot_be_followed(path, person, send):
    assert send(path, by=person).status_code == 404


def test_a_base_that_closes_is_kept_silently_and_comes_back(
    base, person, close, send, read
):
    follow(person, base)
    close(base)
    assert send(f"{base.url}suivre/", by=person).status_code == 404
    assert not followed_by(person).exists()
    assert base.title not in read(MINE, by=person)
    base.view_restrictions.all().delete()
    assert base.title in read(MINE, by=person)


def test_a_page_says_how_many_follow_and_whether_i_do(base, person, read):
    follow(person, base)
    follow(factories.UserFactory(), base)
    follow(factories.UserFactory(is_active=False), base)
    assert following(person, base).count == 2
    page = read(base.url, by=person)
    assert "2 personnes suivent" in page
    assert "Ne plus suivre" in page
    assert "Ne plus suivre" not in read(base.url)


def test_a_page_read_without_an_account_carries_no_token(base):
    response = Client().get(base.url)
    assert f"{base.url}suivre/" in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_a_page_seen_through_a_link_offers_nothing(base, resource, person):
    holder = LinkHolder(person, Card.objects.all())
    base.card = Card.objects.get(pk=base.pk)
    assert gestures_for(holder, base) == []
    assert gestures_for(person, base)


def test_only_people_whose_name_i_know_can_be_followed(base, person, send):
    colleague, stranger = colleague_of(person, base), factories.UserFactory()
    answers = {
        each: send(f"/personnes/{each.pk}/suivre/", by=person).status_code
        for each in (colleague, stranger, person)
    }
    assert answers == {colleague: 302, stranger: 404, person: 404}
    assert may_follow(person, colleague)
    assert Follow.objects.get().person == colleague


def test_whoever_has_a_public_profile_can_be_followed_from_it(person, read, send):
    known = factories.UserFactory(first_name="Ida", last_name="Ferrand")
    write_profile(
        known, is_public=True, is_named=False, role="", description="", links=[]
    )
    page = read("/personnes/ida-ferrand/", by=person)
    assert f'action="/personnes/{known.pk}/suivre/"' in page
    assert f'href="/personnes/{known.pk}/signaler/"' in page
    assert send(f"/personnes/{known.pk}/suivre/", by=person).status_code == 302
    assert "Ferrand" in read(MINE, by=person)
    # Who does not agree to be named in lists is counted.
    follow(known, person)
    assert "Ferrand" not in read("/compte/abonnes/", by=person)


def test_somebody_who_left_is_neither_listed_nor_named(base, person, read):
    colleague = colleague_of(person, base, last_name="Lagrange")
    follow(person, colleague)
    follow(colleague, person)
    assert "Lagrange" in read(MINE, by=person)
    assert "Lagrange" in read("/compte/abonnes/", by=person)
    Membership.objects.filter(user=colleague).delete()
    assert "Lagrange" not in read(MINE, by=person)
    page = read("/compte/abonnes/", by=person)
    assert "Lagrange" not in page
    assert "1 personne suit" in page


def test_a_team_reads_who_follows_and_others_do_not(base, person, read, client):
    member = teams.member(base, Membership.Role.READER, last_name="Lagrange").user
    follow(member, base)
    follow(person, base)
    page = read(f"{base.url}abonnes/", by=member)
    assert "Lagrange" in page
    assert "Garnier" not in page
    assert "2 personnes suivent" in page
    client.force_login(person)
    assert client.get(f"{base.url}abonnes/").status_code == 403


def test_a_follower_who_is_named_leads_to_their_open_profile(base, person, read):
    member = teams.member(base, Membership.Role.READER).user
    for is_public in (True, False):
        follower = factories.UserFactory(first_name="Ida", last_name=f"Open {is_public}")
        told = {"role": "", "description": "", "links": []}
        write_profile(follower, is_public=is_public, is_named=True, **told)
        follow(follower, base)
    page = read(f"{base.url}abonnes/", by=member)
    assert '<a href="/personnes/ida-open-true/">Ida Open True</a>' in page
    assert "<strong>Ida Open False</strong>" in page


def test_two_themes_that_become_one_are_followed_once(person):
    category = factories.ThemeCategoryFactory()
    source, target = (factories.ThemeFactory(category=category) for _ in range(2))
    for theme in (source, target):
        follow(person, theme)
    follow(factories.UserFactory(), source)
    merge(source, target)
    assert following(person, target).count == 2


def test_the_cost_of_my_list_does_not_grow(base, person, client, count_queries):
    client.force_login(person)
    follow(person, base)
    follow(person, colleague_of(person, base))

    def look():
        assert client.get(MINE).status_code == 200

    look()
    few = count_queries(look)
    for _ in range(3):
        follow(person, factories.BasePageFactory())
        follow(person, factories.ThemeFactory())
        follow(person, colleague_of(person, factories.BasePageFactory()))
    assert count_queries(look) == few


def test_the_cost_of_followers_does_not_grow(base, client, count_queries):
    member = teams.member(base, Membership.Role.READER).user
    client.force_login(member)
    path = f"{base.url}abonnes/"

    def look():
        assert client.get(path).status_code == 200

    follow(member, base)
    look()
    few = count_queries(look)
    for _ in range(3):
        follow(teams.member(base, Membership.Role.READER).user, base)
    assert count_queries(look) == few
    assert User.objects.count() == 4
