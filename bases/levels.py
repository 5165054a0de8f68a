"""How much the people of a fiche must know already."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The levels of a fiche or of a tutorial."""

    BEGINNER = "beginner", _("beginners")
    INTERMEDIATE = "intermediate", _("intermediate")
    ADVANCED = "advanced", _("advanced")
