"""What confirms the actor type that somebody declares. What is only declared opens nothing.

Staff confirm it, or the domain of an address that the person holds does.
"""

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from accounts.confirmation import confirmed_people, confirmed_people_at
from accounts.domains import domain_of
from accounts.models import User, VerifiedDomain
from taxonomy.models import ActorType

# Sent with `actor_type` when many of its people were confirmed, or no longer are, at once: the
# layers above write again what they derive from them.
verifications_changed = Signal()

# What an answer depends on, and what it is made of.
DECLARED = {"actor_type", "email", "is_active"}
ANSWER = [
    "actor_type_declared_at",
    "actor_type_verified_at",
    "actor_type_verified_by_id",
    "actor_type_verified_through_id",
    "actor_type_refused_at",
]


def record_verification(person, *, by, through=None):
    """Note on `person`, unsaved, that `by`, or a domain, confirms their actor type as it is."""
    withdraw_verification(person)
    person.actor_type_verified_at = timezone.now()
    person.actor_type_verified_by = by
    person.actor_type_verified_through = through


def withdraw_verification(person):
    """Note on `person`, unsaved, that nobody confirmed nor refused their actor type."""
    person.actor_type_verified_at = None
    person.actor_type_verified_by = None
    person.actor_type_verified_through = None
    person.actor_type_refused_at = None


def refuse_verification(person):
    """Note on `person`, unsaved, that staff did not confirm their actor type."""
    withdraw_verification(person)
    person.actor_type_refused_at = timezone.now()


def waiting_people():
    """Return the people whose declared type opens bases, and was neither confirmed nor refused."""
    return confirmed_people().filter(
        actor_type__verified=True,
        actor_type_verified_at=None,
        actor_type_refused_at=None,
    )


def follow_declaration(person, *, written=None):
    """Note on `person`, about to be saved, what becomes of the verification of their type.

    Another type is another question: what was answered is withdrawn first. `written`: the names
    of the fields that the save writes, None for all; what it leaves out is written here.
    """
    if written is None:
        _forget_another_type(person)
        _follow_domain(person)
    elif "actor_type" in written and _forget_another_type(person):
        User.objects.filter(pk=person.pk).update(**_answer(person))


def complete_save(person, *, written=None):
    """Write what follows from the save of some fields alone: `person` may be stale in others."""
    if written is not None and DECLARED & set(written):
        follow_address(person.pk)


def follow_address(person_id):
    """Write what the address of this person, confirmed or not, says of their actor type."""
    person = User.objects.filter(pk=person_id).first()
    if person is None:
        return
    before = _answer(person)
    _follow_domain(person)
    if _answer(person) != before:
        person.save(update_fields=ANSWER)


def follow_verified_domain(verified):
    """Confirm the people of a verified domain, and no longer those who were through it before."""
    now = timezone.now()
    with transaction.atomic():
        people = confirmed_people_at(verified.domain).filter(
            actor_type=verified.actor_type
        )
        through = User.objects.filter(actor_type_verified_through=verified)
        _withdraw_from(through.exclude(pk__in=people.values("pk")))
        people.filter(actor_type_verified_at=None, actor_type_refused_at=None).update(
            actor_type_verified_at=now, actor_type_verified_through=verified
        )
        verifications_changed.send(sender=User, actor_type=verified.actor_type)


def forget_verified_domain(verified):
    """No longer confirm those whom only this domain, about to be removed, confirmed."""
    with transaction.atomic():
        _withdraw_from(User.objects.filter(actor_type_verified_through=verified))


def follow_merged_actor_type(actor_type):
    """Confirm again the people of the domains that an actor type has after a merge."""
    for verified in VerifiedDomain.objects.filter(actor_type=actor_type):
        follow_verified_domain(verified)


def _answer(person):
    return {name: getattr(person, name) for name in ANSWER}


def _forget_another_type(person):
    """Note that the type of `person` is another than the stored one, if so; say if it is."""
    stored = User.objects.filter(pk=person.pk).only(
        "actor_type_id", "actor_type_verified_at"
    )
    stored = stored.first()
    if stored and stored.actor_type_id == person.actor_type_id:
        return False
    person.actor_type_declared_at = timezone.now()
    if stored and person.actor_type_verified_at == stored.actor_type_verified_at:
        withdraw_verification(person)
    return True


def _follow_domain(person):
    """Note on `person` what the domain of their confirmed address says, unless staff answered."""
    through = person.actor_type_verified_through_id
    if person.actor_type_refused_at or (person.actor_type_verified_at and not through):
        return
    verified = _domain_that_verifies(person)
    if verified is None and through:
        withdraw_verification(person)
    elif verified is not None and verified.pk != through:
        record_verification(person, by=None, through=verified)


def _domain_that_verifies(person):
    if person.pk is None or person.actor_type_id is None:
        return None
    verified = VerifiedDomain.objects.filter(
        domain=domain_of(person.email), actor_type=person.actor_type_id
    ).first()
    if verified and _holds(person):
        return verified
    return None


def _holds(person):
    return person.emailaddress_set.filter(
        email__iexact=person.email, verified=True
    ).exists()


def _withdraw_from(people):
    """Withdraw the verification of many people, and say of which types they are."""
    actor_types = list(ActorType.objects.filter(people__in=people).distinct())
    people.update(actor_type_verified_at=None, actor_type_verified_through=None)
    for actor_type in actor_types:
        verifications_changed.send(sender=User, actor_type=actor_type)
