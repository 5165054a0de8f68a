"""The vocabularies that fiches, bases and people are described with."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import NaturalKeyManager, TagBase

from taxonomy.deletion import KeptWhileUsedMixin, TermQuerySet


class AbstractTerm(KeptWhileUsedMixin, models.Model):
    """One entry of a vocabulary: a name, what it means, and its place among the others."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=160,
        unique=True,
        help_text=_("What stands in addresses. It does not follow the name."),
    )
    definition = models.TextField(_("definition"), blank=True)
    position = models.PositiveIntegerField(_("position"), default=0, db_index=True)

    # The field in which two entries must be alike to be merged, if any.
    merged_within = None

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name", "pk"]

    def __str__(self):
        return self.name


class ThemeCategory(AbstractTerm):
    """A family of themes, with the hue that its themes wear."""

    class Family(models.TextChoices):
        INCLUSION = "inclusion", _("green")
        CULTURE = "culture", _("violet")
        COMMUNS = "communs", _("brown")
        ENVIRONNEMENT = "environnement", _("leaf")
        NEUTRAL = "neutral", _("grey")

    family = models.CharField(
        _("hue"), max_length=20, choices=Family, default=Family.NEUTRAL
    )

    class Meta(AbstractTerm.Meta):
        verbose_name = _("theme category")
        verbose_name_plural = _("theme categories")


class Theme(AbstractTerm):
    """What a fiche is about."""

    category = models.ForeignKey(
        ThemeCategory,
        on_delete=models.PROTECT,
        related_name="themes",
        verbose_name=_("category"),
    )

    class Meta(AbstractTerm.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["category__position", "position", "name", "pk"]


class Nature(AbstractTerm):
    """The type of a resource: a workshop outline, a memo, a contract model."""

    class Meta(AbstractTerm.Meta):
        verbose_name = _("type of resource")
        verbose_name_plural = _("types of resource")


class Audience(AbstractTerm):
    """For whom a fiche is made."""

    class Group(models.TextChoices):
        BENEFICIARIES = "beneficiaries", _("beneficiaries")
        PROFESSIONALS = "professionals", _("professionals")

    group = models.CharField(_("group"), max_length=20, choices=Group)

    # Fiches name the two groups in two fields, each of which refuses the other group.
    merged_within = "group"

    class Meta(AbstractTerm.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["group", "position", "name", "pk"]


class Territory(AbstractTerm):
    """A country, a region or a département."""

    class Level(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        DEPARTMENT = "department", _("département")

    code = models.CharField(_("code"), max_length=10, unique=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("within"),
    )

    merged_within = "level"

    class Meta(AbstractTerm.Meta):
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def clean(self):
        super().clean()
        levels = self.Level.values
        if self.parent and levels.index(self.parent.level) >= levels.index(self.level):
            wider = _("Choose a wider territory: “%(territory)s” is not one.")
            raise ValidationError({"parent": wider % {"territory": self.parent}})


class Licence(AbstractTerm):
    """What others may do with a fiche."""

    spdx = models.CharField(
        _("SPDX identifier"), max_length=40, blank=True, help_text="CC-BY-SA-4.0"
    )
    url = models.URLField(_("address of its text"), blank=True)
    allows_remix = models.BooleanField(_("allows adaptations"), default=False)
    allows_commercial = models.BooleanField(_("allows commercial use"), default=False)
    share_alike = models.BooleanField(
        _("adaptations keep the same licence"), default=False
    )

    class Meta(AbstractTerm.Meta):
        verbose_name = _("licence")
        verbose_name_plural = _("licences")


class ActorType(AbstractTerm):
    """What a person or an organisation is, in the field of digital inclusion."""

    verified = models.BooleanField(
        _("to be verified"),
        default=False,
        help_text=_(
            "A person who declares it opens nothing before somebody confirms it."
        ),
    )

    class Meta(AbstractTerm.Meta):
        verbose_name = _("actor type")
        verbose_name_plural = _("actor types")


class Keyword(KeptWhileUsedMixin, TagBase):
    """A free word that authors add; staff merge, rename and forbid them."""

    forbidden = models.BooleanField(
        _("forbidden"),
        default=False,
        help_text=_("Authors can no longer add it; it shows nowhere."),
    )

    merged_within = None

    objects = NaturalKeyManager.from_queryset(TermQuerySet)()

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["name", "pk"]


class LoadedEntry(models.Model):
    """An entry of our lists that was loaded once: what staff did with it since is theirs."""

    vocabulary = models.CharField(max_length=40)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "key"], name="one_row_per_loaded_entry"
            )
        ]

    def __str__(self):
        return f"{self.vocabulary}: {self.key}"
