"""What is true everywhere. `dev`, `test` and `production` start from here."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .single_sign_on import openid_connect, places_of_sign_in

BASE_DIR = Path(__file__).resolve().parents[2]

# All that the portal writes stands in one folder, so that one folder is backed up.
VAR_DIR = Path(os.environ.get("LABASE_VAR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    # Ours first: our templates and messages win over those of the packages.
    "labase_site",
    "home",
    "search",
    "community",
    "resources",
    "bases",
    "accounts",
    "taxonomy",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PortalUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "labase_site.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "labase_site.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bases.scheduling.PublishDueMiddleware",
    "bases.redirects.CheckedRedirectMiddleware",
    "bases.admin.doors.AdminDoorMiddleware",
]

ROOT_URLCONF = "labase_site.urls"
WSGI_APPLICATION = "labase_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite, tuned for a server: readers never wait for the writer, a writer takes its place at
# the start of its transaction instead of failing in the middle of it.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR_DIR / "labase.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=NORMAL;"
            "PRAGMA foreign_keys=ON;"
            "PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=2147418112;"
            "PRAGMA cache_size=-32000;"
        ),
    },
}

if database_url := os.environ.get("DATABASE_URL"):
    # Connections are kept: opening one costs more than most pages.
    POSTGRESQL = dj_database_url.parse(
        database_url, conn_max_age=None, conn_health_checks=True
    )
    # PostgreSQL would compile the questions it takes for long ones: compiling takes longer.
    POSTGRESQL["OPTIONS"] = {"options": "-c jit=off", **POSTGRESQL.get("OPTIONS", {})}
    DATABASES = {"default": POSTGRESQL}
else:
    DATABASES = {"default": SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if redis_url := os.environ.get("REDIS_URL"):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": redis_url,
        }
    }
else:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }

# Where Elasticsearch answers, if it is to search; without it the database does.
ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
# What the names of its indexes begin with: portals that share a server have each their own.
ELASTICSEARCH_INDEX = os.environ.get("ELASTICSEARCH_INDEX", "labase")
# Seconds that what is looked for waits in a process before it is written; "" counts nothing.
waits = os.environ.get("SEARCHES_WRITTEN_AFTER", "30")
SEARCHES_WRITTEN_AFTER = int(waits) if waits else None

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    # Memberships open the admin, without a group.
    "bases.backends.MembershipBackend",
]
PASSWORD_MIN_LENGTH = 12
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH},
    },
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in (
            "UserAttributeSimilarityValidator",
            "CommonPasswordValidator",
            "NumericPasswordValidator",
        )
    ),
]

# A publication with a date shows at most this late, where no task runs by itself.
DUE_CHECK_SECONDS = 10

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "labase_site" / "locale"]
FORMAT_MODULE_PATH = ["labase_site.formats"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"

# Files are never served from a folder: `bases.files` answers at these addresses, after a check.
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/images/"

# Empty: the portal sends files itself. `x-accel:/prefix/` (nginx) or `x-sendfile` (Apache): the
# web server in front sends them from the disk, each time the portal said that it may.
SENDFILE = ""

STORAGES = {
    "default": {"BACKEND": "bases.storages.local.LocalStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Bytes above which an uploaded file is refused; Wagtail tells it beside the field.
MAX_UPLOAD_BYTES = int(os.environ.get("LABASE_MAX_UPLOAD_BYTES", 100 * 1024 * 1024))

# The text inside files is read after they come in: `detached`, by a process of its own; `at_once`,
# before the answer; `never`, by the command `read_files` alone.
READ_FILES = os.environ.get("READ_FILES", "detached")
# What the reading of one file may take of the machine.
READ_FILES_MEMORY_MB = int(os.environ.get("READ_FILES_MEMORY_MB", 512))
READ_FILES_SECONDS = int(os.environ.get("READ_FILES_SECONDS", 30))

# A fiche of a hundred blocks posts several thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.ChangeAddressForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.AskResetForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordForm",
    "reauthenticate": "accounts.forms.ConfirmItIsYouForm",
    "request_login_code": "accounts.forms.AskCodeForm",
    "confirm_login_code": "accounts.forms.TypeCodeForm",
}
# Whoever holds the address, not whoever typed it, opens the account. An address that is known
# already gets the same answer.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 7
# Mail scanners open links: the page shows a button, and the button confirms.
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# In the browser that signed up, and there alone: elsewhere the password is asked.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# A mail takes its time: what was begun in this browser goes on as long as that.
ACCOUNT_LOGIN_TIMEOUT = 3600
ACCOUNT_LOGOUT_ON_GET = False
# Another address takes the password; the address that is left is told.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
# For those who prefer it to a password: six figures, by mail.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True

MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# A clock that is half a minute late is a clock like another.
MFA_TOTP_TOLERANCE = 1
# Addresses are confirmed by a mail before they open anything.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.ActivateSecondFactorForm",
}
# Who may change what others see signs in with more than a password.
SECOND_FACTOR_OF_STAFF = True

SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.SingleSignOnForm"}
# What the provider does not tell (type, territory) and the charter are asked.
SOCIALACCOUNT_AUTO_SIGNUP = False
# Who signs in once by an address that the provider vouches for may do so again after changing it.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = openid_connect(os.environ)

# Whether a form that anybody may fill refuses what comes back sooner than people type.
SPAM_TIMING = True

# Whether staff read the first publication of a new account before it shows.
HOLD_FIRST_PUBLICATION = os.environ.get("HOLD_FIRST_PUBLICATION") == "true"

CHARTER_PATH = "/charte/"

# The demo portal has accounts whose password is written in its documentation.
DEMO_ALLOWED = False
DEMO_ACCOUNTS_SHOWN = False

WAGTAIL_SITE_NAME = "La Base"
WAGTAILADMIN_BASE_URL = os.environ.get("LABASE_URL", "http://127.0.0.1:8000")
# Wagtail's own doors lead to ours: one sign-in, one set of checks.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# The admin's date fields write the day first, as those who type over them do: in another
# order the field of the browser would take 05/12 for another day, without a word.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin_backend"}}
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_I18N_ENABLED = False
# A workflow stops nobody who may publish: roles say who may.
WAGTAIL_WORKFLOW_ENABLED = False
# Addresses are dictated on the telephone: no accents.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# A shared password is stored in clear text and tells no one who came in.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "bases.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "bases.upload_forms.PortalImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MAX_UPLOAD_BYTES
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_DOCUMENT_MODEL = "bases.PortalDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "bases.upload_forms.PortalDocumentForm"
# Browsers show them, at the page that an address names; what else is sent is kept as a file.
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
# With remote storage Wagtail would redirect to the bucket, past every check.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = MAX_UPLOAD_BYTES
WAGTAILDOCS_EXTENSIONS = (
    "pdf odt ods odp odg docx xlsx pptx doc xls ppt rtf txt md csv epub zip"
    " png jpg jpeg webp svg mp3 ogg mp4 webm stl"
).split()
TAGGIT_CASE_INSENSITIVE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        # Browsers hold the address that a form is sent on to against it as well.
        "form-action": [SELF, *places_of_sign_in(os.environ)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# What goes wrong is written where the server's own messages go, in development as in production.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Nobody has to be told of an address that does not exist, nor of a robot that calls us
        # by another name.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
