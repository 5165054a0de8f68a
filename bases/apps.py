from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BasesConfig(AppConfig):
    name = "bases"
    verbose_name = _("bases")

    def ready(self):
        from bases import (  # noqa: F401 - connect and register
            forgetting,
            own_data,
            signals,
            wagtail_rows,
        )
        from bases.admin.versions import register_comparisons
        from bases.policies import register_policies

        register_policies()
        register_comparisons()
