"""The screens of a vocabulary: its list with what uses each entry, merging, deletion."""

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.shortcuts import redirect
from django.urls import re_path
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.views import CreateView, EditView, InstanceSpecificView

from taxonomy import usage
from taxonomy.backoffice import (
    AbstractBackOfficeAdmin,
    BackOfficeButtonHelper,
    BackOfficeDeleteView,
    BackOfficeInspectView,
    BackOfficePermissionHelper,
)
from taxonomy.deletion import uses_in_words
from taxonomy.loading import POSITION_STEP
from taxonomy.merge_forms import MergeForm
from taxonomy.merging import MergeRefused, merge
from taxonomy.slugs import free_slug


class TermForm(WagtailAdminModelForm):
    """An entry, whose name no other has, in capitals or not; its address comes from the first."""

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        others = type(self.instance).objects.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            sentence = _("“%(name)s” is in the list already: merge the two instead.")
            raise ValidationError(sentence % {"name": name})
        return name

    def clean(self):
        cleaned = super().clean()
        if "name" in cleaned and not self.instance.slug:
            self.instance.slug = free_slug(type(self.instance), cleaned["name"])
        return cleaned


class TermPermissionHelper(BackOfficePermissionHelper):
    """Who may do what with an entry: to merge is to change, and to delete."""

    def user_can_merge_obj(self, user, obj):
        return self.user_can_edit_obj(user, obj) and self.user_can_delete_obj(user, obj)


class TermButtonHelper(BackOfficeButtonHelper):
    """The actions on an entry: ours before the one that cannot be undone."""

    def get_buttons_for_obj(self, obj, exclude=None, **classnames):
        buttons = super().get_buttons_for_obj(obj, exclude, **classnames)
        if self.permission_helper.user_can_merge_obj(self.request.user, obj):
            buttons.insert(len(buttons) - 1, self.merge_button(obj, **classnames))
        return buttons

    def merge_button(self, obj, classnames_add=None, classnames_exclude=None):
        classnames = [*self.edit_button_classnames, *(classnames_add or [])]
        return {
            "url": self.url_helper.get_action_url("merge", quote(obj.pk)),
            "label": _("Merge…"),
            "classname": self.finalise_classname(classnames, classnames_exclude),
            "title": _("Merge “%(term)s” into another entry") % {"term": obj},
        }


class TermCreateView(CreateView):
    """A new entry, after all others."""

    def get_initial(self):
        last = self.model.objects.aggregate(last=Max("position"))["last"] or 0
        return {**super().get_initial(), "position": last + POSITION_STEP}


class TermEditView(EditView):
    """An entry, whose address stays: links elsewhere hold it."""

    def get_edit_handler(self):
        return self.model_admin.get_edit_handler(editing=True).bind_to_model(self.model)


class TermInspectView(BackOfficeInspectView):
    """An entry, and what uses it."""

    def get_fields_dict(self):
        return [
            *super().get_fields_dict(),
            {
                "label": _("Used by"),
                "value": uses_in_words(self.instance) or _("nothing yet"),
            },
        ]


class TermDeleteView(BackOfficeDeleteView):
    """Delete an entry that nothing uses; say what uses it otherwise, and propose to merge."""

    page_title = gettext_lazy("Delete")

    def confirmation_message(self):
        return _("Nothing uses “%(term)s”: it can be deleted.") % {"term": self.instance}

    def get_context_data(self, **kwargs):
        may_merge = self.permission_helper.user_can_merge_obj(
            self.request.user, self.instance
        )
        return super().get_context_data(
            uses=uses_in_words(self.instance),
            merge_url=may_merge
            and self.url_helper.get_action_url("merge", self.pk_quoted),
            **kwargs,
        )

    def refuse(self, error):
        return self.render_to_response(self.get_context_data(), status=409)


class MergeView(FormView, InstanceSpecificView):
    """Ask which entry takes the place of another, say what will change, and merge."""

    page_title = gettext_lazy("Merge")

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_merge_obj(user, self.instance)

    def get_meta_title(self):
        return _("Merge “%(term)s”") % {"term": self.instance}

    def get_form_class(self):
        return self.model_admin.merge_form_class

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "source": self.instance}

    def get_template_names(self):
        return self.model_admin.get_templates("merge")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["uses"] = uses_in_words(self.instance)
        context["suggestions"] = context["form"].suggestions()
        return context

    def form_valid(self, form):
        target = form.cleaned_data["target"]
        names = {"source": str(self.instance), "target": str(target)}
        try:
            changed = merge(self.instance, target)
        except MergeRefused as refused:
            form.add_error("target", str(refused))
            return self.form_invalid(form)
        if changed:
            done = _("“%(source)s” is now “%(target)s”, for %(changed)s.")
        else:
            done = _("“%(source)s” is now “%(target)s”; nothing used it.")
        messages.success(self.request, done % {**names, "changed": changed})
        return redirect(self.index_url)


class AbstractTermAdmin(AbstractBackOfficeAdmin):
    """The list of a vocabulary, in its own order."""

    list_display = ["name"]
    list_export = ["name", "slug", "definition"]
    search_fields = ["name", "slug", "definition"]
    # What a vocabulary has besides what all have, and what it does without.
    own_fields = []
    hidden_fields = []
    form_class = TermForm
    merge_form_class = MergeForm
    create_view_class = TermCreateView
    edit_view_class = TermEditView
    inspect_view_class = TermInspectView
    delete_view_class = TermDeleteView
    merge_view_class = MergeView
    button_helper_class = TermButtonHelper
    permission_helper_class = TermPermissionHelper

    def __init__(self, parent=None):
        super().__init__(parent)
        self.inspect_view_fields = [*self.list_export]

    @cached_property
    def usage_columns(self):
        """Return the names of the columns that count what uses an entry."""
        return [
            self.add_column(usage.column(owner), _count_column(owner))
            for owner in usage.uses_by_owner(self.model)
        ]

    def get_queryset(self, request):
        return usage.with_usage(super().get_queryset(request))

    def get_list_display(self, request):
        return [*super().get_list_display(request), *self.usage_columns]

    def get_list_export(self, request):
        return [*super().get_list_export(request), *self.usage_columns]

    def get_edit_handler(self, *, editing=False):
        """Return the form of an entry; its address is shown once it is set."""
        names = ["name", "definition", *self.own_fields, "position"]
        panels = [FieldPanel(name) for name in names if name not in self.hidden_fields]
        if editing:
            panels.insert(1, FieldPanel("slug", read_only=True))
        return ObjectList(panels, base_form_class=self.form_class)

    def merge_view(self, request, instance_pk):
        """Answer the screen that merges an entry into another."""
        self.reached(request, instance_pk)
        view = self.merge_view_class.as_view(model_admin=self, instance_pk=instance_pk)
        return view(request)

    def get_admin_urls_for_registration(self):
        urls = self.url_helper
        return (
            *super().get_admin_urls_for_registration(),
            re_path(
                urls.get_action_url_pattern("merge"),
                self.merge_view,
                name=urls.get_action_url_name("merge"),
            ),
        )


def _count_column(owner):
    name = usage.column(owner)

    def column(term):
        return getattr(term, name)

    column.short_description = capfirst(owner._meta.verbose_name_plural)
    column.admin_order_field = name
    return column
