"""Works on a developer's machine and for `make run`, with no variable set."""

import os

from .base import *  # noqa: F403 - a settings module is the one it starts from, changed

# The portal answers as it does to visitors, with its own error pages; DEBUG=1 asks for Django's.
DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = "development only: production reads its own"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
# Mails show in the terminal, unless a server is named that takes them.
if "EMAIL_HOST" in os.environ:
    EMAIL_HOST, EMAIL_PORT = os.environ["EMAIL_HOST"], int(os.environ["EMAIL_PORT"])
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Static files are served from their sources, and a change shows at once.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# The passwords of the demo are written in its documentation: a second factor would guard nothing.
SECOND_FACTOR_OF_STAFF = os.environ.get("SECOND_FACTOR_OF_STAFF") == "1"
DEMO_ALLOWED = True
# The sign-in page lists the demo accounts.
DEMO_ACCOUNTS_SHOWN = True
