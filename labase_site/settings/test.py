"""Fast and offline."""

import atexit
import os
import shutil
import tempfile

from .base import *  # noqa: F403 - a settings module is the one it starts from, changed
from .base import CACHES, redis_url

SECRET_KEY = "tests only"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each test process writes its files in a folder of its own, which goes with it.
MEDIA_ROOT = tempfile.mkdtemp(prefix="labase-test-media-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
# Static files are served from their sources: nothing is collected before a test.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if redis_url:
    # Each test process empties its cache as it likes: it has a Redis database of its own.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    CACHES["default"]["OPTIONS"] = {"db": worker.removeprefix("gw")}
# Tests of the second factor ask for it.
SECOND_FACTOR_OF_STAFF = False
DEMO_ALLOWED = True
ACCOUNT_RATE_LIMITS = False
# Tests that look at the clock say so.
SPAM_TIMING = False
DUE_CHECK_SECONDS = 86_400
# Tests of the text inside files ask for it.
READ_FILES = "never"
# Tests of what is looked for ask for it.
SEARCHES_WRITTEN_AFTER = None
