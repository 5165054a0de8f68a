"""Ideas: sent by anybody, opened and answered by staff, supported by who has the same."""

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from community.models import Idea, IdeaSupport
from community.receiving import handlers, receive, tell_staff

HANDLE = "community.handle_idea"


def open_ideas(user, *, state=""):
    """Return the ideas that everybody reads, latest first, those in a `state` if it is told.

    Each says how many have it too (`support_count`), and whether `user` is one (`is_mine_too`).
    """
    ideas = Idea.objects.filter(is_open=True)
    if state:
        ideas = ideas.filter(state=state)
    mine = IdeaSupport.objects.filter(idea=OuterRef("pk"), person=user.pk)
    counted = ideas.annotate(support_count=Count("supports"), is_mine_too=Exists(mine))
    return counted.order_by("-sent_at", "-pk")


def ideas_of(person):
    """Return the ideas that `person` sent, latest first, whether they are open or not."""
    return Idea.objects.filter(sender=person).order_by("-sent_at", "-pk")


def propose(*, request, title, text, volunteers, email=""):
    """Store an idea, which nobody else reads until staff open it, and tell staff."""
    typed = {"title": title, "text": text, "volunteers": volunteers, "email": email}
    idea = receive(Idea, request=request, **typed)
    tell_staff(
        idea,
        staff=handlers(HANDLE),
        told={"title": title, "quoted": text},
        label=_("Open the idea"),
        request=request,
    )
    return idea


def support(idea, person):
    """Let `person` say “me too” to an idea; nothing changes for who said it already."""
    IdeaSupport.objects.get_or_create(idea=idea, person=person)


def withdraw_support(idea, person):
    """Let `person` take their “me too” back."""
    IdeaSupport.objects.filter(idea=idea, person=person).delete()
