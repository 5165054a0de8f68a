"""Every address of the portal. Pages come last: what is not here is asked of the tree."""

from allauth.account.views import logout as sign_out
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls

from bases import serving
from bases.views import files
from home import people
from resources import start_views as starting
from resources import views as resources
from search import views as search

# Wagtail's own doors would go round confirmation: they lead to ours, with what was asked for.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_password_reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("admin/login/", to_sign_in, name="wagtailadmin_login"),
    path("_util/login/", to_sign_in),
    path("admin/password_reset/", to_password_reset),
    # Wagtail's own drops the session on a GET as well.
    path("admin/logout/", sign_out, name="wagtailadmin_logout"),
    path("admin/", include("bases.admin.urls")),
    path("admin/", include("resources.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("compte/", include("home.account_urls")),
    path("compte/", include("accounts.urls")),
    # It only sets a cookie: pages that anybody's cache may keep carry no token for it.
    path("langue/", csrf_exempt(set_language), name="set_language"),
    path("images/<int:rendition_id>/<str:name>", files.image, name="image"),
    re_path(r"^documents/(\d+)/(.*)$", files.document, name="wagtaildocs_serve"),
    path("personnes/photos/<str:key>", people.portrait, name="portrait"),
    path("personnes/<slug:slug>/", people.person, name="person"),
    path(
        "personnes/<slug:slug>/collections/",
        people.person,
        {"tab": "person_collections"},
        name="person_collections",
    ),
    path(
        "personnes/<slug:slug>/bases/",
        people.person,
        {"tab": "person_bases"},
        name="person_bases",
    ),
    path("recherche/", search.results, name="search"),
    path("recherche/suggestions/", search.suggestions, name="search_suggestions"),
    path("fiches/nouvelle/", starting.new, name="resource_new"),
    path("collections/", resources.collections, name="collections"),
    path("themes/", resources.themes, name="themes"),
    path("themes/<slug:slug>/", resources.theme, name="theme"),
    path("", include("search.urls")),
    path("", include("community.urls")),
    path("", include("bases.urls")),
    # The name by which Wagtail writes the addresses of pages.
    re_path(r"^((?:[\w-]+/)*)$", serving.page, name="wagtail_serve"),
]
