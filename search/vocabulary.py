"""The words that documents hold: how rare each is, and which are nearly what was typed."""

from collections import Counter

from django.db import connection
from django.db.models import F, Q

from search.models import SearchDocument, Word

# What marks the stem of words from a word as it is written.
STEM = "_"
# The row that counts the documents themselves.
ALL = ""
BATCH = 400
COUNTED_AT_ONCE = 2_000


def words_of(document):
    """Return the rows of `Word` that a document is counted in, as texts: a set."""
    stems = set().union(*(getattr(document, name).split() for name in document.FIELDS))
    return {f"{stem}{STEM}" for stem in stems} | set(document.forms.split())


def learn(texts, *, documents):
    """Know these `texts`; count `documents` more for each, and those that are new as `ALL` too.

    Rows that others write at this moment are left as they are: a count is never waited for.
    """
    texts, known = set(texts), set()
    for batch in _batches(sorted(texts)):
        rows = Word.objects.filter(text__in=batch)
        here = set(rows.values_list("text", flat=True))
        if documents and here:
            count_in(here, documents)
        known |= here
    Word.objects.bulk_create(
        [_row(text, documents) for text in sorted(texts - known)],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def count_in(texts, documents):
    """Count `documents` more for those of `texts` that nobody writes at this moment."""
    if connection.features.has_select_for_update_skip_locked:
        free = Word.objects.filter(text__in=texts).select_for_update(skip_locked=True)
        texts = list(free.values_list("text", flat=True))
    Word.objects.filter(text__in=texts).update(documents=F("documents") + documents)


def learn_all(documents):
    """Know the words of documents just inserted: `(texts, is open to all)` of each.

    They are added to what is known; rows are taken in one order.
    """
    counts = _counts_of(documents)
    for batch in _batches(sorted(counts)):
        _write(batch, counts, "{table}.documents + excluded.documents")


def _counts_of(documents):
    """Return how many that are open to all hold each word, and are: `{text: documents}`."""
    counts = Counter()
    for texts, is_open in documents:
        if is_open:
            counts.update(texts)
            counts[ALL] += 1
        else:
            counts.update(dict.fromkeys(texts, 0))
    return counts


def count_again(*, each=map):
    """Count all words again, from the documents; words that none holds are forgotten.

    A few at a time, so that nobody waits for all of them. What is written meanwhile may be counted
    one too few. `each`: what counts parts of the documents, see `search.side_by_side`.
    """
    known = set(Word.objects.values_list("text", flat=True))
    ids = list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True))
    starts = range(0, len(ids), COUNTED_AT_ONCE)
    parts = [ids[start : start + COUNTED_AT_ONCE] for start in starts]
    counts = Counter()
    for counted in each(_counts_between, [(part[0], part[-1]) for part in parts]):
        counts.update(counted)
    for batch in _batches(sorted(counts)):
        _write(batch, counts, "excluded.documents")
    for batch in _batches(sorted(known - counts.keys())):
        Word.objects.filter(text__in=batch).delete()


def _counts_between(ends):
    """Count the words of the documents whose ids are between these two, both included."""
    documents = SearchDocument.objects.filter(pk__range=ends).annotate(
        is_open=Q(profile__isnull=False) | Q(card__rule__isnull=True)
    )
    columns = documents.only("pk", *SearchDocument.FIELDS, "forms")
    return _counts_of(
        (words_of(document), document.is_open)
        for document in columns.iterator(chunk_size=500)
    )


def _write(texts, counts, documents):
    """Write the counts of these words; of those that are there, what `documents` is in SQL."""
    table = connection.ops.quote_name(Word._meta.db_table)
    rows = [_row(text, counts[text]) for text in texts]
    places = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    values = [
        value
        for row in rows
        for value in (row.text, row.initial, row.length, row.documents)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (text, initial, length, documents) VALUES {places}"
            f" ON CONFLICT (text) DO UPDATE SET documents = {documents.format(table=table)}",
            values,
        )


def _row(text, documents):
    if text.endswith(STEM) or not text:
        return Word(text=text, documents=documents)
    return Word(text=text, initial=text[0], length=len(text), documents=documents)


def _batches(texts):
    return (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
