"""Takes the name of a person whose account is deleted out of what fiches print."""

from django.db.models import Q

from accounts.forgetting import forgets, same_name
from resources.models import CoAuthor, ExternalProducer


@forgets
def forget_in_signatures(person):
    """Drop the lines of fiches that name a person: by their account, or as typed on their own."""
    own = Q(page__owner=person)
    for author in CoAuthor.objects.filter(Q(user=person) | own):
        if author.user_id == person.pk or same_name(author.name, person):
            author.delete()
    for producer in ExternalProducer.objects.filter(own):
        if same_name(producer.name, person):
            producer.delete()
