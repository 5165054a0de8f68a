"""The demo accounts, on the sign-in page of a development server."""

from django import template
from django.conf import settings

from accounts.models import User
from home.demo.accounts import DEMO_PASSWORD, DEMO_PEOPLE

register = template.Library()


@register.inclusion_tag("home/demo_accounts.html", takes_context=True)
def demo_accounts(context):
    """Print the demo accounts that were loaded, each with the way in; nothing in production."""
    people = DEMO_PEOPLE if settings.DEMO_ACCOUNTS_SHOWN else ()
    addresses = [person.email for person in people]
    loaded = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    return {
        "people": [person for person in people if person.email in loaded],
        "password": DEMO_PASSWORD,
        "redirect_field": context.get("redirect_field", ""),
    }
