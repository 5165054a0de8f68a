"""Messages to the portal's team as they come: stored, and told to those who handle them."""

from django.urls import reverse

from accounts import mails
from accounts.staff import people_who_may, superusers

TEMPLATES = {
    "report": "reported",
    "idea": "proposed",
    "missingfiche": "fiche_missing",
}


def receive(model, *, request, **typed):
    """Store and return a message, of the person whose `request` it is where they signed in."""
    sender = request.user if request.user.is_authenticated else None
    return model.objects.create(sender=sender, **typed)


def tell_staff(message, *, staff, told, label, request):
    """Mail to `staff` that a message came: what is `told` of it, and the way to its screen.

    `label`: the words of this way.
    """
    name = message._meta.model_name
    context = {
        **told,
        "action_url": reverse(f"community_{name}_modeladmin_edit", args=[message.pk]),
        "action_label": label,
    }
    template = f"community/email/{TEMPLATES[name]}.txt"
    letters = [
        mails.letter(template, to=person.email, context=context) for person in staff
    ]
    mails.send(letters, request=request)


def handlers(permission):
    """Return the people who were given a permission, or superusers where nobody was."""
    return people_who_may(permission) or superusers()
