"""The one list of slugs that pages may not take: addresses of the portal itself."""

# First segments of an address, then the sub-pages of a base.
RESERVED_SLUGS = frozenset(
    "admin api collections compte documents fiches idees images langue lien nouveautes"
    " personnes recherche selections static themes"
    " a-propos abonnes contacter corbeille demandes equipe exporter flux invitations lecteurs"
    " membres modifier nouvelle nouveau parametres partage qui-voit reglages rubriques signaler"
    " statistiques suivre visibilite voir-comme".split()
)
