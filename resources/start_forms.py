"""What is typed to start a fiche; nothing else is read."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bases.access import visible_to
from bases.making import workbench_of
from bases.making_forms import summary_field, title_field
from bases.models import BasePage, Card
from bases.policies.standing import bases_written_by
from resources.near import may_write_fiches, tells_near_fiches

# The answer that makes a workbench in the same gesture; bases are answered by their ids.
WORKBENCH = "workbench"


class StartForm(forms.Form):
    """The title of a fiche, its sentence, and the base where it is written."""

    title = title_field(gettext_lazy("Title"))
    summary = summary_field(
        gettext_lazy("What one does with it: lists and search show this sentence.")
    )
    base = forms.ChoiceField(label=gettext_lazy("In which base"))

    def __init__(self, *args, user, asked="", **kwargs):
        super().__init__(*args, **kwargs)
        if may_write_fiches(user):
            tells_near_fiches(self.fields["title"])
        self._bases = _open_bases(user)
        choices = [(str(base.pk), base.title) for base in self._bases]
        if workbench_of(user) is None:
            choices.append((WORKBENCH, _("My workbench, made at the same time")))
        self.fields["base"].choices = choices
        slugs = {base.slug: str(base.pk) for base in self._bases}
        self.initial["base"] = slugs.get(asked, choices[0][0] if choices else "")

    @property
    def is_for_workbench_alone(self):
        """Whether there is nothing to choose: the fiche goes in a workbench still to be made."""
        return [value for value, _label in self.fields["base"].choices] == [WORKBENCH]

    @property
    def chosen_base(self):
        """The base that this valid form names; None for a workbench still to be made."""
        answer = self.cleaned_data["base"]
        return next((base for base in self._bases if str(base.pk) == answer), None)


def _open_bases(user):
    """Return the bases that `user` may read and writes in, their workbench first."""
    written = bases_written_by(user).values("base")
    cards = visible_to(user, among=Card.objects.filter(page__in=written))
    bases = BasePage.objects.filter(pk__in=cards.values("pk")).order_by("title", "pk")
    own = bases.filter(settings__workbench_of=user)
    return [*own, *bases.exclude(pk__in=own.values("pk"))]
