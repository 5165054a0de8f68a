"""The form of the settings of a base: what is typed, and what stood there when it was shown."""

from django import forms
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_slug
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import LONGEST_ADDRESS
from accounts.fields import SeveralField, TerritoryChoiceField
from bases.images import ImageField
from bases.making_forms import AUDIENCE_LENGTH, summary_field, title_field
from bases.models import BaseNetwork
from bases.purposes import OF_TEAMS, PROPOSALS, Purpose
from bases.slugs import ADDRESS_TAKEN, LENGTH, is_free
from taxonomy.models import ActorType, Licence

DESCRIPTION_LENGTH = 10_000
MOST_NETWORKS = 10
EMPTY_ROWS = 2
SIGNER = Signer(salt="bases.settings")
IMAGES = ("logo", "cover")


class SettingsForm(forms.Form):
    """All that the administrators of a base set, but for who reads it and its team.

    `values`: what stands now, as `bases.settings_of_base` gives it; `shown`, where it is another
    thing: what the fields hold at first. `was` carries what stood when the form was shown.
    """

    title = title_field(gettext_lazy("Its name"))
    summary = summary_field(gettext_lazy("What lists and search show of it."))
    audience = forms.CharField(
        label=gettext_lazy("For whom it is"), required=False, max_length=AUDIENCE_LENGTH
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=DESCRIPTION_LENGTH,
        widget=forms.Textarea({"rows": 10}),
        help_text=gettext_lazy(
            "A blank line begins a paragraph. Write ### before a title, - before each line of a"
            " list, **bold**, [words](https://address) for a link."
        ),
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What is this base for?"),
        choices=[(purpose.value, purpose.label) for purpose in OF_TEAMS],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "It changes the steps that are proposed, and not who reads."
        ),
    )
    logo = ImageField(label=gettext_lazy("Logo"), required=False)
    without_logo = forms.BooleanField(
        label=gettext_lazy("Take the logo away"), required=False
    )
    cover = ImageField(label=gettext_lazy("Cover"), required=False)
    without_cover = forms.BooleanField(
        label=gettext_lazy("Take the cover away"), required=False
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("Contact e-mail"),
        required=False,
        max_length=LONGEST_ADDRESS,
    )
    contact_shown = forms.BooleanField(
        label=gettext_lazy("Show this address on the page of the base"),
        required=False,
        help_text=gettext_lazy("Unless it is ticked, the address is printed nowhere."),
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
    )
    territory = TerritoryChoiceField(
        label=gettext_lazy("Territory"), required=False, empty_label=gettext_lazy("None")
    )
    actor_types = SeveralField(
        ActorType.objects.all(),
        label=gettext_lazy("The trades of its team"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    licence = forms.ModelChoiceField(
        Licence.objects.all(),
        label=gettext_lazy("Licence of what is new"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    slug = forms.CharField(
        label=gettext_lazy("Its address"),
        max_length=LENGTH,
        validators=[validate_slug],
        help_text=gettext_lazy(
            "What follows /bases/: letters without accents, digits, hyphens. The former"
            " address goes on leading here."
        ),
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, base, values, shown=None, **kwargs):
        self.base, self.values = base, values
        shown = shown or values
        initial = {**shown, "was": SIGNER.sign_object(values, compress=True)}
        super().__init__(*args, initial=initial, **kwargs)
        if values["purpose"] == Purpose.WORKBENCH:
            # A workbench stays one.
            del self.fields["purpose"]
        for image in IMAGES:
            self.initial.pop(image, None)
            if not values[image]:
                del self.fields[f"without_{image}"]
        self._add_networks(shown["networks"])

    @property
    def purposes(self):
        """The purposes to choose from, each with its control and the sentence that says it."""
        return [
            (choice, PROPOSALS[choice.data["value"]].says)
            for choice in (self["purpose"] if "purpose" in self.fields else ())
        ]

    @property
    def network_rows(self):
        """The pairs of fields, a network and an address."""
        return [
            (self[f"network_{row}"], self[f"network_url_{row}"]) for row in self._rows
        ]

    @property
    def stood(self):
        """What stood when this form was shown, as far as it can be known."""
        try:
            return SIGNER.unsign_object(self.data.get(self.add_prefix("was"), ""))
        except (BadSignature, ValueError):
            return self.values

    @property
    def typed(self):
        """What this valid form says, in the shape of `values`; its new images apart."""
        data = self.cleaned_data
        told = {name: data[name] for name in self.values if name in data}
        for name in ("territory", "licence"):
            told[name] = data[name] and data[name].pk
        told["actor_types"] = sorted(each.pk for each in data["actor_types"])
        told["networks"] = [
            [data[f"network_{row}"], data[f"network_url_{row}"]]
            for row in self._rows
            if data[f"network_url_{row}"]
        ]
        for image in IMAGES:
            told[image] = None if data.get(f"without_{image}") else self.stood[image]
        return {**self.stood, **told}

    @property
    def new_images(self):
        """The images that are sent with this valid form, by the name of their field."""
        return {name: file for name in IMAGES if (file := self.cleaned_data[name])}

    def labels_of(self, names):
        """Return how the settings of these names are called, those that are on this form."""
        labels = {name: field.label for name, field in self.fields.items()}
        labels["networks"] = _("Networks")
        return [labels[name] for name in names if name in labels]

    def clean_slug(self):
        slug = slugify(self.cleaned_data["slug"])
        if slug != self.base.slug and not is_free(
            slug, self.base.get_parent(), page=self.base
        ):
            raise forms.ValidationError(ADDRESS_TAKEN)
        return slug

    def clean(self):
        cleaned = super().clean()
        for row in self._rows:
            if cleaned.get(f"network_url_{row}") and not cleaned.get(f"network_{row}"):
                self.add_error(f"network_{row}", _("Say which network it is."))
        return cleaned

    def _add_networks(self, networks):
        asked = len(networks) + EMPTY_ROWS
        if self.is_bound:
            asked = sum(
                f"network_{row}" in self.data or f"network_url_{row}" in self.data
                for row in range(MOST_NETWORKS)
            )
        self._rows = range(min(asked, MOST_NETWORKS))
        given = [*networks, *[("", "")] * MOST_NETWORKS]
        for row in self._rows:
            network, url = given[row]
            self.fields[f"network_{row}"] = forms.ChoiceField(
                label=_("Network"),
                choices=[("", _("None")), *BaseNetwork.Network.choices],
                required=False,
                initial=network,
            )
            self.fields[f"network_url_{row}"] = forms.URLField(
                label=_("Its address there"),
                required=False,
                max_length=200,
                initial=url,
                assume_scheme="https",
            )
