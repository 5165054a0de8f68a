"""What search asks of Wagtail's admin."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from search.synonym_admin import SynonymGroupAdmin
from search.warning import SearchWarningPanel, is_late

modeladmin_register(SynonymGroupAdmin)


@hooks.register("construct_homepage_panels", order=10)
def warn_staff(request, panels):
    """Tell those who write synonyms that the engine which was chosen does not answer.

    Comes after the panels of bases, which take the place of all others.
    """
    if request.user.has_perm("search.change_synonymgroup") and is_late():
        panels.append(SearchWarningPanel())
