import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Profile
from accounts.profiles import write_profile
from bases.models import Membership
from tests import factories

PROFILE = "/compte/profil/"
POSITION = b"N 45.76 E 4.83"


@pytest.fixture
def person(db):
    return factories.UserFactory(first_name="Nadia", last_name="Belkacem-Lefèvre")


@pytest.fixture
def typed():
    """What a person types in the form."""
    return {
        "first_name": "Nadia",
        "last_name": "Belkacem-Lefèvre",
        "role": "Médiatrice numérique",
        "description": "J’accompagne des publics éloignés.",
        "links": "https://exemple.test/nadia\nhttp://exemple.test/",
        "is_public": "on",
        "is_named": "on",
    }


@pytest.fixture
def opened():
    """Return the public profile of somebody."""

    def write(person, **values):
        told = {"role": "", "description": "", "links": [], "is_named": True}
        return write_profile(person, **told | {"is_public": True} | values)

    return write


def photo_with_position():
    exif = Image.Exif()
    exif[0x010E] = POSITION.decode()
    written = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(written, "JPEG", exif=exif)
    return SimpleUploadedFile("chez-moi.jpg", written.getvalue())


def sent(client, typed, **files):
    return client.post(PROFILE, {**typed, **files})


def test_a_profile_is_private_until_its_person_opens_it(client, person, typed):
    client.force_login(person)
    assert client.get(PROFILE).status_code == 200
    assert sent(client, {**typed, "is_public": ""}).status_code == 302
    profile = Profile.objects.get(user=person)
    assert (profile.is_public, profile.slug, profile.url) == (False, "", "")
    assert client.get("/personnes/nadia-belkacem-lefevre/").status_code == 404

    sent(client, typed)
    client.logout()
    page = client.get("/personnes/nadia-belkacem-lefevre/").content.decode()
    for shown in ("Médiatrice numérique", "publics éloignés", "exemple.test/nadia"):
        assert shown in page
    assert person.email not in page


def test_an_address_is_kept_when_the_name_changes_and_is_never_that_of_another(
    client, person, opened, typed
):
    opened(person)
    homonym = factories.UserFactory(first_name="Nadia", last_name="Belkacem-Lefèvre")
    assert opened(homonym).slug == "nadia-belkacem-lefevre-2"
    client.force_login(person)
    sent(client, {**typed, "last_name": "Autre"})
    assert client.get("/personnes/nadia-belkacem-lefevre/").status_code == 200


def test_the_form_writes_nothing_that_it_does_not_show(client, person, typed):
    client.force_login(person)
    sent(
        client,
        {**typed, "is_superuser": "on", "email": "autre@exemple.test", "slug": "x"},
    )
    person.refresh_from_db()
    assert not person.is_superuser
    assert person.email != "autre@exemple.test"
    assert person.profile.slug == "nadia-belkacem-lefevre"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("links", "javascript:alert(1)"),
        ("links", "ftp://exemple.test/"),
        ("links", "exemple"),
        ("links", "\n".join(f"https://exemple.test/{n}" for n in range(6))),
        ("links", "https://exemple.test/" + "a" * 200),
        ("description", "a" * 561),
        ("role", "a" * 101),
        ("first_name", ""),
        ("first_name", "\x00"),
        ("territory", "abc"),
    ],
)
def test_what_is_refused_is_told_and_kept(name, wrong, client, person, typed):
    client.force_login(person)
    response = sent(client, {**typed, name: wrong})
    assert response.status_code == 200
    assert name in response.context["form"].errors
    assert response.context["form"].data["description"]
    assert not Profile.objects.filter(user=person).exists()


def test_a_photo_is_drawn_again_small_and_without_what_it_tells(client, person, typed):
    client.force_login(person)
    sent(client, typed, photo=photo_with_position())
    photo = Profile.objects.get(user=person).photo
    with photo.open() as file:
        content = file.read()
    assert POSITION not in content
    assert "chez-moi" not in photo.name
    with Image.open(io.BytesIO(content)) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (512, 512))
        assert not drawn.getexif()


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload='alert(1)'/>", b"\x89PNG\r\n\x1a\nrien", b"\xff\xd8\xff"],
)
def test_what_is_no_photo_is_refused(content, client, person, typed):
    client.force_login(person)
    response = sent(client, typed, photo=SimpleUploadedFile("photo.png", content))
    assert "photo" in response.context["form"].errors


