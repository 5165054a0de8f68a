"""The lists of the back office that are not pages: what every one of them keeps to.

`wagtail-modeladmin` has the screens. Left to itself it edits by its id what the list does not
show, gives the history to anybody, filters by whatever the address asks, and more: each such
hole is closed here, once.
"""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.utils import label_for_field, lookup_field, unquote
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import DeleteView, IndexView, InspectView

from taxonomy.spreadsheets import safe_cell


class BackOfficePermissionHelper(PermissionHelper):
    """Who may do what, by the permissions that the model declares."""

    @cached_property
    def all_permission_codenames(self):
        # The package reads them from the database and keeps them as long as the process lives.
        declared = [codename for codename, _name in self.opts.permissions]
        actions = self.opts.default_permissions
        return declared + [get_permission_codename(each, self.opts) for each in actions]


class BackOfficeButtonHelper(ButtonHelper):
    """The actions of a list, in words that fit any model."""

    def add_button(self, *args, **kwargs):
        return {**super().add_button(*args, **kwargs), "label": _("Add")}


class BackOfficeIndexView(IndexView):
    """A list that filters by what it offers, and exports cells that run nothing."""

    def dispatch(self, request, *args, **kwargs):
        try:
            _refuse_null_characters(request.GET)
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            sentence = _("This filter was not understood: here is the whole list.")
            messages.error(request, sentence)
            return redirect(self.index_url)

    def get_filters(self, request):
        specs, has_filters, _others, distinct = super().get_filters(request)
        # What no filter of the list took is a lookup of the reader's own: an oracle.
        return specs, has_filters, {}, distinct

    def get_context_data(self, **kwargs):
        # The package counts pages from 0 when the address does not say, and from 1 otherwise.
        self.page_num = max(self.page_num, 1)
        return super().get_context_data(**kwargs)

    def get_heading(self, queryset, field):
        label = label_for_field(field, model=self.model, model_admin=self.model_admin)
        return capfirst(str(label))

    def to_row_dict(self, item):
        return {name: self._exported(name, item) for name in self.list_export}

    def preprocess_field_value(self, field, value, export_format):
        return safe_cell(super().preprocess_field_value(field, value, export_format))

    def _exported(self, name, item):
        field, _attribute, value = lookup_field(name, item, self.model_admin)
        if field is not None and field.choices:
            value = getattr(item, f"get_{name}_display")()
        return "" if value is None else value


class BackOfficeInspectView(InspectView):
    """All that is known of a row, in words."""

    def get_field_label(self, field_name, field=None):
        return capfirst(super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name, field=None):
        value = getattr(self.instance, field_name)
        if isinstance(value, bool):
            return in_words(value)
        if isinstance(value, int) and not getattr(field, "choices", None):
            return value
        return super().get_field_display_value(field_name, field)


class BackOfficeDeleteView(DeleteView):
    """Delete a row, or say what holds it."""

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                log(instance=self.instance, action="wagtail.delete")
                name = str(self.instance)
                self.delete_instance()
        except (ProtectedError, RestrictedError) as error:
            return self.refuse(error)
        messages.success(request, _("“%(name)s” was deleted.") % {"name": name})
        return redirect(self.index_url)

    def refuse(self, error):
        """Answer a deletion that what uses the row forbids.

        The package names every such object, whoever may see them.
        """
        sentence = _("“%(name)s” is used elsewhere: it was not deleted.")
        messages.error(self.request, sentence % {"name": self.instance})
        return redirect(self.index_url)


class AbstractBackOfficeAdmin(ModelAdmin):
    """A list of the back office: what every registered one derives from.

    Each screen reaches the rows of `get_queryset(request)`, and nothing else.
    """

    inspect_view_enabled = True
    index_view_class = BackOfficeIndexView
    inspect_view_class = BackOfficeInspectView
    delete_view_class = BackOfficeDeleteView
    permission_helper_class = BackOfficePermissionHelper
    button_helper_class = BackOfficeButtonHelper
    index_view_extra_css = ["taxonomy/backoffice.css"]

    def __init__(self, parent=None):
        super().__init__(parent)
        if self.is_pagemodel:
            # Its menu would show to everybody, and its rows are the explorer's.
            raise ImproperlyConfigured(f"{self.model} are pages: the explorer has them.")
        if self.prepopulated_fields:
            # They need scripts of django.contrib.admin, which is not there.
            raise ImproperlyConfigured("Fill fields in the form, not in the browser.")
        # Filters on a relation ask how another list is ordered: no list of Django's own admin.
        self.admin_site = AdminSite(name="back_office")
        self._columns_in_words = {
            field.name: self.add_column(f"{field.name}_in_words", _yes_or_no(field))
            for field in self.opts.fields
            if isinstance(field, models.BooleanField)
        }

    def add_column(self, name, column):
        """Make a function of a row a column that lists and exports may name; return the name."""
        setattr(self, name, column)
        return name

    def get_menu_label(self):
        return self.menu_label or capfirst(self.opts.verbose_name_plural)

    def get_list_display(self, request):
        # Yes and no are images of django.contrib.admin in the package.
        names = super().get_list_display(request)
        return [self._columns_in_words.get(name, name) for name in names]

    def get_list_export(self, request):
        names = super().get_list_export(request)
        return [self._columns_in_words.get(name, name) for name in names]

    def inspect_view(self, request, instance_pk):
        self.reached(request, instance_pk)
        return super().inspect_view(request, instance_pk)

    def edit_view(self, request, instance_pk):
        self.reached(request, instance_pk)
        return super().edit_view(request, instance_pk)

    def delete_view(self, request, instance_pk):
        self.reached(request, instance_pk)
        return super().delete_view(request, instance_pk)

    def history_view(self, request, instance_pk):
        row = self.reached(request, instance_pk)
        if not self.permission_helper.user_can_edit_obj(request.user, row):
            raise PermissionDenied
        return super().history_view(request, instance_pk)

    def reached(self, request, instance_pk):
        """Return the row of this list that an address names, or answer that there is none."""
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        try:
            pk = self.opts.pk.to_python(unquote(instance_pk))
        except ValidationError as error:
            raise Http404 from error
        return get_object_or_404(self.get_queryset(request), pk=pk)


def in_words(value):
    """Return yes or no."""
    return _("yes") if value else _("no")


def _yes_or_no(field):
    def column(row):
        return in_words(getattr(row, field.name))

    column.short_description = field.verbose_name
    column.admin_order_field = field.name
    return column


def _refuse_null_characters(parameters):
    """Refuse what PostgreSQL cannot even compare."""
    if any("\0" in value for _name, values in parameters.lists() for value in values):
        raise IncorrectLookupParameters
