from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = _("community")

    def ready(self):
        from community import (  # noqa: F401 - register what pages offer, and what archives hold
            offering,
            own_data,
        )
