"""The form of a fiche in the admin."""

from django.utils.translation import gettext_lazy as _

from bases.forms import PortalPageForm
from resources.near import tells_near_fiches

# How many terms of each vocabulary a fiche may carry.
LIMITS = {"themes": 5, "natures": 4, "beneficiaries": 5, "professionals": 5}


class ResourcePageForm(PortalPageForm):
    """A fiche's form: so many themes and no more, so that filters keep their meaning."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Once it is published, it is no longer time to tell its author.
        if "title" in self.fields and not self.instance.first_published_at:
            tells_near_fiches(self.fields["title"], but=self.instance.pk)
        for name, limit in LIMITS.items():
            if name in self.fields:
                self.fields[name].help_text = _("At most %(limit)s.") % {"limit": limit}

    def clean(self):
        cleaned = super().clean()
        for name, limit in LIMITS.items():
            chosen = len(cleaned.get(name) or ())
            if chosen > limit:
                self.add_error(
                    name,
                    _("You chose %(chosen)s: at most %(limit)s, please.")
                    % {"chosen": chosen, "limit": limit},
                )
        for keyword in cleaned.get("keywords") or ():
            if _is_forbidden(keyword):
                self.add_error(
                    "keywords",
                    _("The keyword “%(keyword)s” is not used here.")
                    % {"keyword": keyword},
                )
        return cleaned


def _is_forbidden(name):
    from taxonomy.models import Keyword

    return Keyword.objects.filter(name__iexact=name, forbidden=True).exists()
