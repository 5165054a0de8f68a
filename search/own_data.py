"""What search holds about a person: the searches that they saved."""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import personal_data
from search.saving import searches_of


@personal_data(
    "recherches", title=_("My saved searches"), covers=["search.SavedSearch.person"]
)
def saved_searches(person):
    """Yield the searches that a person saved."""
    yield from searches_of(person).values("name", "question", "alerts", "saved_at")
