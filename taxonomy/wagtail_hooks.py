"""The vocabularies in the Wagtail admin."""

from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register
from wagtail_modeladmin.views import CreateView

from taxonomy.merge_forms import MergeByNameForm
from taxonomy.models import (
    ActorType,
    Audience,
    Keyword,
    Licence,
    Nature,
    Territory,
    Theme,
    ThemeCategory,
)
from taxonomy.term_admin import AbstractTermAdmin


class ThemeAdmin(AbstractTermAdmin):
    """What fiches are about."""

    model = Theme
    menu_icon = "tag"
    list_display = ["name", "category"]
    list_filter = ["category"]
    list_select_related = ["category"]
    list_export = ["name", "category", "slug", "definition"]
    own_fields = ["category"]


class ThemeCategoryAdmin(AbstractTermAdmin):
    """The families of themes."""

    model = ThemeCategory
    menu_icon = "folder-inverse"
    list_display = ["name", "family"]
    list_export = ["name", "family", "slug", "definition"]
    own_fields = ["family"]


class NatureAdmin(AbstractTermAdmin):
    """The types of resource."""

    model = Nature
    menu_icon = "doc-full"


class AudienceAdmin(AbstractTermAdmin):
    """For whom fiches are made."""

    model = Audience
    menu_icon = "group"
    list_display = ["name", "group"]
    list_filter = ["group"]
    list_export = ["name", "group", "slug", "definition"]
    own_fields = ["group"]


class TerritoryAdmin(AbstractTermAdmin):
    """The country, its regions and départements."""

    model = Territory
    menu_icon = "globe"
    list_display = ["name", "code", "level", "parent"]
    list_filter = ["level", ("parent", RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    list_export = ["code", "name", "level", "parent", "slug"]
    search_fields = ["name", "slug", "code"]
    own_fields = ["code", "level", "parent"]


class LicenceAdmin(AbstractTermAdmin):
    """What others may do with a fiche."""

    model = Licence
    menu_icon = "key"
    list_display = ["name", "spdx", "allows_remix", "allows_commercial"]
    list_filter = ["allows_remix", "allows_commercial"]
    search_fields = ["name", "slug", "definition", "spdx"]
    own_fields = ["spdx", "url", "allows_remix", "allows_commercial", "share_alike"]
    list_export = ["name", *own_fields, "slug", "definition"]


class ActorTypeAdmin(AbstractTermAdmin):
    """What people and organisations are."""

    model = ActorType
    menu_icon = "user"
    list_display = ["name", "verified"]
    list_filter = ["verified"]
    list_export = ["name", "verified", "slug", "definition"]
    own_fields = ["verified"]


class KeywordAdmin(AbstractTermAdmin):
    """The words that authors add freely: staff rename, merge and forbid them."""

    model = Keyword
    menu_icon = "openquote"
    list_display = ["name", "forbidden"]
    list_filter = ["forbidden"]
    list_export = ["name", "forbidden", "slug"]
    search_fields = ["name", "slug"]
    own_fields = ["forbidden"]
    hidden_fields = ["definition", "position"]
    create_view_class = CreateView
    merge_form_class = MergeByNameForm


@modeladmin_register
class VocabularyGroup(ModelAdminGroup):
    """One entry of the menu for all the vocabularies."""

    menu_label = _("Vocabularies")
    menu_icon = "list-ul"
    menu_order = 500
    items = (
        ThemeAdmin,
        ThemeCategoryAdmin,
        KeywordAdmin,
        NatureAdmin,
        AudienceAdmin,
        LicenceAdmin,
        TerritoryAdmin,
        ActorTypeAdmin,
    )


@hooks.register("register_log_actions")
def name_merges_in_histories(actions):
    """Say in the history of an entry what was merged into it."""

    @actions.register_action("taxonomy.merge")
    class MergeFormatter(LogFormatter):
        label = _("Merge")

        def format_message(self, log_entry):
            return _("“%(source)s” merged into it") % log_entry.data
