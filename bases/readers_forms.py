"""The form that asks “Who may read?”, of a base, a fiche or a collection."""

import re

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import LONGEST_ADDRESS
from accounts.domains import clean_domain
from accounts.fields import TerritoryChoiceField
from bases.access import named_to
from bases.addresses import address_of
from bases.models import BaseSettings, Card
from bases.newcomers import TOLD_BEFORE, is_held
from bases.readers import Answer, Who
from bases.visibility import set_otherwise
from taxonomy.models import ActorType

SEPARATORS = re.compile(r"[\s,;]+")
ADDRESS_END = re.compile(r"[?#]")
MOST_TYPES = 20
MOST_LINES = 100
EMPTY_ROWS = 2
TOO_MANY = gettext_lazy("At most %(limit)s, please.")


class LinesField(forms.CharField):
    """Things typed one a line, or apart by commas: a tuple of what `read` makes of each."""

    def __init__(self, *, read, **kwargs):
        super().__init__(required=False, widget=forms.Textarea({"rows": 3}), **kwargs)
        self.read = read

    def clean(self, value):
        typed = [each for each in SEPARATORS.split(super().clean(value)) if each]
        if len(typed) > MOST_LINES:
            raise forms.ValidationError(TOO_MANY, params={"limit": MOST_LINES})
        read, errors = [], []
        for each in typed:
            try:
                read.append(self.read(each))
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        return tuple(dict.fromkeys(read))


