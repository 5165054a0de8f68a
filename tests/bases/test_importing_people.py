from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.charter import charter_to_accept
from accounts.models import User
from bases.importing_people import Fate, Place, carried_out, planned
from bases.models import Invitation
from bases.people_files import rows_of, text_of
from bases.welcoming import send_next
from tests import factories
from tests.accounts.conftest import PASSWORD, link_in

HEAD = "Prénom;Nom;Courriel;Type;Territoire;Base;Rôle\n"
SCREEN = "/admin/people/import/"


@pytest.fixture
def names(base):
    """What rows may name."""
    factories.ActorTypeFactory(name="Médiateur numérique")
    factories.TerritoryFactory(name="Rhône", code="D69")
    return base


def file_of(*lines):
    return HEAD + "\n".join(lines)


FILE = file_of(
    "Nadia;Belkacem;Nadia@exemple.test;Médiateur numérique;D69;mediatheques;Contributrice",
    "Noé;Garnier;noe@exemple.test;;rhone;Médiathèques du Val;",
    ";;;;;;",
    "Sans;Adresse;pas une adresse;;;;",
    "Type;Inconnu;a@exemple.test;Astronaute;;;",
    "Base;Inconnue;b@exemple.test;;;nulle-part;",
    "Rôle;Inconnu;c@exemple.test;;;mediatheques;chef",
    ";Anonyme;d@exemple.test;;;;",
)


def test_the_charter_waits_for_those_who_were_added_and_for_nobody_else(names):
    known = factories.UserFactory(email="noe@exemple.test")
    carried_out(rows_of(FILE))
    nadia = User.objects.get(email="nadia@exemple.test")
    assert charter_to_accept(nadia)
    known.refresh_from_db()
    assert not charter_to_accept(known)


@pytest.mark.parametrize(
    "content",
    [
        FILE.encode(),
        FILE.encode("utf-8-sig"),
        FILE.encode("cp1252"),
        FILE.replace(";", ",").encode(),
        FILE.replace(";", "\t").replace("\n", "\r\n").encode(),
    ],
)
def test_a_file_is_read_as_spreadsheets_write_it(content):
    rows = rows_of(text_of(content))
    line, first = rows[0]
    assert (line, first["first_name"], first["role"]) == (2, "Nadia", "Contributrice")
    assert len(rows) == 7


@pytest.mark.parametrize(
    "text",
    ["", "Prénom;Nom\nA;B", "\0", HEAD + '"' + "a" * 200_000, HEAD + "a;b;c\n" * 5_001],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(text):
    with pytest.raises(ValidationError):
        rows_of(text)


def test_the_fate_of_each_row_is_told_before_anything_is_written(names):
    rows = planned(rows_of(FILE))
    assert [row.fate for row in rows] == [Fate.NEW] * 2 + [Fate.ERROR] * 5
    assert [row.line for row in rows] == [2, 3, 5, 6, 7, 8, 9]
    assert all(row.error for row in rows[2:])
    assert not User.objects.filter(email="nadia@exemple.test").exists()


def test_a_file_given_twice_changes_nothing_more(names):
    known = factories.UserFactory(
        email="noe@exemple.test", first_name="Noé", last_name="X"
    )
    carried_out(rows_of(FILE))
    again = carried_out(rows_of(FILE))
    assert [row.fate for row in again[:2]] == [Fate.KNOWN, Fate.KNOWN]
    assert [row.place for row in again[:2]] == [Place.WAITING, Place.WAITING]
    known.refresh_from_db()
    assert known.last_name == "X"
    nadia = User.objects.get(email="nadia@exemple.test")
    assert nadia.actor_type.name == "Médiateur numérique"
    assert not nadia.has_verified_actor_type
    assert not nadia.memberships.exists()
    assert Invitation.objects.count() == 2

    factories.MembershipFactory(base=names, user=known)
    assert planned(rows_of(FILE))[1].place == Place.MEMBER


def test_query_count_does_not_grow_with_the_rows_that_are_planned(names, count_queries):
    line = "A;B;{}@exemple.test;;;mediatheques;"
    few = rows_of(file_of(line.format("a")))
    many = rows_of(file_of(*(line.format(f"a{n}") for n in range(300))))
    planned(few)
    assert count_queries(lambda: planned(few)) == count_queries(lambda: planned(many))


def test_mails_leave_at_a_pace_and_once(names, client):
    known = factories.UserFactory(email="noe@exemple.test")
    carried_out(rows_of(FILE))
    assert not mail.outbox
    assert [send_next(1), send_next(5), send_next(5)] == [1, 1, 0]
    welcome, invitation = mail.outbox
    assert (welcome.to, invitation.to) == (["nadia@exemple.test"], [known.email])
    assert "/invitations/" in invitation.body

    client.post(client.get(link_in(welcome)).url, {"password1": PASSWORD})
    typed = {"login": welcome.to[0], "password": PASSWORD}
    charter = client.post("/compte/connexion/", typed).url
    client.post(charter, {"charter": "on"})
    page = client.get("/compte/").content.decode()
    assert names.title in page
    assert 'href="/invitations/' in page


def test_a_mail_that_the_server_refuses_waits_for_another_time(names, settings):
    carried_out(rows_of(FILE))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError, match="refused"):
        send_next(5)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_next(5) == 2


