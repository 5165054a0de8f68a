"""Rules that hold for the whole of the code: each was seen broken once."""

import re
from pathlib import Path

from wagtail import hooks
from wagtail_modeladmin.options import ModelAdmin

from taxonomy.backoffice import (
    AbstractBackOfficeAdmin,
    BackOfficeDeleteView,
    BackOfficeIndexView,
    BackOfficeInspectView,
    BackOfficePermissionHelper,
)

PROJECT = Path(__file__).resolve().parents[1]
ICONS = PROJECT / "labase_site" / "static" / "labase" / "icons" / "icons.svg"


def _lists_of_the_back_office():
    hooks.search_for_hooks()
    found, waiting = [], [ModelAdmin]
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            if each.model and each.__module__.split(".")[0] != "tests":
                found.append(each)
    return found


def test_every_list_of_the_back_office_keeps_to_the_rules_of_all():
    lists = _lists_of_the_back_office()
    assert len(lists) >= 8
    for each in lists:
        assert issubclass(each, AbstractBackOfficeAdmin), each
        assert issubclass(each.index_view_class, BackOfficeIndexView), each
        assert issubclass(each.inspect_view_class, BackOfficeInspectView), each
        assert issubclass(each.delete_view_class, BackOfficeDeleteView), each
        assert issubclass(each.permission_helper_class, BackOfficePermissionHelper), each


def test_every_icon_that_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', ICONS.read_text(encoding="utf-8")))
    named = {
        name
        for template in (PROJECT / "templates").rglob("*.html")
        for name in re.findall(
            r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")
        )
    }
    assert named <= drawn
