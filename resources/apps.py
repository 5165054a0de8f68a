from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("fiches and collections")

    def ready(self):
        from resources import (  # noqa: F401 - connect and register
            collecting,
            forgetting,
            own_data,
            showing,
            signals,
            starting,
        )
