"""Who is told of comments on a draft: those who follow it, and may still edit it."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.admin.mail import send_notification
from wagtail.models import COMMENTS_RELATION_NAME, Comment


def notify_of_comments(page, changes, *, by):
    """Tell the followers of `page` what was said on it; return whether a mail left."""
    told = {
        "new_comments": changes["new_comments"],
        "resolved_comments": changes["resolved_comments"],
        "deleted_comments": changes["deleted_comments"],
        "replied_comments": [
            {"comment": comment, "replies": replies}
            for comment, replies in changes["new_replies"]
        ],
    }
    if not any(told.values()):
        return False
    recipients = [
        person
        for person in _followers(page, told).exclude(pk=by.pk)
        if page.permissions_for_user(person).can_edit()
    ]
    context = {"page": page, "editor": by, **told}
    return bool(recipients) and send_notification(recipients, "updated_comments", context)


def _followers(page, told):
    """Return those who follow all that is said of `page`, or said something in these threads."""
    threads = [*told["resolved_comments"]]
    threads += [each["comment"] for each in told["replied_comments"]]
    comments = Comment.objects.filter(pk__in=[each.pk for each in threads])
    return (
        get_user_model()
        .objects.filter(
            Q(
                page_subscriptions__page=page,
                page_subscriptions__comment_notifications=True,
            )
            | Q(comment_replies__comment__in=comments)
            | Q(**{f"{COMMENTS_RELATION_NAME}__in": comments})
        )
        .distinct()
    )
