"""Write to the team of a base."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bases.doors import base_read_by
from bases.views.screens import show
from community.contact import may_be_written_to, write_to_team
from community.forms import ContactForm

TYPED = ("text", "name", "email")
NOT_SENT = gettext_lazy(
    "The mail could not be sent: the fault is on our side. What you typed is kept: send it"
    " again in a few minutes."
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def base(request, slug):
    """Send a message to the team of a base, whose address stays unknown."""
    base = base_read_by(request.user, slug)
    if not may_be_written_to(base):
        raise Http404
    form = ContactForm(request.POST or None, request=request)
    if form.is_valid():
        sent = {name: form.cleaned_data[name] for name in TYPED if name in form.fields}
        if write_to_team(base, request=request, **sent):
            messages.success(request, _("Your message is on its way to the team."))
            return redirect(base.url)
        form.add_error(None, NOT_SENT)
    return show(
        request,
        "contact.html",
        folder="community",
        base=base,
        screen="base_contact",
        title=_("Write to the team"),
        form=form,
    )