class ReadersForm(forms.Form):
    """Who may read a page, in one of four sentences, and what the fourth one adds.

    `answer` is what it says, once it is valid; `version` tells what was set when it was shown.
    """

    who = forms.ChoiceField(label=gettext_lazy("Who may read?"), widget=forms.RadioSelect)
    everybody = forms.BooleanField(
        required=False,
        label=gettext_lazy("Everybody who has an account"),
        help_text=gettext_lazy("Their address is confirmed. It includes all the others."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, page, current, choices, **kwargs):
        self.user, self.page, self.current = user, page, current
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(each.value, each.label) for each in choices]
        self._add_types()
        self._add_lines()
        if user.is_superuser and set_otherwise(page):
            self.fields["lifts_staff"] = forms.BooleanField(
                required=False, label=_("Lift what staff set another way")
            )

    @property
    def type_rows(self):
        """The pairs of fields, an actor type and a territory."""
        return [(self[f"type_{row}"], self[f"territory_{row}"]) for row in self._rows()]

    @property
    def answer(self):
        """The `Answer` that this valid form gives."""
        data = self.cleaned_data
        lifts = data.get("lifts_staff", False)
        if data["who"] != Who.TEAM_AND:
            return Answer(who=data["who"], lifts_staff=lifts)
        pairs = [(data[f"type_{row}"], data[f"territory_{row}"]) for row in self._rows()]
        return Answer(
            who=Who.TEAM_AND,
            everybody=data["everybody"],
            types=tuple(dict.fromkeys(pair for pair in pairs if pair[0])),
            domains=data["domains"],
            teams=(*data["teams"], *map(int, data.get("kept_teams", ()))),
            addresses=data["addresses"],
            lifts_staff=lifts,
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("who") != Who.TEAM_AND:
            # What the fourth sentence adds is not read, nor what is wrong in it.
            for name in {*self._errors} - {"who", *self.base_fields}:
                del self._errors[name]
            return cleaned
        for row in self._rows():
            if cleaned.get(f"territory_{row}") and not cleaned.get(f"type_{row}"):
                self.add_error(f"type_{row}", _("Choose the type of these people."))
        if not self.errors and not self.answer.adds:
            refusal = _("Say who reads besides the team, or choose “The team”.")
            self.add_error("who", refusal)
        return cleaned

    def _rows(self):
        asked = len(self.current.types) + EMPTY_ROWS
        if self.is_bound:
            asked = sum(
                f"type_{row}" in self.data or f"territory_{row}" in self.data
                for row in range(MOST_TYPES)
            )
        return range(min(asked, MOST_TYPES))

    def _add_types(self):
        chosen = [actor_type.pk for actor_type, _territory in self.current.types]
        types = ActorType.objects.filter(verified=True)
        types |= ActorType.objects.filter(pk__in=chosen)
        pairs = [*self.current.types, *[(None, None)] * MOST_TYPES]
        for row in self._rows():
            actor_type, territory = pairs[row]
            self.fields[f"type_{row}"] = forms.ModelChoiceField(
                types,
                required=False,
                initial=actor_type,
                label=_("Verified actor type"),
                empty_label=_("None"),
            )
            self.fields[f"territory_{row}"] = TerritoryChoiceField(
                required=False,
                initial=territory,
                label=_("In the territory"),
                empty_label=_("Anywhere"),
            )

    def _add_lines(self):
        self.fields["domains"] = LinesField(
            read=clean_domain,
            initial="\n".join(self.current.domains),
            label=_("Everybody at @…"),
            help_text=_(
                "The ends of their e-mail addresses, one a line, such as ain.example. Only"
                " this very domain: not those that it holds."
            ),
        )
        named, hidden = self._teams()
        self.fields["teams"] = LinesField(
            read=self._read_team,
            initial="\n".join(address_of(path) for path in named),
            label=_("The teams of other bases"),
            help_text=_("The addresses of these bases, one a line."),
        )
        if hidden:
            self.fields["kept_teams"] = forms.MultipleChoiceField(
                choices=[(each, _("The team of another base")) for each in hidden],
                initial=hidden,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                label=_("Teams of bases that you may not read"),
            )
        self.fields["addresses"] = LinesField(
            read=read_address,
            initial="\n".join(self.current.addresses),
            label=_("People, by their e-mail addresses"),
            help_text=_(
                "Whole addresses, one a line. Whoever confirms one of them reads; nothing says"
                " here who has an account."
            ),
        )

    def _teams(self):
        """Return the paths of the bases whose teams read and that one may name, and other ids."""
        bases = Card.objects.filter(page__in=self.current.teams, kind=Card.Kind.BASE)
        named = named_to(self.user, among=bases).order_by("title", "pk")
        paths = dict(named.values_list("page_id", "page__url_path"))
        hidden = [each for each in self.current.teams if each not in paths]
        return list(paths.values()), hidden

    def _read_team(self, typed):
        slug = ADDRESS_END.split(typed)[0].rstrip("/").rpartition("/")[2]
        bases = Card.objects.filter(kind=Card.Kind.BASE, page__slug=slug)
        base_id = (
            named_to(self.user, among=bases).values_list("page_id", flat=True).first()
        )
        if base_id is None:
            raise forms.ValidationError(
                _("There is no base that you know at “%(address)s”."),
                params={"address": typed[:100]},
            )
        if base_id == self.page.card.base_id:
            raise forms.ValidationError(_("The team of this base reads already."))
        return base_id


class BaseReadersForm(ReadersForm):
    """Who may read a base; what is new in it takes, and what others are told."""

    default_readership = forms.ChoiceField(
        label=gettext_lazy("Who reads what is new in the base?"),
        choices=BaseSettings.DefaultReadership,
        widget=forms.RadioSelect,
    )
    shown_when_closed = forms.BooleanField(
        required=False,
        label=gettext_lazy("Show its name when it is closed"),
        help_text=gettext_lazy(
            "Its name, one sentence and a way to ask for access are then shown to everyone."
            " Otherwise its address answers as if there were no base."
        ),
    )
    closed_sentence = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Sentence shown to those who may not read it"),
    )

    def clean(self):
        cleaned = super().clean()
        opens = cleaned.get("who") != Who.TEAM or cleaned.get("shown_when_closed")
        if opens and is_held(self.user):
            self.add_error("who", TOLD_BEFORE)
        return cleaned


def read_address(typed):
    """Return an e-mail address as confirmed ones are kept; refuse what is none."""
    try:
        validate_email(typed)
    except forms.ValidationError:
        raise forms.ValidationError(
            _("“%(address)s” is not a whole e-mail address."),
            params={"address": typed[:100]},
        ) from None
    if len(typed) > LONGEST_ADDRESS:
        raise forms.ValidationError(_("An e-mail address is not that long."))
    return typed.lower()
