from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "labase_site"
