"""What is found inside one base: the answer that its page prints."""

from bases.inside import finds_inside
from search.answering import answered
from search.choices import PARAMETERS
from search.questions import AS_TYPED

RESULTS_PER_PAGE = 24


@finds_inside(asked_by=["q", "tri", AS_TYPED, "page", *PARAMETERS])
def found_in_base(request, base):
    """Return what the page of `base` prints: the fiches that answer, and how to ask further."""
    return answered(request, per_page=RESULTS_PER_PAGE, base=base)
