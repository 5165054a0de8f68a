"""The forms with which staff write people and groups in the admin."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm

from accounts.confirmation import is_held_by_another, vouch_for_address
from accounts.fields import TerritoryChoiceField
from accounts.groups import (
    READERSHIP_PREFIX,
    groups_given_by_hand,
    written_groups_of,
)
from accounts.models import User
from accounts.verification import record_verification, refuse_verification

FIELDS = [
    "email",
    "first_name",
    "last_name",
    "actor_type",
    "territory",
    "is_superuser",
    "groups",
]


class PersonFormMixin(forms.ModelForm):
    """What creating and editing a person have in common; `editor` is who fills the form in."""

    territory = TerritoryChoiceField(
        required=False, label=_("Territory"), empty_label=_("None")
    )
    actor_type_verified = forms.BooleanField(
        required=False,
        label=_("Actor type verified"),
        help_text=_(
            "Tick once somebody made sure that this person is what they say: it opens the"
            " bases kept for this type."
        ),
    )

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        self.editor = editor
        self.fields["actor_type_verified"].initial = self.instance.has_verified_actor_type
        self.fields["groups"].queryset = groups_given_by_hand()
        if not editor.is_superuser:
            # Nobody gives rights that they do not have.
            self.initial["groups"] = self._groups_shown()
            for name in {"groups", "is_superuser"} & self.fields.keys():
                self.fields[name].disabled = True

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if is_held_by_another(email, self.instance):
            raise forms.ValidationError(_("This e-mail address has an account already."))
        return email

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("actor_type_verified") and not cleaned.get("actor_type"):
            self.add_error(
                "actor_type", _("Choose the actor type that somebody verified.")
            )
        return cleaned

    def save(self, commit=True):
        self._write_verification()
        address_changed = self.instance.pk is None or "email" in self.changed_data
        with transaction.atomic():
            person = super().save(commit)
            if commit and address_changed:
                vouch_for_address(person)
        return person

    def _groups_shown(self):
        if self.instance.pk is None:
            return []
        return list(groups_given_by_hand().filter(user=self.instance))

    def _write_verification(self):
        is_ticked = self.cleaned_data["actor_type_verified"]
        if is_ticked and {"actor_type", "actor_type_verified"} & set(self.changed_data):
            record_verification(self.instance, by=self.editor)
        elif not is_ticked and "actor_type_verified" in self.changed_data:
            # Not only withdrawn: a verified domain would confirm it again at once.
            refuse_verification(self.instance)

    def _save_m2m(self):
        chosen = self.cleaned_data["groups"]
        self.cleaned_data["groups"] = [*chosen, *written_groups_of(self.instance)]
        super()._save_m2m()


class PersonCreationForm(PersonFormMixin, UserCreationForm):
    """A new person, who need not wait for a mail to sign in."""

    password_required = False

    class Meta(UserCreationForm.Meta):
        model = User
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Leave it empty: the person chooses one with “Forgotten password”."
        )

    def save(self, commit=True):
        self.instance.set_unusable_password()
        self.instance.charter_waits = True
        return super().save(commit)


class PersonEditForm(PersonFormMixin, UserEditForm):
    """A person as staff see them."""

    class Meta(UserEditForm.Meta):
        model = User
        fields = [*FIELDS, "is_active"]


class OwnGroupForm(GroupForm):
    """A group that staff make, give and take."""

    def clean_name(self):
        name = super().clean_name()
        if name.startswith(READERSHIP_PREFIX):
            raise forms.ValidationError(
                _("“%(prefix)s” starts the names that the portal writes by itself."),
                params={"prefix": READERSHIP_PREFIX},
            )
        return name
