"""Forms that anybody may fill: robots are refused, people send again what they typed."""

import time

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts import spam
from tests import factories


class LetterForm(spam.SpamCheckMixin, forms.Form):
    counted_as = "letter"
    per_hour = 2

    text = forms.CharField()


@pytest.fixture
def send(settings):
    """Send the form from an address of the network, opened a number of seconds ago."""
    settings.SPAM_TIMING = True

    def sent(*, address="192.0.2.1", ago=60, user=None, **data):
        request = RequestFactory().post("/", REMOTE_ADDR=address)
        request.user = user or AnonymousUser()
        opened = spam.opened_at(time.time() - ago)
        data = {"text": "Bonjour", "opened": opened, **data}
        return LetterForm(request.POST.copy() | data, request=request)

    return sent


def test_what_a_person_sends_is_taken(send):
    assert send().is_valid()


@pytest.mark.parametrize(
    "robot",
    [
        {"site_web": "https://exemple.test"},
        {"ago": 1},
        {"ago": 25 * 3600},
        {"opened": ""},
        {"opened": "123:faux"},
    ],
    ids=["fills all", "too fast", "too late", "no clock", "another clock"],
)
def test_what_a_robot_sends_is_refused_told_and_kept(robot, send):
    form = send(**robot)
    assert not form.is_valid()
    assert form.non_field_errors()
    assert 'value="Bonjour"' in str(form["text"])


@pytest.mark.parametrize(
    "sent", [{"site_web": "rempli par le navigateur"}, {"opened": "123:faux"}]
)
def test_a_form_that_was_refused_is_shown_ready_to_be_sent_again(sent, send):
    form = send(**sent)
    form.is_valid()
    assert not form["site_web"].value()
    assert spam.seconds_since(form["opened"].value()) is not None


def test_a_form_that_is_opened_carries_the_moment(send):
    form = LetterForm(request=send().request)
    assert spam.seconds_since(form["opened"].value()) < 60


def test_only_so_many_are_sent_in_an_hour_from_one_place(send):
    assert [send().is_valid() for _ in range(3)] == [True, True, False]
    assert send(address="192.0.2.2").is_valid()


def test_a_form_with_a_mistake_does_not_count(send):
    for _ in range(3):
        assert not send(text="").is_valid()
    assert send().is_valid()


@pytest.mark.django_db
def test_people_who_share_a_network_are_counted_apart(send):
    first, second = factories.UserFactory(), factories.UserFactory()
    assert [send(user=first).is_valid() for _ in range(3)] == [True, True, False]
    assert send(user=second).is_valid()
