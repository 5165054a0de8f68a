"""Cards that say by themselves what they are filtered by: see `bases.codes`."""

from collections import defaultdict

from django.db import migrations, models

WORDS = (
    *("beginner", "intermediate", "advanced"),
    *("short", "hour", "half-day", "long"),
    *("fr", "en", "ar", "es", "pt", "tr", "uk", "ru", "fsl", "mul"),
)
FACETS = (
    *("theme", "nature", "audience", "territory", "licence", "level", "language"),
    *("duration", "year"),
)
DURATIONS = {30: "short", 60: "hour", 180: "half-day"}
SIZE = 1 << 16
SMALL, DIGITS, MORE = SIZE // 2, 3, 16 * SIZE
BATCH = 1000


def write_codes(apps, schema_editor):
    Card = apps.get_model("bases", "Card")
    CardFacet = apps.get_model("bases", "CardFacet")
    columns = ("pk", "duration", "first_published_at")
    after = 0
    while cards := list(
        Card.objects.filter(pk__gt=after).order_by("pk").only(*columns)[:BATCH]
    ):
        found = defaultdict(set)
        facets = CardFacet.objects.filter(
            card__in=[card.pk for card in cards], facet__in=FACETS
        )
        for card, facet, value in facets.values_list("card", "facet", "value"):
            found[card].add((facet, value))
        for card in cards:
            card.codes = _codes_of(card, found[card.pk])
        Card.objects.bulk_update(
            [card for card in cards if card.codes], ["codes"], batch_size=200
        )
        after = cards[-1].pk


def _codes_of(card, found):
    if card.duration:
        steps = (name for limit, name in DURATIONS.items() if card.duration <= limit)
        found.add(("duration", next(steps, "long")))
    if card.first_published_at:
        found.add(("year", str(card.first_published_at.year)))
    return "".join(sorted(_code_of(*each) for each in found))


def _code_of(facet, value):
    number = int(value) if value.isdecimal() else WORDS.index(value)
    first = (FACETS.index(facet) + 1) * SIZE
    if number < SMALL:
        return chr(first + number)
    rest, low = divmod(number, SMALL)
    digits = (rest >> 16 * place & (SIZE - 1) for place in range(DIGITS))
    return chr(first + SMALL + low) + "".join(chr(MORE + digit) for digit in digits)


class Migration(migrations.Migration):
    dependencies = [("bases", "0015_texts_of_files")]

    operations = [
        migrations.AddField("card", "codes", models.TextField(blank=True, default="")),
        migrations.RunPython(write_codes, migrations.RunPython.noop),
        migrations.AlterField("card", "codes", models.TextField(blank=True)),
    ]
