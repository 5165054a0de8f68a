"""The tabs in which a fiche is written, in the order one thinks."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from bases.admin.naming import ImageChooser, NamedPagePanel
from bases.panels import WhoSeesPanel
from bases.texts.telling import UnreadFilesPanel


def resource_edit_handler():
    """Return the edit handler of the fiche."""
    return TabbedInterface(
        [
            ObjectList(_content(), heading=_("Content")),
            ObjectList(_indexing(), heading=_("Indexing")),
            ObjectList(_credits(), heading=_("Licence and credits")),
            ObjectList(_sharing(), heading=_("Sharing")),
        ]
    )


def _content():
    return [
        TitleFieldPanel("title", classname="", placeholder=False),
        FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("body"),
        UnreadFilesPanel(),
    ]


def _indexing():
    choices = forms.CheckboxSelectMultiple
    return [
        # A draft may wait for its theme; a publication may not.
        FieldPanel("themes", widget=choices, required_on_save=False),
        FieldPanel("keywords"),
        MultiFieldPanel(
            [FieldPanel("duration"), FieldPanel("level"), FieldPanel("material")],
            heading=_("In short"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("natures", widget=choices),
                FieldPanel("beneficiaries", widget=choices),
                FieldPanel("professionals", widget=choices),
                FieldPanel("territory"),
                FieldPanel("language"),
            ],
            heading=_("More details"),
            classname="collapsed",
        ),
    ]


def _credits():
    return [
        FieldPanel("licence"),
        InlinePanel(
            "co_authors", [FieldPanel("name")], heading=capfirst(_("co-authors"))
        ),
        InlinePanel(
            "producing_bases",
            [NamedPagePanel("base", "bases.BasePage")],
            heading=capfirst(_("producing bases")),
        ),
        InlinePanel(
            "external_producers",
            [FieldPanel("name"), FieldPanel("website"), FieldPanel("actor_type")],
            heading=capfirst(_("external producers")),
        ),
    ]


def _sharing():
    return [
        WhoSeesPanel(),
        FieldPanel("cover", widget=ImageChooser),
        FieldPanel("slug"),
        PublishingPanel(),
    ]
