"""Who can sign in to the demo portal: one person for each kind of work.

`load_demo` makes these accounts, the sign-in page lists them in development, `docs/demo.md`
tells what to try with each.
"""

from dataclasses import dataclass, field

from bases.models import Membership
from home.editorial import GROUP as EDITORIAL_TEAM

# It stands in the documentation: these accounts exist where nothing is to be protected.
DEMO_PASSWORD = "une-demo-a-essayer"


@dataclass(frozen=True)
class DemoPerson:
    """An account of the demo portal; `work` says in French what it lets one try."""

    email: str
    first_name: str
    last_name: str
    work: str
    actor_type: str
    territory: str = "R84"
    actor_type_verified: bool = False
    is_superuser: bool = False
    groups: tuple = ()
    memberships: dict = field(default_factory=dict)


DEMO_PEOPLE = (
    DemoPerson(
        email="administration@demo.example",
        first_name="Démo",
        last_name="Administratrice",
        work="administre le portail : personnes, listes, bases, réglages",
        actor_type="Agent de collectivité territoriale",
        is_superuser=True,
    ),
    DemoPerson(
        email="redaction@demo.example",
        first_name="Démo",
        last_name="Rédactrice",
        work="compose la page d’accueil avec l’équipe éditoriale",
        actor_type="Hub territorial pour un numérique inclusif",
        actor_type_verified=True,
        groups=(EDITORIAL_TEAM,),
    ),
    DemoPerson(
        email="contribution@demo.example",
        first_name="Démo",
        last_name="Contributeur",
        work="écrit et publie les fiches du Département de la Vaune",
        actor_type="Conseiller numérique France Services",
        actor_type_verified=True,
        memberships={"departement-de-la-vaune": Membership.Role.CONTRIBUTOR},
    ),
    DemoPerson(
        email="base-privee@demo.example",
        first_name="Démo",
        last_name="Responsable",
        work="administre une base privée, invisible hors de son équipe",
        actor_type="Agent de collectivité territoriale",
        memberships={
            "vaune-mediatrice-et-services-sociaux": Membership.Role.ADMINISTRATOR
        },
    ),
    DemoPerson(
        email="travail-social@demo.example",
        first_name="Démo",
        last_name="Assistante sociale",
        work="lit la base réservée aux travailleurs sociaux : son métier est vérifié",
        actor_type="Assistant de service social",
        actor_type_verified=True,
    ),
    DemoPerson(
        email="non-verifie@demo.example",
        first_name="Démo",
        last_name="Métier déclaré",
        work="dit être assistant de service social : tant que personne ne l’a vérifié, la base"
        " réservée reste fermée",
        actor_type="Assistant de service social",
    ),
    DemoPerson(
        email="mediatheque@demo.example",
        first_name="Démo",
        last_name="Bibliothécaire",
        work="fait partie de l’équipe des Médiathèques du Val",
        actor_type="Bibliothécaire ou médiathécaire",
        memberships={"mediatheques-du-val": Membership.Role.CONTRIBUTOR},
    ),
    DemoPerson(
        email="etabli@demo.example",
        first_name="Démo",
        last_name="Médiateur",
        work="tient son établi : ses fiches sont pour lui seul, sauf celles qu’il ouvre",
        actor_type="Médiateur numérique",
        memberships={"etabli-de-noe": Membership.Role.OWNER},
    ),
    DemoPerson(
        email="lecture@demo.example",
        first_name="Démo",
        last_name="Lecteur",
        work="lit ce qui est public, sans faire partie d’une base",
        actor_type="Élu",
    ),
)
