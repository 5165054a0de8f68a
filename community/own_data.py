"""What the community holds about a person: what they follow, what they wrote to the team."""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import leaves_out, personal_data
from community.follows import followed_by, in_words
from community.models import Idea, IdeaSupport, MissingFiche, Report

leaves_out(
    {
        "community.Follow.person": "what others do",
        "community.Report.person": "what others wrote of a person",
        "community.Report.answered_by": "what was done for others",
        "community.Idea.answered_by": "what was done for others",
        "community.MissingFiche.answered_by": "what was done for others",
    }
)
WRITTEN = ("text", "sent_at", "state", "answer", "answered_at")


@personal_data("suivis", title=_("What I follow"), covers=["community.Follow.follower"])
def follows(person):
    """Yield what a person follows, and may know."""
    for each in followed_by(person).iterator():
        told = in_words(each)
        yield {name: told[name] for name in ("kind", "name", "followed_at")}


@personal_data("signalements", title=_("My reports"), covers=["community.Report.sender"])
def reports(person):
    """Yield what a person reported, and what they were answered."""
    found = Report.objects.filter(sender=person).order_by("pk")
    yield from found.values("reason", *WRITTEN)


@personal_data("idees", title=_("My ideas"), covers=["community.Idea.sender"])
def ideas(person):
    """Yield what a person proposed, and what they were answered."""
    found = Idea.objects.filter(sender=person).order_by("pk")
    yield from found.values("title", *WRITTEN)


@personal_data(
    "fiches-manquantes",
    title=_("Fiches that I did not find"),
    covers=["community.MissingFiche.sender"],
)
def missing_fiches(person):
    """Yield the fiches that a person looked for in vain, and what they were answered."""
    found = MissingFiche.objects.filter(sender=person).order_by("pk")
    yield from found.values("words", *WRITTEN)


@personal_data(
    "moi-aussi",
    title=_("Ideas to which I said “me too”"),
    covers=["community.IdeaSupport.person"],
)
def supports(person):
    """Yield the ideas that a person supports, those that are open to all."""
    found = IdeaSupport.objects.filter(person=person, idea__is_open=True).order_by("pk")
    yield from found.values("idea__title")
