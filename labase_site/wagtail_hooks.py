"""How the admin looks."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def admin_colours():
    """Dress the admin in the colours of the portal."""
    return format_html('<link rel="stylesheet" href="{}">', static("labase/admin.css"))
