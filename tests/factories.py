"""Factories: they set what the database demands, and nothing more."""

import factory
import wagtail_factories
from wagtail.models import Page

from accounts.models import User
from bases.models import BaseIndexPage, BasePage, Membership, PortalDocument, PortalImage
from resources.models import CollectionPage, ResourcePage
from taxonomy.models import (
    ActorType,
    Audience,
    Keyword,
    Licence,
    Nature,
    Territory,
    Theme,
    ThemeCategory,
)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@exemple.test")
    first_name = "Une"
    last_name = factory.Sequence(lambda n: f"Personne {n}")


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    name = factory.Sequence(lambda n: f"Terme {n}")
    slug = factory.Sequence(lambda n: f"terme-{n}")


class ThemeCategoryFactory(TermFactory):
    class Meta:
        model = ThemeCategory


class ThemeFactory(TermFactory):
    class Meta:
        model = Theme

    category = factory.SubFactory(ThemeCategoryFactory)


class NatureFactory(TermFactory):
    class Meta:
        model = Nature


class AudienceFactory(TermFactory):
    class Meta:
        model = Audience

    group = Audience.Group.BENEFICIARIES


class TerritoryFactory(TermFactory):
    class Meta:
        model = Territory

    code = factory.Sequence(lambda n: f"T{n}")
    level = Territory.Level.DEPARTMENT


class LicenceFactory(TermFactory):
    class Meta:
        model = Licence


class ActorTypeFactory(TermFactory):
    class Meta:
        model = ActorType


class KeywordFactory(TermFactory):
    class Meta:
        model = Keyword


class PortalPageFactory(wagtail_factories.PageFactory):
    """A page of ours, under the parent that it is given."""

    class Meta:
        model = Page

    title = factory.Sequence(lambda n: f"Page {n}")
    summary = "Une phrase."


class BasePageFactory(PortalPageFactory):
    class Meta:
        model = BasePage

    title = factory.Sequence(lambda n: f"Base {n}")
    parent = factory.LazyFunction(BaseIndexPage.objects.get)


class ResourcePageFactory(PortalPageFactory):
    class Meta:
        model = ResourcePage

    title = factory.Sequence(lambda n: f"Fiche {n}")
    parent = factory.SubFactory(BasePageFactory)


class CollectionPageFactory(PortalPageFactory):
    class Meta:
        model = CollectionPage

    title = factory.Sequence(lambda n: f"Collection {n}")
    parent = factory.SubFactory(BasePageFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    base = factory.SubFactory(BasePageFactory)
    user = factory.SubFactory(UserFactory)
    role = Membership.Role.CONTRIBUTOR


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PortalDocument

    title = "Mémo"
    file = factory.django.FileField(filename="memo.pdf", data=b"%PDF-1.7 un memo")
    # As the screens that receive it: else the first page that tells its size saves it again.
    file_size = factory.LazyAttribute(lambda document: document.file.size)


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PortalImage

    title = "Clavier"
    description = "Un clavier dont la touche Entrée est marquée"
    file = factory.django.ImageField(filename="clavier.png", width=1200, height=800)
