"""Who may read: readerships, and the rules that view restrictions amount to."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models import ActorType, Territory


class Readership(models.Model):
    """A set of people who may read, behind one group that view restrictions name.

    The group is written from our rows by `bases.readerships` and by nothing else.
    """

    class Kind(models.TextChoices):
        TEAM = "team", _("the team of a base")
        ACTOR_TYPE = "actor_type", _("the verified people of an actor type")
        EMAIL_DOMAIN = "email_domain", _("the people of an e-mail domain")
        PEOPLE = "people", _("chosen people")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="readership"
    )
    base = models.ForeignKey(
        "bases.BasePage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="readerships",
    )
    actor_type = models.ForeignKey(
        ActorType,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readerships",
    )
    # Only those of an actor type whose territory is this one, or is inside it.
    territory = models.ForeignKey(
        Territory,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readerships",
    )
    domain = models.CharField(max_length=253, blank=True)

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readerships")
        constraints = [
            models.UniqueConstraint(
                fields=["base"],
                condition=models.Q(kind="team"),
                name="one_team_readership_per_base",
            ),
            models.UniqueConstraint(
                fields=["actor_type"],
                condition=models.Q(kind="actor_type", territory=None),
                name="one_readership_per_actor_type",
            ),
            models.UniqueConstraint(
                fields=["actor_type", "territory"],
                condition=models.Q(kind="actor_type"),
                name="one_readership_per_actor_type_and_territory",
            ),
            models.UniqueConstraint(
                fields=["domain"],
                condition=models.Q(kind="email_domain"),
                name="one_readership_per_domain",
            ),
        ]

    def __str__(self):
        of = self.base or self.actor_type or self.domain or self.pk
        return f"{self.get_kind_display()} · {of}"


class NamedAddress(models.Model):
    """An e-mail address that a readership of chosen people names.

    Whoever confirms it is of the readership: nothing says before whether it has an account.
    """

    readership = models.ForeignKey(
        Readership, on_delete=models.CASCADE, related_name="addresses"
    )
    # In lower case, as confirmed addresses are.
    email = models.EmailField(_("e-mail address"), db_index=True)

    class Meta:
        verbose_name = _("named address")
        verbose_name_plural = _("named addresses")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                fields=["readership", "email"], name="an_address_is_named_once"
            )
        ]

    def __str__(self):
        return self.email


class BaseSettings(models.Model):
    """What the administrators of a base chose, outside the revisions of its page."""

    class Purpose(models.TextChoices):
        WORKBENCH = "workbench", _("my workbench")
        INTERNAL = "internal", _("internal resources")
        SHOWCASE = "showcase", _("showcase")
        WORKSHOPS = "workshops", _("bank of workshops")
        EXCHANGE = "exchange", _("group of exchange")

    class DefaultReadership(models.TextChoices):
        BASE = "base", _("the readers of the base")
        TEAM = "team", _("the team")

    base = models.OneToOneField(
        "bases.BasePage", on_delete=models.CASCADE, related_name="settings"
    )
    purpose = models.CharField(
        _("purpose"), max_length=20, choices=Purpose, default=Purpose.SHOWCASE
    )
    default_readership = models.CharField(
        _("who reads what is new"),
        max_length=20,
        choices=DefaultReadership,
        default=DefaultReadership.BASE,
    )
    shown_when_closed = models.BooleanField(
        _("visible but closed"),
        default=False,
        help_text=_("Its name and one sentence are shown, with a way to ask for access."),
    )
    closed_sentence = models.CharField(
        _("sentence shown to those who may not read"), max_length=300, blank=True
    )
    # A person has one; it stays when they go, as a base like another.
    workbench_of = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("workbench of"),
    )
    latest_shown = models.BooleanField(
        _("show the latest fiches"),
        default=True,
        help_text=_("Under the sections. All the fiches stay one click away."),
    )
    members_shown = models.BooleanField(
        _("show the members"),
        default=False,
        help_text=_(
            "Those who agreed in their profile are named, the others are counted."
        ),
    )
    # Whether somebody answered “Who may read?”, or left what was proposed.
    readers_chosen = models.BooleanField(_("readers were chosen"), default=False)
    next_steps_dismissed = models.BooleanField(_("next steps put away"), default=False)
    # Written by `bases.certification` alone, for staff: administrators of the base do not.
    certified_at = models.DateTimeField(_("certified on"), null=True, editable=False)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("certified by"),
    )

    class Meta:
        verbose_name = _("settings of a base")
        verbose_name_plural = _("settings of bases")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(workbench_of=None) | models.Q(purpose="workbench"),
                name="a_workbench_keeps_its_purpose",
            )
        ]

    def __str__(self):
        return str(self.base)


class BaseToCertify(BaseSettings):
    """A base, as staff see it who say that it is certified, or no longer."""

    class Meta:
        proxy = True
        default_permissions = ()
        permissions = [("certify_base", _("Can certify bases"))]
        verbose_name = _("base to certify")
        verbose_name_plural = _("certification of bases")


class BaseWithoutAdministrator(BaseSettings):
    """A base that nobody administers, as staff see it who give it to somebody."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("base without administrator")
        verbose_name_plural = _("bases without administrator")


class ReadingRule(models.Model):
    """All that a page asks of its reader: every one of its clauses.

    One row for each distinct set of clauses, whatever the number of pages that ask for it.
    A page without a rule asks for nothing.
    """

    key = models.CharField(max_length=64, unique=True)
    clause_count = models.PositiveIntegerField()
    # Whether one of its clauses lets in one team alone: readers are told that it is private.
    teams_only = models.BooleanField(default=False)

    def __str__(self):
        return self.key


class ReadingClause(models.Model):
    """One restriction: the reader must be in one of its groups, or be signed in."""

    class Needs(models.TextChoices):
        GROUP = "group"
        LOGIN = "login"
        # A shared password stands in a session, which no listing can know: closed.
        NOTHING_SERVES = "nothing_serves"

    rule = models.ForeignKey(
        ReadingRule, on_delete=models.CASCADE, related_name="clauses"
    )
    needs = models.CharField(max_length=20, choices=Needs)

    class Meta:
        # The few that ask for something else than a group are found without reading the others.
        indexes = [models.Index(fields=["needs", "rule"], name="clause_by_needs")]

    def __str__(self):
        return f"{self.rule_id}: {self.needs}"


class ClauseGroup(models.Model):
    """A group whose members satisfy a clause. It goes with the group, and closes the clause.

    What is asked of its rule stands here too, and never changes: who is in many groups finds
    what they satisfy in this table alone.
    """

    clause = models.ForeignKey(
        ReadingClause, on_delete=models.CASCADE, related_name="clause_groups"
    )
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    rule = models.ForeignKey(ReadingRule, on_delete=models.CASCADE, related_name="+")
    clause_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "group"], name="one_row_per_clause_and_group"
            )
        ]

    def __str__(self):
        return f"{self.clause_id}: {self.group_id}"
