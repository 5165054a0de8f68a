"""The devices on which I am signed in."""

from allauth.usersessions import views
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.devices import device_of
from accounts.ids import names_an_id


class SessionsView(views.ListUserSessionsView):
    """Where I am signed in: one device is signed out, or all the others."""

    template_name = "account/sessions.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = [
            {
                "session": session,
                "device": device_of(session.user_agent),
                "is_current": session.is_current(),
            }
            for session in reversed(context["sessions"])
        ]
        return context

    def post(self, request, *args, **kwargs):
        if "session" not in request.POST:
            return super().post(request, *args, **kwargs)
        end_sessions(request, [_session_of(request)])
        messages.success(request, _("This device is signed out."))
        return redirect("usersessions_list")


def _session_of(request):
    """Return the session that a form names, of the person who sends it."""
    named = request.POST["session"]
    same = UserSession.objects.filter(user=request.user)
    session = same.filter(pk=named).first() if names_an_id(named) else None
    if session is None:
        raise Http404
    return session
