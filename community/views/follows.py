"""Follow a base, a person or a theme; what I follow, and who follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.profiles import public_urls
from bases.doors import base_joined_by, base_read_by
from bases.pagination import page_of
from bases.teams import name_of
from bases.views.screens import show
from community.follows import (
    follow,
    followed_by,
    followers_of,
    following,
    in_words,
    named_followers_of,
    stop_following,
)
from community.people import may_follow
from taxonomy.models import Theme

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def base(request, slug):
    """Follow a base, or no longer."""
    base = base_read_by(request.user, slug)
    return _answer(request, base, name=base.title, url=base.url)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def theme(request, slug):
    """Follow a theme, or no longer."""
    theme = get_object_or_404(Theme, slug=slug)
    return _answer(request, theme, name=theme.name, url=reverse("theme", args=[slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def person(request, person_id):
    """Follow a person, or no longer."""
    person = get_object_or_404(User, pk=person_id)
    if not may_follow(request.user, person):
        raise Http404
    return _answer(request, person, name=name_of(person), url=reverse("follows"))


@require_safe
@never_cache
@login_required
def mine(request):
    """List what the signed-in person follows."""
    page = page_of(followed_by(request.user), request, per_page=PER_PAGE)
    return render(
        request,
        "community/follows.html",
        {
            "page_obj": page,
            "rows": [in_words(each) for each in page.object_list],
            "follower_count": followers_of(request.user).count(),
        },
    )


@require_safe
@never_cache
@login_required
def my_followers(request):
    """List who follows the signed-in person."""
    followers = _followers(request, request.user)
    return render(request, "community/my_followers.html", followers)


@require_safe
@never_cache
@login_required
def base_followers(request, slug):
    """List, to the team of a base, who follows it."""
    base = base_joined_by(request.user, slug)
    return show(
        request,
        "base_followers.html",
        folder="community",
        base=base,
        screen="base_followers",
        title=_("Who follows this base"),
        **_followers(request, base),
    )


def _answer(request, subject, *, name, url):
    """Follow `subject` or stop, as the button says; without one, show the button."""
    if request.method != "POST":
        context = {
            "name": name,
            "url": url,
            "is_mine": following(request.user, subject).is_mine,
        }
        return render(request, "community/follow.html", context)
    if "stop" in request.POST:
        stop_following(request.user, subject)
        sentence = _("You no longer follow “%(name)s”.")
    else:
        follow(request.user, subject)
        sentence = _("You follow “%(name)s”.")
    messages.success(request, sentence % {"name": name})
    return redirect("follows" if "list" in request.POST else url)


def _followers(request, subject):
    named = named_followers_of(subject, request.user)
    page = page_of(named, request, per_page=PER_PAGE)
    count = followers_of(subject).count()
    people = [each.follower for each in page.object_list]
    urls = public_urls(person.pk for person in people)
    return {
        "page_obj": page,
        "people": [
            {"name": name_of(person), "url": urls.get(person.pk, "")} for person in people
        ],
        "count": count,
        "hidden_count": count - page.paginator.count,
    }
