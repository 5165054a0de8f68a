"""The tree that every portal starts with: a front page, and the list of bases under it."""

import uuid

from django.db import migrations

FRONT = "00010001"
BASES = "000100010001"


def make_tree(apps, schema_editor):
    page_type = apps.get_model("contenttypes.ContentType")
    page = apps.get_model("wagtailcore.Page")
    locale = apps.get_model("wagtailcore.Locale").objects.first()
    # Wagtail's own first page says "Welcome to your new Wagtail site!".
    page.objects.filter(depth=2).delete()
    page.objects.filter(depth=1).update(numchild=1)
    # Wagtail's first groups may edit every page of the site: no one is to be put in them.
    apps.get_model("auth.Group").objects.filter(
        name__in=["Editors", "Moderators"]
    ).delete()

    def add(model, path, *, title, slug, url_path, numchild, **fields):
        content_type, _created = page_type.objects.get_or_create(
            app_label=model._meta.app_label, model=model._meta.model_name
        )
        return model.objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            content_type=content_type,
            path=path,
            depth=len(path) // 4,
            numchild=numchild,
            url_path=url_path,
            translation_key=uuid.uuid4(),
            locale=locale,
            **fields,
        )

    front = add(
        apps.get_model("home.HomePage"),
        FRONT,
        title="La Base",
        slug="home",
        url_path="/home/",
        numchild=1,
    )
    bases = add(
        apps.get_model("bases.BaseIndexPage"),
        BASES,
        title="Bases",
        slug="bases",
        url_path="/home/bases/",
        numchild=0,
    )
    card = apps.get_model("bases.Card")
    for made in (front, bases):
        card.objects.create(page_id=made.pk, title=made.title, live=True)
    apps.get_model("wagtailcore.Site").objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "site_name": "La Base",
            "root_page_id": front.pk,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("bases", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_tree, migrations.RunPython.noop)]
