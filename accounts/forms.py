"""The forms through which a person comes in and keeps their account.

They are allauth's, with our words: what is expected is told above a field, never inside it, and
a password is typed once.
"""

from allauth.account import forms as allauth_forms
from allauth.account.fields import EmailField
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.addresses import LONGEST_ADDRESS, forget_waiting, keep_as_personal
from accounts.confirmation import is_held_by_another
from accounts.fields import TerritoryChoiceField
from accounts.models import User
from accounts.spam import SpamCheckMixin
from taxonomy.models import ActorType

WHOLE_ADDRESS = _("Write the whole address, such as prenom.nom@collectivite.example.")


def password_help():
    """Return what a new password must be."""
    return gettext(
        "At least %(count)s characters. A sentence makes a very good password."
    ) % {"count": settings.PASSWORD_MIN_LENGTH}


class AllauthFieldsMixin:
    """Takes from allauth's fields their placeholders, and gives them our labels."""

    labels = {
        "login": _("E-mail address"),
        "email": _("E-mail address"),
        "password": _("Password"),
        "password1": _("Password"),
        "oldpassword": _("Current password"),
        "remember": _("Stay signed in on this device"),
        "code": _("Code"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Typed once: it can be shown, and the forgotten password is one mail away.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = WHOLE_ADDRESS
                field.validators.append(MaxLengthValidator(LONGEST_ADDRESS))
            if name in {"password", "oldpassword"}:
                field.help_text = ""
        if "password1" in self.fields:
            self.fields["password1"].help_text = password_help()


class SignInForm(AllauthFieldsMixin, allauth_forms.LoginForm):
    """E-mail address and password."""


class CharterFieldMixin(forms.Form):
    """The box without which nobody comes in."""

    charter = forms.BooleanField(
        label=_("I have read the charter and I accept it"),
        error_messages={"required": _("Tick the box to go on.")},
    )

    @property
    def charter_path(self):
        """Return where the charter is read."""
        return settings.CHARTER_PATH


class CharterForm(CharterFieldMixin):
    """The charter, asked of somebody who comes back."""


class DetailsFormMixin(CharterFieldMixin):
    """What a person says of themself when they come. Only what is listed here is ever read."""

    # With a password where the account has one.
    field_order = [
        "first_name",
        "last_name",
        "email",
        "actor_type",
        "territory",
        "password1",
        "charter",
    ]

    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    email = EmailField(
        help_text=_("Your work address, if you have one. It is shown to nobody."),
    )
    actor_type = forms.ModelChoiceField(
        ActorType.objects.all(),
        label=_("You are"),
        empty_label=_("Choose"),
        help_text=_(
            "Some types are checked by the team before they open the bases kept for them."
        ),
    )
    territory = TerritoryChoiceField(label=_("Your territory"), empty_label=_("Choose"))


class SignUpForm(
    SpamCheckMixin, AllauthFieldsMixin, DetailsFormMixin, allauth_forms.SignupForm
):
    """Six fields and the charter."""

    counted_as = "sign-up"
    # A whole workshop may sign up from one place.
    per_hour = 60

    def try_save(self, request):
        """Return the new person, or the answer that a known address gets."""
        if self.account_already_exists:
            # Takes as long as for an unknown address, whose password is hashed.
            User().set_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            if not is_held_by_another(self.cleaned_data["email"], User()):
                raise
            # A double click: the other request was faster.
            self.account_already_exists = True
            return super().try_save(request)


class ChangePasswordForm(AllauthFieldsMixin, allauth_forms.ChangePasswordForm):
    """The current password, and the next one."""

    labels = {**AllauthFieldsMixin.labels, "password1": _("New password")}


class SetPasswordForm(AllauthFieldsMixin, allauth_forms.SetPasswordForm):
    """The first password of a person who has none."""


class AskResetForm(AllauthFieldsMixin, allauth_forms.ResetPasswordForm):
    """The address that gets the way to a new password."""


class ResetPasswordForm(AllauthFieldsMixin, allauth_forms.ResetPasswordKeyForm):
    """A new password, for who opened the mail."""

    labels = {**AllauthFieldsMixin.labels, "password1": _("New password")}


class ChangeAddressForm(AllauthFieldsMixin, allauth_forms.AddEmailForm):
    """The next address, which replaces the current one once it is confirmed."""

    labels = {**AllauthFieldsMixin.labels, "email": _("New e-mail address")}

    def save(self, request):
        """Send the mail that confirms; another address that waited is forgotten."""
        forget_waiting(self.user)
        return super().save(request)


class PersonalAddressForm(AllauthFieldsMixin, allauth_forms.AddEmailForm):
    """An address beside the main one, which opens the account too once it is confirmed."""

    labels = {**AllauthFieldsMixin.labels, "email": _("Personal e-mail address")}
    prefix = "personal"

    def save(self, request):
        """Send the mail that confirms; it takes the place of the personal one before."""
        keep_as_personal(self.user, self.cleaned_data["email"])
        return super().save(request)


class ConfirmItIsYouForm(AllauthFieldsMixin, allauth_forms.ReauthenticateForm):
    """The password again, before something that matters."""


class AskCodeForm(AllauthFieldsMixin, allauth_forms.RequestLoginCodeForm):
    """The address that gets a code, which signs in without a password."""


class TypeCodeForm(AllauthFieldsMixin, allauth_forms.ConfirmLoginCodeForm):
    """The code of the mail."""

    labels = {"code": _("Code of six figures")}


class MailCodeForm(forms.Form):
    """The code of the mail that asks whether it is you."""

    code = forms.CharField(
        label=TypeCodeForm.labels["code"],
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class SecondFactorForm(AllauthFieldsMixin, factor_forms.AuthenticateForm):
    """The code of the application, or one of those kept on paper."""

    labels = {"code": _("Code of the application, or a code of rescue")}


class SecondFactorAgainForm(AllauthFieldsMixin, factor_forms.ReauthenticateForm):
    """The same, before something that matters."""

    labels = SecondFactorForm.labels


class ActivateSecondFactorForm(AllauthFieldsMixin, ActivateTOTPForm):
    """The first code of an application, which shows that it was set up."""

    labels = {"code": _("Code shown by the application")}


class SingleSignOnForm(AllauthFieldsMixin, DetailsFormMixin, SocialSignupForm):
    """What the provider did not tell of somebody who comes for the first time."""
