"""What search asks of Wagtail's admin."""

from wagtail_modeladmin.options import modeladmin_register

from search.synonym_admin import SynonymGroupAdmin

modeladmin_register(SynonymGroupAdmin)
