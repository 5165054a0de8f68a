"""How entries stand in addresses: from their first name, and for ever."""

from itertools import count

from django.utils.text import slugify


def slug_of(name):
    """Return a name as it stands in addresses: “Trame d'atelier” gives “trame-d-atelier”."""
    return slugify(name.replace("'", " ").replace("’", " "))


def free_slug(model, name):
    """Return the slug of a name, numbered if an entry has it already."""
    # Room is left for the number.
    slug = slug_of(name)[:90] or model._meta.model_name
    taken = set(
        model.objects.filter(slug__startswith=slug).values_list("slug", flat=True)
    )
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(s for s in numbered if s not in taken)
