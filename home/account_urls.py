"""The pages of my account. No browser keeps them: the Back button shows them to nobody else."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home import account, account_lists, leaving, my_data

urlpatterns = [
    path("", account.account, name="account"),
    path("profil/", account.profile, name="my_profile"),
    path("bases/", account_lists.my_bases, name="my_bases"),
    path("fiches/", account_lists.my_fiches, name="my_fiches"),
    path("brouillons/", account_lists.my_drafts, name="my_drafts"),
    path("collections/", account_lists.my_collections, name="my_collections"),
    path("securite/", account.security, name="my_security"),
    path("donnees/", my_data.my_data, name="my_data"),
    path("donnees/archive/", my_data.archive, name="my_archive"),
    path("donnees/suppression/", leaving.leave, name="leave_portal"),
    path(
        "donnees/suppression/<slug:slug>/ceder/",
        leaving.hand_over,
        name="leave_hand_over",
    ),
    path(
        "donnees/suppression/<slug:slug>/reprendre/",
        leaving.take_back,
        name="leave_take_back",
    ),
    path("ferme/", account.closed, name="account_closed"),
    path("supprime/", leaving.left, name="account_left"),
]
decorate_urlpatterns(urlpatterns, never_cache)
