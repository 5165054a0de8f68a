"""What search reads: documents, the words that they hold, the synonyms of the trade."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Profile
from bases.models import Card


class SearchDocument(models.Model):
    """The words of one thing that can be read: a page of some kind, or a public profile.

    Stems of `search.words`, by field; the engines' own indexes are made of these columns.
    Written by `search.documents` and by nothing else. Who may read it, its card says.
    """

    # What stands where, from what counts most to what counts least.
    FIELDS = ("title", "keywords", "summary", "body", "base_title", "files")

    card = models.OneToOneField(
        Card, null=True, on_delete=models.CASCADE, related_name="search_document"
    )
    profile = models.OneToOneField(
        Profile, null=True, on_delete=models.CASCADE, related_name="search_document"
    )
    title = models.TextField()
    keywords = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    base_title = models.TextField(blank=True)
    files = models.TextField(blank=True)
    # The words of all of it as they are written, each between two spaces.
    forms = models.TextField(blank=True)
    # What it is filtered by: `theme:3 nature:1 year:2026`.
    facets = models.TextField(blank=True)
    # Its title as titles are put in order.
    sort_title = models.CharField(max_length=255, db_index=True)
    # When it was first published, or opened, as an ISO date: what is latest comes first.
    published = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(card__isnull=True) ^ models.Q(profile__isnull=True),
                name="a_document_is_of_a_page_or_of_a_person",
            ),
        ]

    def __str__(self):
        return self.sort_title


class Passage(models.Model):
    """A part of what a document says, in its own words: what an answer shows of it.

    `place`: the anchor of the section of the page; `file`: the document that says it, and
    `number` the page of this file.
    """

    document = models.ForeignKey(
        SearchDocument, on_delete=models.CASCADE, related_name="passages"
    )
    place = models.CharField(max_length=80, blank=True)
    heading = models.CharField(max_length=255, blank=True)
    file = models.ForeignKey(
        "bases.PortalDocument", null=True, on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(null=True)
    text = models.TextField()
    folded = models.TextField()

    def __str__(self):
        return self.text[:50]


class Word(models.Model):
    """A word that documents hold, or held: what a question is understood with.

    As it is written, or the stem of some, which ends with `_`. `documents`: about how many of
    those that are open to all hold it, counted without locks, and again by `rebuild_search`; of
    the empty word, all of them. What is closed alone knows counts for nothing.
    """

    text = models.CharField(max_length=70, primary_key=True)
    initial = models.CharField(max_length=1, blank=True)
    length = models.PositiveSmallIntegerField(default=0)
    documents = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["initial", "length"], name="word_by_likeness")]

    def __str__(self):
        return self.text


class SynonymGroup(models.Model):
    """Words that the trade uses for one another; search finds each by all the others."""

    terms = models.TextField(
        _("terms"),
        help_text=_("One a line: a word or several, in the singular."),
    )
    one_way = models.BooleanField(
        _("one way"),
        default=False,
        help_text=_(
            "The first term finds the others, and they do not find it: a network of which"
            " each is one."
        ),
    )

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")
        ordering = ["terms", "pk"]

    def __str__(self):
        return " · ".join(self.terms.splitlines())


class SynonymTerm(models.Model):
    """One term of a group, as search compares it. Written by `search.synonyms` alone."""

    group = models.ForeignKey(
        SynonymGroup, on_delete=models.CASCADE, related_name="analysed"
    )
    stems = models.CharField(max_length=255, db_index=True)
    # Whether a question that holds it is widened to the other terms of its group.
    widens = models.BooleanField(default=True)

    def __str__(self):
        return self.stems


class SearchIndex(models.Model):
    """The index that Elasticsearch answers from: one row, made once it holds everything.

    As long as there is none, no change is kept for it and the database answers.
    """

    name = models.CharField(max_length=100)
    # While another is made, all that changes is kept for it: nothing is told to this one.
    is_building = models.BooleanField(default=False)
    # How often it was told of something: what is read later has a larger number.
    told = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return self.name


class SearchChange(models.Model):
    """A document that changed, or is no more, since Elasticsearch was last told of it.

    Written by triggers, in the transaction that changes what the document says, or who may read
    it; taken away by `search.outbox` once Elasticsearch has it.
    """

    # No key: the document may be no more.
    document = models.BigIntegerField()

    def __str__(self):
        return str(self.document)


class SoughtWords(models.Model):
    """How often words were looked for on a day, by people who had not signed in.

    Written by `search.noting` alone. It knows nothing of who asked.
    """

    day = models.DateField(_("day"))
    # As search compares them: lower case, no accents.
    words = models.CharField(_("words looked for"), max_length=200)
    kind = models.CharField(_("kind of what is looked for"), max_length=20)
    times = models.PositiveIntegerField(_("number of times"))
    # Answers to the whole question, the last time: of what is open to all.
    found = models.PositiveIntegerField(_("answers"))

    class Meta:
        default_permissions = ()
        permissions = [("read_sought", _("Can read what people look for"))]
        verbose_name = _("search counted")
        verbose_name_plural = _("searches counted")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "words"], name="words_are_counted_once_a_day"
            )
        ]

    def __str__(self):
        return self.words


class PromotedPage(models.Model):
    """A page that staff show before the answers to some questions, as long as they say."""

    words = models.TextField(
        _("questions"),
        help_text=_(
            "One a line: the words that people type. Their order, accents and plurals make no"
            " difference."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
    )
    sentence = models.CharField(
        _("a word"),
        max_length=200,
        blank=True,
        help_text=_("One sentence under the title: why this answers the question."),
    )
    starts_on = models.DateField(
        _("shown from"), null=True, blank=True, help_text=_("Empty: from now on.")
    )
    ends_on = models.DateField(
        _("last day shown"), null=True, blank=True, help_text=_("Empty: without end.")
    )

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_promotion_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return " · ".join(self.words.splitlines())


class PromotedQuestion(models.Model):
    """A question of a promoted page, as search compares it. Written by `search.promoted` alone."""

    promoted = models.ForeignKey(
        PromotedPage, on_delete=models.CASCADE, related_name="questions"
    )
    stems = models.CharField(max_length=255, db_index=True)

    def __str__(self):
        return self.stems


class SavedSearch(models.Model):
    """A question that somebody keeps under a name of their own, and may be told the news of."""

    # What an index of PostgreSQL holds.
    LONGEST = 2000

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_searches",
        verbose_name=_("who saved it"),
    )
    name = models.CharField(_("name of the search"), max_length=100)
    # As its address asks it: see `search.saving.kept_as`.
    question = models.CharField(_("question"), max_length=LONGEST)
    alerts = models.BooleanField(
        _("Write to me when there is something new"),
        default=False,
        help_text=_(
            "One mail a day at most, for all your searches, and none without news."
        ),
    )
    saved_at = models.DateTimeField(_("saved on"), default=timezone.now)
    # What was published until then is not news.
    looked_at = models.DateTimeField(_("last looked at on"), default=timezone.now)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question"], name="a_question_is_saved_once"
            )
        ]

    def __str__(self):
        return self.name
