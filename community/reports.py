"""Reports: written by who may read what they report, told to those who handle them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.staff import people_who_may, superusers
from bases.access import visible_to
from bases.addresses import address_of
from bases.models import Card, PortalDocument
from bases.teams import name_of
from community.models import Report
from community.people import named_to
from community.receiving import receive, tell_staff

HANDLE = "community.handle_report"


def files_of(page):
    """Return the files that `page` gives to its readers, by title."""
    return (
        PortalDocument.objects.filter(uses__page=page.pk)
        .distinct()
        .order_by("title", "pk")
    )


def report(subject, *, request, reason, text, email="", file=None):
    """Store what somebody says of `subject`, a page or a person, and tell those who handle it."""
    is_person = isinstance(subject, User)
    made = receive(
        Report,
        request=request,
        page_id=None if is_person else subject.pk,
        person=subject if is_person else None,
        document=file,
        reason=reason,
        text=text,
        email=email,
    )
    tell_staff(
        made,
        staff=_handlers_of(made),
        told={"reason": made.get_reason_display()},
        label=_("Open the report"),
        request=request,
    )
    return made


def handled_by(user):
    """Return the reports that `user` handles: those about what they may read, or name, themself.

    What a report says of a closed page tells of it. Superusers handle them all, those about
    what is deleted as well.
    """
    reports = Report.objects.all()
    if user.is_superuser:
        return reports
    readable = visible_to(user, among=Card.objects.all())
    people = named_to(user, among=User.objects.all())
    return reports.filter(
        Q(page__in=readable.values("page")) | Q(person__in=people.values("pk"))
    )


def subject_of(report):
    """Return `{name, url}` of what is reported, for who handles it."""
    if report.page:
        return {"name": report.page.title, "url": address_of(report.page.url_path)}
    if report.person:
        return {"name": name_of(report.person), "url": ""}
    return {"name": _("what was deleted since"), "url": ""}


def _handlers_of(made):
    """Return who is told of a report: those who handle it, or superusers where nobody does."""
    handlers = [
        person
        for person in people_who_may(HANDLE)
        if handled_by(person).filter(pk=made.pk).exists()
    ]
    return handlers or list(superusers())
