"""What a person may do in the admin: what their groups give, and what their bases give them."""

from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from bases.models import PortalDocument, PortalImage
from bases.policies.files import PortalFilePolicy
from bases.policies.pages import PortalPagePolicy


def register_policies():
    """Put our policies where every screen of the admin looks for one.

    By the exact class for files: Wagtail registers its own for them after ours.
    """
    register_permission_policy(Page, PortalPagePolicy())
    for model, permissions_of in (
        (PortalImage, "wagtailimages.Image"),
        (PortalDocument, "wagtaildocs.Document"),
    ):
        policy = PortalFilePolicy(model, auth_model=permissions_of)
        register_permission_policy(model, policy, exact_class=True)
