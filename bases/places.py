"""The field by which a person says where, in the tree, a page is copied or moved to."""

from django import forms
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.ids import names_an_id


class PlaceField(forms.ModelChoiceField):
    """A page under which the person may add others; of any other, not even the title is told."""

    def prepare_value(self, value):
        asked = str(super().prepare_value(value) or "")
        known = names_an_id(asked) and self.queryset.filter(pk=asked).exists()
        return asked if known else None


def place_field(field, *, user):
    """Return `field`, of a form of Wagtail, kept to the places where `user` may add a page."""
    policy = policy_registry.get_by_type(Page)
    return PlaceField(
        policy.instances_user_has_permission_for(user, "add"),
        widget=field.widget,
        label=field.label,
        initial=field.initial,
        help_text=field.help_text,
    )
