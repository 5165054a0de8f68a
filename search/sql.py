"""What SQL that is written by hand has in common."""


def places_for(values):
    """Return the placeholders of these values, as `IN (…)` lists them."""
    return ", ".join(["%s"] * len(values))
