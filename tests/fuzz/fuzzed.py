"""What is said of a form, so that it is fuzzed: a row of the tables beside this module."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Fuzzed:
    """A form: where it is sent, by whom, what fills it well.

    Addresses and values name what is in the world of the tests: `{base.slug}`.
    """

    # The name of the address, and what fills it.
    view: str
    values: dict
    arguments: tuple = ()
    # Who sends it, an attribute of the world; nobody signed in where it is empty.
    who: str = ""
    method: str = "post"
    # What tells it from another form of the same address.
    about: str = ""
    # Fields that take a file, and are empty in a form that is well filled.
    files: tuple = ()
    # Fields whose content a refusal does not give back, beside passwords and files.
    not_kept: tuple = ()
    # What is done before: `prepare(client, world)`; an address that it returns is where to send.
    prepare: Callable = None
    # Once the form is taken, what reads the row that keeps what was typed, in these fields.
    stored: Callable = None
    same: tuple = ()

    @property
    def name(self):
        """How the tests call it."""
        return f"{self.view}, {self.about}" if self.about else self.view

    def address(self, world):
        """Return where it is sent."""
        return reverse(self.view, args=[_filled(each, world) for each in self.arguments])

    def well_filled(self, world):
        """Return what fills it well."""
        return {name: _filled(value, world) for name, value in self.values.items()}


def latest(model):
    """Return what reads the last row of a model."""
    return lambda world: model.objects.latest("pk")


def row(name):
    """Return what reads again the row of the world that has this name."""

    def read(world):
        instance = getattr(world, name)
        return type(instance).objects.get(pk=instance.pk)

    return read


def _filled(value, world):
    if isinstance(value, list):
        return [_filled(each, world) for each in value]
    return value.format_map(vars(world))
