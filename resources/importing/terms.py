"""What the rows of a file name: themes, types of resource, licences, keywords, read once."""

from itertools import count

from django.utils.text import slugify

from bases.import_lookups import by_words
from bases.names import plain_name
from resources.forms import LIMITS
from taxonomy.models import Keyword, Licence, Nature, Theme
from taxonomy.slugs import slug_of


class UnknownTerm(Exception):
    """A word that names nothing here."""


class Terms:
    """The vocabularies of the portal, by the words that rows name them with.

    `defaults`: the words that stand for what a row lacks, `{"themes": …, "natures": …,
    "licence": …}`; UnknownTerm is raised with the first that names nothing.
    """

    def __init__(self, defaults):
        self._known = {
            "themes": by_words(Theme.objects.all(), "name", "slug"),
            "natures": by_words(Nature.objects.all(), "name", "slug"),
            "licence": by_words(Licence.objects.all(), "name", "slug", "spdx"),
        }
        self._defaults = {
            name: self._named(name, word) for name, word in defaults.items() if word
        }
        self._keywords = {plain_name(each.name): each for each in Keyword.objects.all()}
        self._slugs = {each.slug for each in self._keywords.values()}

    def chosen(self, name, words, *, unknown):
        """Return the entries of the vocabulary `name` that `words` say, or the default one.

        What cannot be taken is told in `unknown`, a list of sentences.
        """
        found, told = {}, name.rstrip("s")
        for word in words:
            entry = self._known[name].get(slugify(word))
            if entry is None:
                unknown.append(f"the {told} “{word}” is unknown")
            else:
                found[entry.pk] = entry
        limit = LIMITS.get(name, 1)
        if len(found) > limit:
            unknown.append(f"{limit} {told}(s) at most: the others are left out")
        default = self._defaults.get(name)
        return list(found.values())[:limit] or ([default] if default else [])

    def defaults_for(self, row):
        """Return the defaults, in words, that stand for what `row` lacks."""
        return [
            f"{name}: {entry.name}"
            for name, entry in self._defaults.items()
            if not getattr(row, name)
        ]

    def keywords_among(self, words, *, unknown):
        """Return those of `words` that may be keywords, each once."""
        taken = {}
        for word in words:
            known = self._keywords.get(plain_name(word))
            if known and known.forbidden:
                unknown.append(f"the keyword “{word}” is not used here")
            elif len(word) > Keyword._meta.get_field("name").max_length:
                unknown.append(f"the keyword “{word[:40]}…” is too long")
            else:
                taken.setdefault(plain_name(word), word)
        return list(taken.values())

    def keywords(self, words):
        """Return the keywords that `words` name, by word; make those that are missing."""
        missing = {plain_name(word): word for word in words}
        missing = {key: missing[key] for key in missing if key not in self._keywords}
        made = Keyword.objects.bulk_create(
            Keyword(name=word, slug=self._free_slug(word)) for word in missing.values()
        )
        self._keywords.update(zip(missing, made, strict=True))
        return {word: self._keywords[plain_name(word)] for word in words}

    def _named(self, name, word):
        try:
            return self._known[name][slugify(word)]
        except KeyError as unknown:
            raise UnknownTerm(word) from unknown

    def _free_slug(self, word):
        stem = slug_of(word)[:90] or "mot"
        numbered = (f"{stem}-{number}" for number in count(2))
        slug = stem if stem not in self._slugs else None
        slug = slug or next(each for each in numbered if each not in self._slugs)
        self._slugs.add(slug)
        return slug
