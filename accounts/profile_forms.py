"""The form in which people write what they tell of themselves; nothing else is read."""

from django import forms
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.fields import TerritoryChoiceField
from accounts.models import User
from accounts.portraits import portrait_from
from accounts.profiles import profile_of, write_profile
from taxonomy.models import ActorType

LINKS = 5
LINK_LENGTH = 200
OF_THE_PROFILE = ("is_public", "role", "description", "links", "is_named")


class LinksField(forms.CharField):
    """A few addresses of the web, one a line, as a list."""

    widget = forms.Textarea({"rows": 3, "spellcheck": "false", "inputmode": "url"})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        links = list(dict.fromkeys(super().clean(value).split()))
        if len(links) > LINKS:
            raise forms.ValidationError(_("Write five links at most."))
        for link in links:
            self._check(link)
        return links

    def _check(self, link):
        try:
            URLValidator(schemes=["http", "https"])(link)
            is_link = len(link) <= LINK_LENGTH
        except forms.ValidationError:
            is_link = False
        if not is_link:
            raise forms.ValidationError(
                _(
                    "“%(link)s” is not the address of a page: write it whole, as in"
                    " https://exemple.fr/page."
                ),
                params={"link": link[:80]},
            )


class ProfileForm(forms.ModelForm):
    """Who I am, and what of it others read."""

    territory = TerritoryChoiceField(
        label=_("Territory"), required=False, empty_label=_("Not said")
    )
    actor_type = forms.ModelChoiceField(
        ActorType.objects.all(),
        label=_("You are"),
        required=False,
        empty_label=_("Not said"),
        help_text=_("If you change it, the team verifies it again."),
    )
    is_public = forms.BooleanField(
        label=_("Open my profile to all"),
        required=False,
        help_text=_(
            "It then has an address, which search engines find. Your e-mail address is"
            " never shown."
        ),
    )
    is_named = forms.BooleanField(
        label=_("Name me among the members and the followers of bases"),
        required=False,
        help_text=_("Otherwise you are counted, and your name is not shown."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_(
            "A JPEG, PNG or WebP file, of 10 MB at most. We keep a small square."
        ),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    drops_photo = forms.BooleanField(label=_("Remove my photo"), required=False)
    role = forms.CharField(
        label=_("Role or job"),
        max_length=100,
        required=False,
        help_text=_("In a few words."),
    )
    description = forms.CharField(
        label=_("About me"),
        max_length=560,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("At most 560 characters."),
    )
    links = LinksField(
        label=_("Links"),
        required=False,
        help_text=_("Up to five addresses of pages, one a line."),
    )

    field_order = [
        *("first_name", "last_name", "actor_type", "territory", "role", "photo"),
        *("drops_photo", "description", "links", "is_public", "is_named"),
    ]

    class Meta:
        model = User
        fields = ["first_name", "last_name", "actor_type", "territory"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.profile = profile_of(self.instance)
        for name in OF_THE_PROFILE:
            self.initial[name] = getattr(self.profile, name)
        if not self.profile.photo:
            del self.fields["drops_photo"]

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        return portrait_from(photo) if photo else None

    def save(self, commit=True):
        given = self.cleaned_data
        written = {name: given[name] for name in OF_THE_PROFILE}
        with transaction.atomic():
            person = super().save(commit)
            write_profile(
                person,
                photo=given["photo"],
                drops_photo=given.get("drops_photo", False),
                **written,
            )
        return person
