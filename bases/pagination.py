"""The pages of a listing."""

from django.core.paginator import InvalidPage, Paginator


def page_of(found, request, *, per_page, count=None):
    """Return the page of `found` that `request` asks for; `count` is its length, if it is known.

    Asked for a page that does not exist, return the first one, with the wrong number in its
    `refused_number`, so that the page can say so.
    """
    asked = request.GET.get("page", "1")
    paginator = Paginator(found, per_page)
    if count is not None:
        paginator.count = count
    try:
        page, refused = paginator.page(asked), ""
    except InvalidPage:
        page, refused = paginator.page(1), asked[:20].replace("\0", "")
    page.refused_number = refused
    page.elided = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return page
