"""What accounts ask of Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from accounts.bulk_actions import (
    DeletePeopleBulkAction,
    GiveGroupBulkAction,
    OpenOrCloseBulkAction,
)
from accounts.charter_admin import CharterVersionAdmin
from accounts.verification_admin import VerificationGroup

modeladmin_register(VerificationGroup)
modeladmin_register(CharterVersionAdmin)

# After Wagtail's own, which have the same names: the last one registered is the one that acts.
for action in (GiveGroupBulkAction, OpenOrCloseBulkAction, DeletePeopleBulkAction):
    hooks.register("register_bulk_action", action, order=10)


@hooks.register("register_log_actions")
def name_answers_in_histories(actions):
    """Say in the history of a person what staff answered to what they declare."""
    actions.register_action("accounts.verify", _("Verify"), _("Actor type verified"))
    actions.register_action("accounts.refuse", _("Refuse"), _("Actor type refused"))
