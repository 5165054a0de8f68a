"""What the community asks of Wagtail's admin."""

from wagtail_modeladmin.options import modeladmin_register

from community.admin import CommunityGroup

modeladmin_register(CommunityGroup)
