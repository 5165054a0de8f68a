"""An editor opened before others published publishes nothing over it, and keeps what is typed."""

import pytest
from wagtail.test.utils.form_data import querydict_from_html

from bases.models import BasePage
from bases.settings_of_base import values_of, write_settings
from tests.bases.teams import person
from tests.rolling_back import rolled_back


@pytest.fixture
def base(base):
    base.summary = "Les médiathèques."
    base.save_revision().publish()
    return BasePage.objects.get(pk=base.pk)


@pytest.fixture
def edit(client, administrator, base):
    """Open the editor, and return a function that sends it with these fields changed."""
    client.force_login(administrator)
    path = f"/admin/pages/{base.pk}/edit/"
    sent = querydict_from_html(
        client.get(path).content.decode(), form_id="page-edit-form"
    )

    def send(**fields):
        data = sent.copy()
        data.update({"action-publish": "publish", **fields})
        return client.post(path, data, follow=True).content.decode()

    return send


def reread(base):
    return BasePage.objects.get(pk=base.pk)


def set_website(base):
    stood = values_of(reread(base))
    typed = {**stood, "website": "https://val.example"}
    write_settings(base.pk, typed=typed, stood=stood, images={}, by=person())


def test_settings_made_meanwhile_stay_published_and_what_is_typed_is_a_draft(edit, base):
    set_website(base)
    page = edit(summary="La mienne.")
    assert "a été publiée pendant que vous écriviez" in page
    assert "/revisions/compare/live..." in page
    live = reread(base)
    assert (live.website, live.summary) == ("https://val.example", "Les médiathèques.")
    assert live.get_latest_revision_as_object().summary == "La mienne."
    assert live.has_unpublished_changes


def test_what_the_screen_saved_by_itself_before_them_is_no_reason_to_publish(edit, base):
    draft = base.save_revision()
    set_website(base)
    edit(summary="La mienne.", overwrite_revision_id=str(draft.pk))
    live = reread(base)
    assert (live.website, live.summary) == ("https://val.example", "Les médiathèques.")
    assert live.get_latest_revision_as_object().summary == "La mienne."


TOLD = {
    "as it opened": {},
    "nothing": {"loaded_revision_created_at": ""},
    "no moment": {"loaded_revision_created_at": "9999-99-99T99:99"},
    "no time zone": {"loaded_revision_created_at": "2020-01-01T00:00"},
    "no version": {"overwrite_revision_id": "9" * 30},
}


def test_an_editor_publishes_what_nobody_published_meanwhile(edit, base, subtests):
    draft = base.save_revision()
    for told, fields in {**TOLD, "draft": {"overwrite_revision_id": draft.pk}}.items():
        with subtests.test(told), rolled_back():
            edit(summary=f"Publié, {told}.", **fields)
            assert reread(base).summary == f"Publié, {told}."