def test_the_photo_of_a_private_profile_is_for_its_person_alone(
    client, person, typed, django_capture_on_commit_callbacks
):
    client.force_login(person)
    sent(client, {**typed, "is_public": ""}, photo=photo_with_position())
    profile = Profile.objects.get(user=person)
    address = profile.photo_url
    assert client.get(address).headers["Cache-Control"] == "private, no-store"
    client.force_login(factories.UserFactory(is_superuser=True))
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 404

    Profile.objects.filter(user=person).update(is_public=True, slug="nadia")
    response = client.get(address)
    assert response.headers["Cache-Control"] == "public, no-cache"
    again = client.get(address, HTTP_IF_NONE_MATCH=response.headers["ETag"])
    assert again.status_code == 304

    client.force_login(person)
    with django_capture_on_commit_callbacks(execute=True):
        sent(client, {**typed, "drops_photo": "on"})
    assert client.get(address).status_code == 404
    assert not profile.photo.storage.exists(profile.photo.name)


def test_a_forbidden_or_closed_account_shows_no_profile(client, person, opened):
    address = opened(person).url
    unknown = client.get("/personnes/inconnue/").content
    for change in ({"is_active": False}, {"is_active": True}):
        type(person).objects.filter(pk=person.pk).update(**change)
        expected = 200 if change["is_active"] else 404
        assert client.get(address).status_code == expected
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    hidden = client.get(address).content
    assert hidden.replace(b"nadia-belkacem-lefevre", b"inconnue") == unknown


def test_a_profile_lists_and_counts_what_its_reader_may_open(
    client, person, opened, base, restrict
):
    factories.MembershipFactory(base=base, user=person)
    closed = factories.BasePageFactory(title="Base fermée")
    member = factories.MembershipFactory(base=closed, role=Membership.Role.READER).user
    factories.MembershipFactory(base=closed, user=person)
    for parent, words in ((base, "ouverte"), (closed, "fermée")):
        factories.ResourcePageFactory(parent=parent, owner=person, title=f"Fiche {words}")
        factories.CollectionPageFactory(
            parent=parent, owner=person, title=f"Liste {words}"
        )
    factories.ResourcePageFactory(parent=base, owner=person, live=False)
    restrict(closed)
    address = opened(person).url

    def told():
        pages = [client.get(f"{address}{tab}") for tab in ("", "collections/", "bases/")]
        text = "".join(page.content.decode() for page in pages)
        return [tab["count"] for tab in pages[0].context["tabs"]], text

    counts, text = told()
    assert counts == [1, 1, 1]
    assert "fermée" not in text
    client.force_login(member)
    assert told()[0] == [2, 2, 2]


def test_who_is_not_named_among_members_shows_no_base(client, person, opened, base):
    factories.MembershipFactory(base=base, user=person)
    address = opened(person, is_named=False).url
    assert base.title not in client.get(address).content.decode()
    assert client.get(f"{address}bases/").status_code == 404


@pytest.mark.parametrize("tab", ["", "collections/", "bases/"])
def test_query_count_does_not_grow_with_what_a_person_shares(
    tab, client, person, opened, count_queries
):
    address = opened(person).url + tab

    def share():
        base = factories.BasePageFactory()
        factories.MembershipFactory(base=base, user=person)
        factories.ResourcePageFactory(parent=base, owner=person)
        factories.CollectionPageFactory(parent=base, owner=person)

    def read():
        assert client.get(address).status_code == 200

    share()
    read()
    few = count_queries(read)
    for _ in range(3):
        share()
    assert count_queries(read) == few


def test_a_fiche_leads_to_the_public_profiles_of_its_authors(
    client, person, opened, resource
):
    resource.co_authors.add(
        type(resource.co_authors.create(name="Nadia", user=person))(name="Noé")
    )
    resource.save()
    opened(person)
    page = client.get(resource.url).content.decode()
    assert '<a href="/personnes/nadia-belkacem-lefevre/">Nadia</a>, Noé' in page
    opened(person, is_public=False)
    assert "/personnes/" not in client.get(resource.url).content.decode()
