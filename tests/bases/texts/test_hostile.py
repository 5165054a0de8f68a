"""Files that nobody of the trade sends: each is told apart, and none stops the reading."""

import pytest

from bases.models import FilePage, FileText
from bases.texts import outcomes
from bases.texts.reading import read_waiting
from tests import factories
from tests.bases.texts import hostile, samples

QUICK = (
    "vide.pdf tronque.pdf chiffre.pdf images.pdf blanc.pdf sans-fin.pdf mille-pages.pdf"
    " zip.pdf odt.docx chiffre.odt chiffre.docx nuls.txt long.txt bombe.ods rires.docx"
    " dehors.odt profond.pptx"
).split()


def test_what_cannot_be_read_is_told_apart(read, subtests):
    files = hostile.files()
    for name in QUICK:
        content, allowed = files[name]
        with subtests.test(name):
            assert read(name, content).outcome in allowed


def test_a_file_that_takes_too_long_keeps_the_pages_that_were_read(read, settings):
    settings.READ_FILES_SECONDS = 1
    # A page that draws itself, a hundred ways at each of many levels.
    forms = 40
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        samples.page_of(5, b"/Font << /F 6 0 R >>"),
        samples.page_of(7, b"/XObject << /X 8 0 R >>"),
        samples.stream(b"BT /F 11 Tf 50 780 Td (La page du devant) Tj ET"),
        samples.FONT,
        samples.stream(b"/X Do"),
    ]
    for number in range(8, 8 + forms):
        drawn = b"/X Do " * 100 if number < 7 + forms else b"0 0 m 9 9 l S " * 20_000
        kept = b" /Resources << /XObject << /X %d 0 R >> >>" % (number + 1)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 900 900]"
        objects.append(samples.stream(drawn, head + kept))
    reading = read("lent.pdf", samples.pdf_of(objects))
    assert reading.outcome in {outcomes.TOO_SLOW, outcomes.TOO_LARGE}
    assert reading.pages[1] == "La page du devant"


def test_a_file_that_takes_too_much_memory_is_too_large(read, settings):
    settings.READ_FILES_MEMORY_MB = 40
    words = "".join(f"<t:p>{'mot ' * 4000}{n}</t:p>" for n in range(2000))
    assert (
        read("lourd.ods", samples.ods(**{"A": [[words]]})).outcome == outcomes.TOO_LARGE
    )


def test_the_beginning_of_a_long_file_is_kept(read):
    reading = read("long.txt", b"Un mot. " * 400_000)
    assert reading.outcome == outcomes.TOO_LARGE
    assert 1_900_000 < sum(map(len, reading.pages.values())) <= 2_000_000


@pytest.mark.slow
@pytest.mark.django_db
def test_of_two_hundred_hostile_files_none_goes_unreported(caplog):
    known = {name: content for name, (content, _said) in hostile.files().items()}
    drawn = hostile.drawn_at_random(200, seed=2026)
    for name, content in {**known, **drawn}.items():
        factories.DocumentFactory(title=name, file__filename=name, file__data=content)
    read = list(read_waiting())
    assert len(read) == len(known) + len(drawn)
    assert not caplog.records
    assert not FileText.objects.filter(state=outcomes.WAITING).exists()
    texts = {
        text.document.title: text for text in FileText.objects.select_related("document")
    }
    for name, (_content, allowed) in hostile.files().items():
        assert texts[name].state in allowed, name
    for name, text in texts.items():
        assert (text.state == outcomes.READ) != bool(text.sentence), name
    assert not FilePage.objects.filter(text__contains="root:").exists()
