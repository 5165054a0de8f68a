"""What an operator meets first: settings that refuse, by name, what would not be safe."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

GIVEN = {
    "SECRET_KEY": "k4-Vn0_qYt7sXw2Rb9Lz6Jd1Hf8Gp3Mc5Ue-Ao0Ti4Sy7Wx2Qr9",
    "ALLOWED_HOSTS": "portail.example, www.portail.example",
    "LABASE_URL": "https://portail.example/",
    "EMAIL_HOST": "courriel.example",
    "DEFAULT_FROM_EMAIL": "portail@portail.example",
}
CHECK_DEPLOY = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def in_production(*command, state, **variables):
    """Run Python with production's settings and these variables, and return how it went."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "labase_site.settings.production",
        "LABASE_VAR": str(state),
        **variables,
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", GIVEN)
def test_production_does_not_start_without_a_secret_and_names_it(name, tmp_path):
    others = {key: value for key, value in GIVEN.items() if key != name}

    started = in_production(
        "-c", "import labase_site.settings.production", state=tmp_path, **others
    )

    assert started.returncode != 0
    assert started.stderr.strip().endswith(f"KeyError: '{name}'")


def test_production_passes_the_deployment_checks_of_django(tmp_path):
    checked = in_production(*CHECK_DEPLOY, state=tmp_path, **GIVEN)

    assert checked.returncode == 0, checked.stderr


def test_the_deployment_checks_would_see_a_weak_secret(tmp_path):
    weak = {**GIVEN, "SECRET_KEY": "azerty"}

    checked = in_production(*CHECK_DEPLOY, state=tmp_path, **weak)

    assert checked.returncode != 0
    assert "security.W009" in checked.stderr


def test_addresses_may_be_given_with_spaces_and_a_last_slash(tmp_path):
    shown = in_production(
        "-c",
        "from django.conf import settings as s;"
        "print(s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS, s.WAGTAILADMIN_BASE_URL)",
        state=tmp_path,
        **GIVEN,
    )

    assert shown.stdout.split() == [
        "['portail.example',",
        "'www.portail.example']",
        "['https://portail.example']",
        "https://portail.example",
    ]


BUCKET = {
    "S3_BUCKET": "fichiers",
    "S3_ACCESS_KEY": "lecture",
    "S3_SECRET_KEY": "ecriture",
}
SHOW_FILES = (
    "-c",
    "from django.conf import settings as s;"
    "from django.core.files.storage import default_storage as files;"
    "print(files.__class__.__name__, files.url('x.pdf'), s.SENDFILE)",
)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, "LocalStorage /images/x.pdf"),
        (BUCKET, "BucketStorage /images/x.pdf"),
        ({"LABASE_SENDFILE": "x-sendfile"}, "LocalStorage /images/x.pdf x-sendfile"),
        (
            {"LABASE_SENDFILE": "x-accel:/fichiers/"},
            "LocalStorage /images/x.pdf x-accel:/fichiers/",
        ),
    ],
)
def test_files_are_kept_and_sent_as_the_variables_say(given, kept, tmp_path):
    shown = in_production(*SHOW_FILES, state=tmp_path, **GIVEN, **given)
    assert shown.stdout.strip() == kept, shown.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"LABASE_SENDFILE": "nginx"}, "LABASE_SENDFILE"),
        ({"LABASE_SENDFILE": "x-accel:fichiers"}, "LABASE_SENDFILE"),
        ({"LABASE_SENDFILE": "x-sendfile", **BUCKET}, "LABASE_SENDFILE"),
        ({"S3_BUCKET": "fichiers", "S3_ACCESS_KEY": "lecture"}, "S3_SECRET_KEY"),
    ],
)
def test_production_does_not_start_where_files_would_not_be_sent(given, said, tmp_path):
    started = in_production(
        "-c", "import labase_site.settings.production", state=tmp_path, **GIVEN, **given
    )
    assert started.returncode != 0
    assert said in started.stderr.strip().splitlines()[-1]


def test_the_demo_portal_is_refused_in_production(tmp_path):
    loaded = in_production("manage.py", "load_demo", state=tmp_path, **GIVEN)

    assert loaded.returncode != 0
    assert "CommandError" in loaded.stderr
