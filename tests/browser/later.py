"""Settings of the same portal once every link that it sent is too old."""

from labase_site.settings.dev import *  # noqa: F403 - a settings module is the one it starts from, changed

ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = -1
PASSWORD_RESET_TIMEOUT = -1
