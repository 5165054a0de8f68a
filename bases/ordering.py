"""Rows that people put in order: by one place up or down, or to a place."""


def put_in_order(rows, *, moved, by=0, to=None):
    """Move the row of id `moved` among `rows`, by some places or to one (from 1), and write all.

    `rows`: a queryset in its order, which its caller keeps from being written meanwhile. A place
    before the first is the first, one after the last is the last; a row that is gone moves nothing.
    """
    ordered = list(rows)
    place = next((i for i, row in enumerate(ordered) if row.pk == moved), None)
    if place is None:
        return
    wanted = place + by if to is None else to - 1
    ordered.insert(min(max(wanted, 0), len(ordered) - 1), ordered.pop(place))
    for position, row in enumerate(ordered, start=1):
        row.position = position
    rows.model.objects.bulk_update(ordered, ["position"])