def test_the_command_tells_first_and_acts_with_apply(names, tmp_path):
    path = tmp_path / "personnes.csv"
    path.write_text(FILE, encoding="utf-8")

    def run(**options):
        told = StringIO()
        call_command("import_people", path, stdout=told, stderr=StringIO(), **options)
        return told.getvalue()

    assert "2\tnadia@exemple.test\t" in run()
    assert not User.objects.filter(email="nadia@exemple.test").exists()
    run(apply=True)
    assert User.objects.filter(email="nadia@exemple.test").exists()
    call_command("send_welcomes", limit=10, stderr=StringIO())
    assert len(mail.outbox) == 2
    path.write_text("rien", encoding="utf-8")
    with pytest.raises(CommandError):
        run()


@pytest.fixture
def staff(db):
    person = factories.UserFactory()
    person.user_permissions.add(
        Permission.objects.get(codename="import_people"),
        Permission.objects.get(codename="access_admin"),
    )
    return person


def test_staff_add_people_in_two_steps_on_a_screen(client, staff, names):
    factories.MembershipFactory(base=names, user=staff, role="administrator")
    client.force_login(staff)
    assert "personnes d’un fichier" in client.get(SCREEN).content.decode()
    file = SimpleUploadedFile("personnes.csv", FILE.encode("cp1252"))
    told = client.post(SCREEN, {"file": file})
    assert "nadia@exemple.test" in told.content.decode()
    assert not User.objects.filter(email="nadia@exemple.test").exists()

    client.post(SCREEN, {"text": told.context["text"], "apply": "1"})
    assert User.objects.filter(email="nadia@exemple.test").exists()
    assert Invitation.objects.filter(invited_by=staff).count() == 2
    client.post(f"{SCREEN}send/")
    assert len(mail.outbox) == 2


def test_who_may_not_import_is_turned_away_and_other_bases_stay_unknown(
    client, staff, visitors, names
):
    client.force_login(visitors["member"])
    for address in (SCREEN, f"{SCREEN}send/"):
        assert client.post(address, {"text": FILE, "apply": "1"}).status_code == 403
    assert not User.objects.filter(email="nadia@exemple.test").exists()
    client.force_login(staff)
    rows = client.post(SCREEN, {"text": FILE}).context["rows"]
    unknown = rows[5].error.replace("nulle-part", "mediatheques")
    assert rows[0].error == unknown


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "rien"}, {"text": "\x00" * 9}])
def test_a_file_that_is_refused_is_told_on_the_screen(sent, client, visitors):
    client.force_login(visitors["superuser"])
    response = client.post(SCREEN, sent)
    assert response.status_code == 200
    assert response.context["form"].errors
