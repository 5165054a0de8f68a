"""Says whose workbench each is, and takes those that open nothing out of lists."""

from django.db import migrations


def know_workbenches(apps, schema_editor):
    settings = apps.get_model("bases.BaseSettings")
    card = apps.get_model("bases.Card")
    membership = apps.get_model("bases.Membership")
    known = set()
    for row in settings.objects.filter(purpose="workbench").order_by("pk"):
        owners = membership.objects.filter(base=row.base_id, role="owner")
        owner = owners.values_list("user", flat=True).first()
        if owner and owner not in known:
            known.add(owner)
            settings.objects.filter(pk=row.pk).update(workbench_of=owner)
        opened = card.objects.filter(
            base=row.base_id,
            kind__in=["resource", "collection"],
            live=True,
            in_bin=False,
            rule=None,
        )
        card.objects.filter(pk=row.base_id).update(listed=opened.exists())


class Migration(migrations.Migration):
    dependencies = [("bases", "0008_purposes_and_workbenches")]

    operations = [migrations.RunPython(know_workbenches, migrations.RunPython.noop)]
