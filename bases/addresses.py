"""Addresses from the path of a page, and its path from its address."""

from wagtail.models import Site


def address_of(url_path, *, roots=None):
    """Return the address, on this site, of the page that has this `url_path`.

    `roots`: `Site.get_site_root_paths()`, where it is read once for many.
    """
    for root in roots or Site.get_site_root_paths():
        if url_path.startswith(root.root_path):
            return "/" + url_path[len(root.root_path) :]
    return "/"


def url_path_at(path):
    """Return the `url_path` of the page at `path`, an address of this site without its first /.

    None where staff left no site at all.
    """
    roots = Site.get_site_root_paths()
    return f"{roots[0].root_path}{path}" if roots else None


def readers_screen_of(page):
    """Return the address of the screen that says who reads `page`; "" for those without one."""
    kind = getattr(page.specific_class, "kind", "")
    if not kind:
        return ""
    return f"{address_of(page.url_path)}{'visibilite' if kind == 'base' else 'lecteurs'}/"
