"""The screens of a base, under its address. Their first segments stand in `bases.reserved`."""

from django.urls import path

from bases.views import bin as the_bin
from bases.views import readers, shared, sharing, view_as, who_sees

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
    path("bases/<slug:slug>/partage/", sharing.base_links, name="base_links"),
    path(
        "bases/<slug:slug>/<slug:page_slug>/partage/",
        sharing.page_links,
        name="page_links",
    ),
    path("compte/liens/", sharing.my_links, name="my_links"),
    path("lien/<str:token>/", shared.page, name="shared"),
    path("lien/<str:token>/<slug:slug>/", shared.page, name="shared_page"),
    path(
        "lien/<str:token>/images/<int:rendition_id>/<str:name>",
        shared.image,
        name="shared_image",
    ),
    path(
        "lien/<str:token>/documents/<int:document_id>/<str:name>",
        shared.document,
        name="shared_document",
    ),
    path("bases/<slug:slug>/qui-voit/", who_sees.who_sees, name="base_who_sees"),
    path(
        "bases/<slug:slug>/<slug:page_slug>/qui-voit/",
        who_sees.who_sees,
        name="page_who_sees",
    ),
    path("bases/<slug:slug>/voir-comme/", view_as.view_as, name="base_view_as"),
    path(
        "bases/<slug:slug>/<slug:page_slug>/voir-comme/",
        view_as.view_as,
        name="page_view_as",
    ),
    path("bases/<slug:slug>/corbeille/", the_bin.of_base, name="base_bin"),
    path("compte/corbeille/", the_bin.of_bases, name="bases_bin"),
    path(
        "compte/corbeille/<int:page_id>/restaurer/", the_bin.restore, name="bin_restore"
    ),
    path("compte/corbeille/<int:page_id>/supprimer/", the_bin.delete, name="bin_delete"),
]
