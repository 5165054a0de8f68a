from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("search")

    def ready(self):
        from search import (  # noqa: F401 - connect the doors and the receivers, register
            inside,
            near,
            own_data,
            signals,
        )

        post_migrate.connect(signals.prepare_search, sender=self)
