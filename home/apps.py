from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("front page and account")

    def ready(self):
        from home import showing  # noqa: F401 - registers where pages are featured
