"""People: who signs in, what they declare they are, what somebody confirmed."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import ActorType, Territory


class UserManager(BaseUserManager):
    """Make people from their e-mail address."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Return a saved person, who may sign in once the address is confirmed."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Return a saved person who may do everything, and sign in at once.

        Only a shell on the server calls this: there is no mail to wait for.
        """
        from accounts.confirmation import vouch_for_address

        with transaction.atomic(using=self._db):
            person = self.create_user(email, password, is_superuser=True, **fields)
            vouch_for_address(person)
        return person

    def get_by_natural_key(self, email):
        """Return the person of an address, whatever its case."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an e-mail address: there is no user name."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("This e-mail address has an account already.")},
    )
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    actor_type = models.ForeignKey(
        ActorType,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        verbose_name=_("actor type"),
    )
    # What is declared opens nothing. Only the next three say that it was confirmed: by somebody,
    # or through the domain of the address.
    actor_type_declared_at = models.DateTimeField(
        _("actor type declared on"), null=True, blank=True, editable=False
    )
    actor_type_verified_at = models.DateTimeField(
        _("actor type verified on"), null=True, blank=True, editable=False
    )
    actor_type_verified_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("actor type verified by"),
    )
    actor_type_verified_through = models.ForeignKey(
        "accounts.VerifiedDomain",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("actor type verified through the domain"),
    )
    # Staff said no: it is not asked again until the person declares another type.
    actor_type_refused_at = models.DateTimeField(
        _("actor type refused on"), null=True, blank=True, editable=False
    )
    territory = models.ForeignKey(
        Territory,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        verbose_name=_("territory"),
    )
    charter_accepted_at = models.DateTimeField(
        _("charter accepted on"), null=True, blank=True, editable=False
    )
    charter_version = models.CharField(
        _("version of the charter"), max_length=20, blank=True, editable=False
    )
    # Somebody else made the account: its person has never read the charter.
    charter_waits = models.BooleanField(
        _("charter to accept"), default=False, editable=False
    )
    # Stays with the person who changes employer. It opens no base kept for a domain.
    personal_email = models.EmailField(
        _("personal e-mail address"), blank=True, editable=False
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick instead of deleting: the person can no longer sign in."),
    )
    date_joined = models.DateTimeField(
        _("date joined"), default=timezone.now, editable=False
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address_whatever_its_case",
                violation_error_message=_("This e-mail address has an account already."),
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    @property
    def is_staff(self):
        """Whether Django's own tools take this person for staff."""
        return self.is_superuser

    @property
    def has_verified_actor_type(self):
        """Whether the actor type that this person declares was confirmed."""
        return self.actor_type_verified_at is not None

    def clean(self):
        super().clean()
        self.email = type(self).objects.normalize_email(self.email).lower()

    def get_full_name(self):
        """Return the first and last names."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self):
        """Return the first name."""
        return self.first_name
