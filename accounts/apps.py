from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("accounts")
    default = True

    def ready(self):
        from accounts import own_data, signals  # noqa: F401 - connect and register
        from accounts.found_people import teach_sqlite

        connection_created.connect(teach_sqlite)


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of people and groups, with the fields of our accounts."""

    group_viewset = "accounts.viewsets.GroupsViewSet"
    user_viewset = "accounts.viewsets.PeopleViewSet"
