"""What has to be planted: a row about something closed in whatever points at pages or files."""

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from bases.models import PortalDocument, PortalImage
from labase_site.leaks.portal import CLOSED

# Models that point at a page or a file and need no row about a closed one, and why.
EXCLUDED = {
    "wagtailcore.Site": "names the front page of the portal",
    "wagtailcore.GroupPagePermission": "rights come from memberships",
    "wagtailcore.ModelLogEntry": "logs what is no page: planted with the files",
    "wagtailsearch.IndexEntry": "written by Wagtail's search, from what is planted",
    "home.HomePage": "the front page of the portal",
    "home.EditorialPage": "written by the portal for everybody",
    "bases.BaseIndexPage": "the list of bases",
}


def models_without_a_row(portal):
    """Return the labels of the models that should say something of a closed page, and do not."""
    kinds = {Page: "page", PortalImage: "image", PortalDocument: "document"}
    closed = {
        kind: [pk for pk, situation in portal.values(name) if situation == CLOSED]
        for kind, name in kinds.items()
    }
    return [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in EXCLUDED and _lacks_row(model, closed)
    ]


def _lacks_row(model, closed):
    if issubclass(model, Page):
        return not model._base_manager.filter(pk__in=closed[Page]).exists()
    relations = _relations(model, closed)
    return bool(relations) and not any(
        _has_row(model, each, closed) for each in relations
    )


def _relations(model, closed):
    """Return `[(field, kind), …]`: how a model points at one of the kinds."""
    found = []
    for field in model._meta.get_fields(include_hidden=True):
        if isinstance(field, GenericForeignKey):
            found.append((field, None))
        elif field.concrete and field.is_relation and field.related_model:
            found += [
                (field, kind) for kind in closed if issubclass(field.related_model, kind)
            ]
    return found


def _has_row(model, relation, closed):
    field, kind = relation
    if kind is not None:
        return model._base_manager.filter(**{f"{field.name}__in": closed[kind]}).exists()
    types = [
        content_type
        for content_type in ContentType.objects.all()
        if content_type.model_class()
        and issubclass(content_type.model_class(), tuple(closed))
    ]
    return model._base_manager.filter(**{f"{field.ct_field}__in": types}).exists()
