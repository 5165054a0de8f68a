"""The portal that forms are sent to: a base, its team, and what waits there for an answer."""

from django.utils import timezone

from accounts.charter import accept_charter
from accounts.confirmation import vouch_for_address
from accounts.models import User
from accounts.profiles import write_profile
from bases import bin as the_bin
from bases import invitations, readerships, requests, visibility
from bases.memberships import join
from bases.models import Card, Membership
from bases.sections import add_section
from bases.sharing import make_link, token_of
from community.models import Idea, MissingFiche, NewsItem, Report
from search.models import SavedSearch
from tests import factories
from tests.resources.bodies import body_of

PASSWORD = "une phrase bien assez longue"


class World:
    """What the addresses and the valid values of forms name, by attribute."""

    def __init__(self):
        self.actor_type = factories.ActorTypeFactory(verified=True)
        self.territory = factories.TerritoryFactory()
        self.licence = factories.LicenceFactory()
        self.theme = factories.ThemeFactory()
        self._people()
        self._pages()
        self._waiting()

    def _people(self):
        self.staff = person("equipe", is_superuser=True)
        self.owner = person("proprietaire")
        self.member = person("contributrice")
        self.stranger = person("visiteuse")
        self.asker = person("demandeuse")
        self.invited = person("invitee")
        self.named = person("conseillere")
        told = {"role": "", "description": "", "links": []}
        write_profile(self.named, is_public=True, is_named=True, **told)
        self.without_password = person("sans-mot-de-passe")
        self.without_password.set_unusable_password()
        self.without_password.save()

    def _pages(self):
        self.base = factories.BasePageFactory(
            title="Médiathèques du Val",
            slug="mediatheques",
            contact_email="contact@mediatheques.example",
            owner=self.owner,
        )
        self.base.save_revision(user=self.owner).publish()
        join(self.base, self.owner, role=Membership.Role.OWNER, invited_by=None)
        join(
            self.base,
            self.member,
            role=Membership.Role.CONTRIBUTOR,
            invited_by=self.owner,
        )
        self.membership = Membership.objects.get(base=self.base, user=self.member)
        self.document = factories.DocumentFactory(base=self.base)
        self.fiche = factories.ResourcePageFactory(
            parent=self.base, slug="messagerie", owner=self.owner
        )
        files = {"files": [{"document": self.document.pk, "title": "", "legend": ""}]}
        self.fiche.body = body_of(("files", files))
        self.fiche.save_revision(user=self.owner).publish()
        self.fiche.card = Card.objects.get(pk=self.fiche.pk)
        self.closed = factories.ResourcePageFactory(parent=self.base, slug="entre-nous")
        visibility.restrict_to(self.closed, [readerships.team_of(self.base.pk)])
        self.binned = factories.ResourcePageFactory(
            parent=self.base, slug="a-la-corbeille"
        )
        the_bin.put_in_bin(self.binned, user=self.owner)

        self.section = add_section(self.base, "À la une")
        self.item = self.section.items.create(page=self.closed)

    def _waiting(self):
        self.link = make_link(self.fiche, made_by=self.owner, label="Mairie", days=30)
        self.link_token = token_of(self.link)
        [invited] = invitations.invite(
            self.base,
            [self.invited.email],
            role=Membership.Role.READER,
            message="",
            by=self.owner,
        )
        self.invitation_token = invitations.token_of(invited.invitation)
        self.request = requests.ask(self.base, self.asker, message="Je viens aider.")
        self.idea = Idea.objects.create(title="Une idée", text="Ceci.", is_open=True)
        self.missing = MissingFiche.objects.create(words="messagerie")
        self.report = Report.objects.create(
            page_id=self.fiche.pk, reason="wrong", text="Cela.", sender=self.stranger
        )
        self.saved_search = SavedSearch.objects.create(
            person=self.member, name="Imprimantes", question="q=imprimante"
        )
        self.idea_read_at = self.idea.changed_at.isoformat()
        self.missing_read_at = self.missing.changed_at.isoformat()
        self.report_read_at = self.report.changed_at.isoformat()
        self.news = NewsItem.objects.create(title="Nouveau", day=timezone.localdate())


def person(name, **fields):
    """Return somebody who has a confirmed address, a password, and accepted the charter."""
    user = User.objects.create_user(
        f"{name}@exemple.test", PASSWORD, first_name="Une", last_name=name, **fields
    )
    accept_charter(user)
    user.save()
    vouch_for_address(user)
    return user
