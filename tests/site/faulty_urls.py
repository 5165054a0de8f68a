"""The portal's addresses, and some that go wrong."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.urls import path

from labase_site.urls import urlpatterns as portal


def refuse(request):
    raise PermissionDenied("écrit pour personne")


def misunderstand(request):
    raise BadRequest("écrit pour personne")


def fall(request):
    raise RuntimeError("écrit pour personne")


urlpatterns = [
    path("interdit/", refuse),
    path("incompris/", misunderstand),
    path("panne/", fall),
    *portal,
]
