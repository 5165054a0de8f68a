"""The address of a page, from its path alone."""

from wagtail.models import Site


def address_of(url_path):
    """Return the address, on this site, of the page that has this `url_path`."""
    for root in Site.get_site_root_paths():
        if url_path.startswith(root.root_path):
            return "/" + url_path[len(root.root_path) :]
    return "/"
