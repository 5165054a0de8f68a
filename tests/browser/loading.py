"""Fills the portal that browsers visit: the demo, and people whose accounts tests change.

They have the password of the demo, and are of no base.
"""

import django

CHANGED = ("oubli", "avant", "code", "facteur", "clavier", "depart", "reprise")


def load():
    """Make the database, load the demo, add the people."""
    from django.core.management import call_command

    from accounts.charter import accept_charter
    from accounts.confirmation import vouch_for_address
    from accounts.models import User
    from home.demo.accounts import DEMO_PASSWORD
    from taxonomy.models import ActorType, Territory

    call_command("migrate", verbosity=0)
    call_command("load_demo")
    for name in CHANGED:
        person = User(
            email=f"{name}@demo.example",
            first_name="Aline",
            last_name=name.capitalize(),
            actor_type=ActorType.objects.first(),
            territory=Territory.objects.first(),
        )
        accept_charter(person)
        person.set_password(DEMO_PASSWORD)
        person.save()
        vouch_for_address(person)


if __name__ == "__main__":
    django.setup()
    load()
