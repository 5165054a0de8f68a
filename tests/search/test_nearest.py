"""Where one is led when nothing answers."""

from django.urls import reverse

from tests import factories


def test_an_empty_answer_leads_to_the_nearest_themes_of_what_one_may_open(
    base, restrict, client, count_queries
):
    def ask(words="xyloglotte"):
        asked = {"q": words, "niveau": "debutant"}
        answer = client.get(reverse("search"), asked)
        assert not answer.context["page_obj"].object_list
        return [theme.name for theme in answer.context["themes"]]

    def publish(theme, times=1):
        fiches = factories.ResourcePageFactory.create_batch(times, parent=base)
        for fiche in fiches:
            fiche.themes = [theme]
            fiche.save()
        return fiches

    full, near, closed = (
        factories.ThemeFactory(name=name) for name in ("Achats", "Parentalité", "Secret")
    )
    publish(full, times=3)
    publish(near)
    (hidden,) = publish(closed)
    restrict(hidden)
    assert ask() == ["Achats", "Parentalité"]
    assert ask("la parentalité") == ["Parentalité", "Achats"]
    few = count_queries(ask)
    publish(factories.ThemeFactory(name="Jeux"), times=3)
    assert "Jeux" in ask()
    assert count_queries(ask) == few
