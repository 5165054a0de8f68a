"""What a change opens: asked again as soon as somebody wrote something, before it is undone."""

import re

from labase_site.leaks.portal import CLOSED, OWN

WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# Written by every sign-in, by whoever is here today, and by every form that is open.
PASSING_TABLES = {
    "accounts_activity",
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
}


class Writes:
    """Notes whether a request writes rows, given to `connection.execute_wrapper`."""

    def __init__(self):
        self.happened = False

    def __call__(self, execute, sql, params, many, context):
        """Run a query, and remember that it writes."""
        found = WRITING.match(sql)
        self.happened |= bool(found) and found[1] not in PASSING_TABLES
        return execute(sql, params, many, context)


def probes(portal):
    """Return the addresses that would tell that a closed page or file was opened."""
    pages = [path for path, where in portal.values("page path") if where == CLOSED][:3]
    pages += [path for path, where in portal.values("page path") if where == OWN]
    found = [f"/{path}" for path in pages]
    if file := portal.first("document file", CLOSED):
        found.append("/documents/{}/{}".format(*file))
    if file := portal.first("rendition file", CLOSED):
        found.append("/images/{}/{}".format(*file))
    return found
