"""Sign-in through another service (OpenID Connect), where operators set one up."""

import logging

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings

logger = logging.getLogger(__name__)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Our ways: the same details and the same charter as for any other account."""

    def get_signup_form_initial_data(self, sociallogin):
        """Return what the provider tells of a person, to be completed by them."""
        return {
            "email": sociallogin.user.email,
            "first_name": sociallogin.user.first_name[:100],
            "last_name": sociallogin.user.last_name[:100],
        }

    def on_authentication_error(
        self, request, provider, error=None, exception=None, **kwargs
    ):
        """Tell the operator why; the person reads that the fault is not theirs."""
        logger.warning("Sign-in through %s failed: %s %s", provider, error, exception)


def names_of_services():
    """Return the names of the services that operators set up: none by default."""
    services = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {})
    return [each["name"] for each in services.get("APPS", ())]
