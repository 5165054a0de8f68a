"""The screen on which staff write the synonyms of the trade."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.views import CreateView

from search.models import SynonymGroup, SynonymTerm
from search.synonyms import stems_of
from taxonomy.backoffice import AbstractBackOfficeAdmin

LONGEST_TERM = SynonymTerm._meta.get_field("stems").max_length


class SynonymGroupForm(WagtailAdminModelForm):
    """Two terms at least, one a line, that search does not take for the same already."""

    def clean_terms(self):
        terms = [
            " ".join(line.split()) for line in self.cleaned_data["terms"].splitlines()
        ]
        terms = list(dict.fromkeys(term for term in terms if term))
        if any(len(term) > LONGEST_TERM for term in terms):
            raise ValidationError(
                _("A term has at most %(limit)s characters.") % {"limit": LONGEST_TERM}
            )
        if len({stems for term in terms if (stems := stems_of(term))}) < 2:
            raise ValidationError(
                _(
                    "Write two different terms at least, one a line: plurals and accents are"
                    " found already."
                )
            )
        return "\n".join(terms)


class SynonymGroupCreateView(CreateView):
    """A new group, which begins with the `terms` that an address names."""

    def get_instance(self):
        terms = self.request.GET.get("terms", "").replace("\0", "")
        return self.model(terms=terms[:LONGEST_TERM])


class SynonymGroupAdmin(AbstractBackOfficeAdmin):
    """The groups of synonyms: search follows them at the next question."""

    model = SynonymGroup
    create_view_class = SynonymGroupCreateView
    menu_icon = "list-ul"
    menu_order = 530
    list_display = ["__str__", "one_way"]
    list_filter = ["one_way"]
    list_export = ["terms", "one_way"]
    search_fields = ["terms"]
    ordering = ["terms", "pk"]

    def get_edit_handler(self):
        """Return the panels of a group, whose form checks its terms."""
        panels = [FieldPanel("terms"), FieldPanel("one_way")]
        return ObjectList(panels, base_form_class=SynonymGroupForm)
