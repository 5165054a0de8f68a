"""The screens of a base, under its address. Their first segments stand in `bases.reserved`."""

from django.urls import path

from bases.views import readers

urlpatterns = [
    path("bases/<slug:base>/visibilite/", readers.base_readers, name="base_readers"),
    path(
        "bases/<slug:base>/visibilite/nombre/",
        readers.base_readers_count,
        name="base_readers_count",
    ),
    path(
        "bases/<slug:base>/<slug:page>/lecteurs/",
        readers.page_readers,
        name="page_readers",
    ),
    path(
        "bases/<slug:base>/<slug:page>/lecteurs/nombre/",
        readers.page_readers_count,
        name="page_readers_count",
    ),
]
