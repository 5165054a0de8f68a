"""How the admin looks, and what its editor is taught."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def admin_colours():
    """Dress the admin in the colours of the portal."""
    return format_html('<link rel="stylesheet" href="{}">', static("labase/admin.css"))


@hooks.register("insert_editor_js")
def sent_after_what_saves_itself():
    """Send what is published once its draft, which saves itself, is saved."""
    return format_html(
        '<script type="module" src="{}"></script>', static("labase/js/autosave.js")
    )
