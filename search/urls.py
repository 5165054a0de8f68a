"""The addresses of the searches that people save."""

from django.urls import path

from search import saved_views

urlpatterns = [
    path("recherche/enregistrer/", saved_views.new, name="saved_search_new"),
    path("recherche/alertes/<str:token>/arreter/", saved_views.stop, name="stop_alerts"),
    path("compte/recherches/", saved_views.mine, name="saved_searches"),
    path("compte/recherches/<int:search_id>/", saved_views.edit, name="saved_search"),
    path(
        "compte/recherches/<int:search_id>/supprimer/",
        saved_views.delete,
        name="saved_search_delete",
    ),
]
