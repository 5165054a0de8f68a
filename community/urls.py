"""The addresses of what people follow, and of what they say to the portal's team."""

from django.urls import path

from community.views import contact, follows, ideas, missing, news, reports

urlpatterns = [
    path("bases/<slug:slug>/suivre/", follows.base, name="base_follow"),
    path("bases/<slug:slug>/abonnes/", follows.base_followers, name="base_followers"),
    path("themes/<slug:slug>/suivre/", follows.theme, name="theme_follow"),
    path("personnes/<int:person_id>/suivre/", follows.person, name="person_follow"),
    path("compte/suivis/", follows.mine, name="follows"),
    path("compte/abonnes/", follows.my_followers, name="my_followers"),
    path("bases/<slug:slug>/signaler/", reports.page, name="base_report"),
    path(
        "bases/<slug:slug>/<slug:page_slug>/signaler/", reports.page, name="page_report"
    ),
    path("personnes/<int:person_id>/signaler/", reports.person, name="person_report"),
    path("bases/<slug:slug>/contacter/", contact.base, name="base_contact"),
    path("idees/", ideas.listed, name="ideas"),
    path("idees/proposer/", ideas.propose, name="idea_new"),
    path("idees/<int:idea_id>/moi-aussi/", ideas.support, name="idea_support"),
    path("recherche/fiche-manquante/", missing.new, name="missing_fiche_new"),
    path("nouveautes/", news.listed, name="news"),
]
