from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("bases", "0013_first_publications"),
    ]

    operations = [
        migrations.CreateModel(
            name="BaseWithoutAdministrator",
            fields=[],
            options={
                "verbose_name": "base without administrator",
                "verbose_name_plural": "bases without administrator",
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("bases.basesettings",),
        ),
    ]
