"""My data: all that the portal holds about me, to take away; and the way to leave."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.archive import may_ask, written_archive
from accounts.mail_check import mail_check_required
from accounts.personal_data import kinds
from home.account_sections import show_section


@require_safe
@cache_control(private=True)
@login_required
def my_data(request):
    """Show what there is to take away, and the way to the end of the account."""
    return show_section(
        request,
        "account_data.html",
        section="my_data",
        title=_("My data"),
        kinds=kinds.values(),
    )


@require_POST
@cache_control(private=True, no_store=True)
@login_required
@reauthentication_required
@mail_check_required
def archive(request):
    """Give the archive of all that the portal holds about me."""
    if not may_ask(request.user):
        messages.error(
            request, _("You took your data away several times today: come back tomorrow.")
        )
        return redirect("my_data")
    name = f"mes-donnees-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(written_archive(request.user), as_attachment=True, filename=name)
