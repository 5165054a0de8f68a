"""The button by which a new account asks that what it wrote be published."""

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail_modeladmin.options import modeladmin_register

from bases.models import Card
from bases.models.cards import CONTENTS
from bases.newcomers import TOLD, hold, is_held
from bases.review_admin import ReviewAdmin
from bases.reviewing import tell_reviewers

ASK = "action-ask-to-publish"

modeladmin_register(ReviewAdmin)


class AskToPublishItem(ActionMenuItem):
    """Stands where others have *Publish*, for those whose first publication staff read."""

    label = gettext_lazy("Send, to be published")
    name = ASK
    icon_name = "upload"
    order = 10

    def is_shown(self, context):
        return super().is_shown(context) and is_held(context["request"].user)


@hooks.register("register_page_action_menu_item")
def offer_to_ask():
    """Offer to ask, to those who may not publish yet."""
    return AskToPublishItem()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def hold_what_is_asked(request, page):
    """Put the draft that was just saved among what staff read, where its author asks it."""
    if ASK not in request.POST or not is_held(request.user):
        return
    if not Card.objects.filter(pk=page.pk, kind__in=CONTENTS).exists():
        return
    page.refresh_from_db(fields=["latest_revision"])
    if page.live:
        return
    held, waits_anew = hold(page, request.user)
    if waits_anew:
        tell_reviewers(held, request=request)
    messages.success(request, TOLD)


@hooks.register("register_permissions")
def give_the_right_to_review():
    """Let groups be given the right to read first publications."""
    return Permission.objects.filter(
        content_type__app_label="bases", codename="review_publication"
    )
