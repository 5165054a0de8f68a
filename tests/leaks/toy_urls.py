"""A portal of a few views, some of which tell what they should not."""

from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import path

from accounts.models import User

SECRET = {"word": ""}


def body(request):
    return HttpResponse(f"<p>{SECRET['word'].upper()}</p>")


def start(request):
    return HttpResponse(f"<p>{SECRET['word'][:7]}…</p>")


def location(request):
    return HttpResponseRedirect(f"/bases/{SECRET['word']}/")


def message(request):
    messages.info(request, SECRET["word"])
    return HttpResponseRedirect("/")


def stream(request):
    return StreamingHttpResponse(
        [SECRET["word"][:4].encode(), SECRET["word"][4:].encode()]
    )


def echo(request):
    return HttpResponse(f"Rien pour {request.GET.get('q', '')}")


def oracle(request):
    asked = request.GET.get("q", "")
    return HttpResponse(f"{int(asked == SECRET['word'])} réponse pour {asked}")


def address(request, slug):
    if slug != SECRET["word"]:
        raise Http404
    return HttpResponse(status=403)


def fault(request):
    raise ValueError("cassé")


def mail(request):
    to = request.GET["to"]
    transaction.on_commit(lambda: send_mail("Titre", SECRET["word"], None, [to]))
    return HttpResponse("parti")


def change(request):
    User.objects.all().delete()
    return HttpResponse("fait")


urlpatterns = [
    path(f"{view.__name__}/", view, name=view.__name__)
    for view in (
        body,
        start,
        location,
        message,
        stream,
        echo,
        oracle,
        fault,
        mail,
        change,
    )
]
urlpatterns += [
    path("address/<slug:slug>/", address, name="address"),
    # What the portal tells its admin from the rest by.
    path("admin/", body, name="wagtailadmin_home"),
]
