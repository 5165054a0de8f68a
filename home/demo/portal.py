"""What the demo portal features, and the pages around it."""

from datetime import timedelta

from django.utils import timezone

from bases.models import BasePage
from home.models import EditorialPage, HomePage, Selection, SelectionItem
from resources.models import CollectionPage, ResourcePage

PAGES = [
    (
        "aide",
        "Aide",
        "Trouver, lire, publier : l’essentiel en une page.",
        True,
        [
            ("section_title", {"text": "Trouver une fiche"}),
            (
                "rich_text",
                "<p>Tapez un sujet, un outil ou un public dans le champ de recherche, puis"
                " affinez par thème, par type de ressource ou par public. Les accents et les"
                " pluriels n’ont pas d’importance.</p>",
            ),
            ("section_title", {"text": "Lire et reprendre une fiche"}),
            (
                "rich_text",
                "<p>Une fiche publique s’ouvre sans compte : son adresse suffit. La licence,"
                " en bas de page, dit ce que vous pouvez en faire.</p>",
            ),
            ("section_title", {"text": "Publier"}),
            (
                "rich_text",
                "<p>Connectez-vous, puis ouvrez l’espace d’édition depuis « Mon compte »."
                " Un titre, une phrase et un thème suffisent pour une première fiche.</p>",
            ),
        ],
    ),
    (
        "accessibilite",
        "Accessibilité",
        "Ce qui est vérifié, et comment signaler un obstacle.",
        True,
        [
            (
                "rich_text",
                "<p>Chaque page est contrôlée automatiquement, en clair et en sombre, sur"
                " ordinateur et sur téléphone. Un audit complet reste à mener : cette page"
                " en donnera les résultats.</p>",
            ),
        ],
    ),
    (
        "donnees-personnelles",
        "Données personnelles",
        "Ce que le portail retient de vous, et ce qu’il ne retient pas.",
        True,
        [
            (
                "rich_text",
                "<p>Lire ne demande aucun compte et ne laisse aucune trace chez un tiers : ni"
                " mesure d’audience externe, ni police, ni vidéo chargées d’ailleurs. Un"
                " compte retient votre nom, votre courriel, votre type d’acteur et votre"
                " territoire.</p>",
            ),
        ],
    ),
    (
        "charte",
        "Charte",
        "Ce à quoi chacun s’engage en publiant ici.",
        False,
        [
            (
                "rich_text",
                "<ul><li>Publier ce que l’on a le droit de publier, et citer ses sources.</li>"
                "<li>Ne jamais faire figurer une personne accompagnée, même par son"
                " prénom.</li><li>Dire ce qui n’a pas marché : c’est ce qui sert le plus.</li>"
                "<li>Corriger une fiche périmée, ou la retirer.</li></ul>",
            ),
        ],
    ),
]

SELECTIONS = [
    (
        "À la une",
        "Trois fiches testées avec de vrais groupes, à reprendre telles quelles.",
        ["fiches:premiers-pas-avec-la-messagerie", "fiches:demeler-le-vrai-du-faux-en-ligne"]
        + ["fiches:convention-de-pret-de-materiel-reconditionne"],
        0,
    ),
    (
        "Des parcours tout prêts",
        "Des collections pour préparer un mois d’ateliers.",
        ["collections:3"],
        0,
    ),
    (
        "Les bases à découvrir",
        "Elles publient souvent, et répondent quand on leur écrit.",
        ["bases:pass-numeriques", "bases:mediatheques-du-val", "bases:hub-du-littoral"],
        14,
    ),
]


def load_portal():
    """Add the editorial pages and the selections that are missing."""
    front = HomePage.objects.get()
    for slug, title, summary, in_footer, blocks in PAGES:
        if not EditorialPage.objects.filter(slug=slug).exists():
            page = EditorialPage(
                title=title, slug=slug, summary=summary, in_footer=in_footer
            )
            page.body = page.body.stream_block.to_python(
                [{"type": type, "value": value} for type, value in blocks]
            )
            front.add_child(instance=page)
            page.save_revision(changed=False).publish()
    if not Selection.objects.exists():
        for position, (title, word, named, days) in enumerate(SELECTIONS):
            starts_at = timezone.now() + timedelta(days=days) if days else None
            selection = Selection.objects.create(
                title=title, word=word, position=position, starts_at=starts_at
            )
            selection.items = [
                SelectionItem(page=page, sort_order=order)
                for order, page in enumerate(_pages(named))
            ]
            selection.save()


def _pages(named):
    models = {"fiches": ResourcePage, "bases": BasePage, "collections": CollectionPage}
    for name in named:
        kind, what = name.split(":")
        pages = models[kind].objects.live()
        if what.isdigit():
            public = pages.filter(card__rule=None).order_by("-first_published_at")
            yield from public[: int(what)]
        else:
            yield from pages.filter(slug=what)
