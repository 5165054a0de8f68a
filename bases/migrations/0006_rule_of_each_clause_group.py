import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_rules(apps, schema_editor):
    """Write beside each group what its clause knows of its rule."""
    clauses = apps.get_model("bases", "ReadingClause").objects.filter(
        pk=OuterRef("clause")
    )
    apps.get_model("bases", "ClauseGroup").objects.update(
        rule=Subquery(clauses.values("rule")),
        clause_count=Subquery(clauses.values("rule__clause_count")),
    )


class Migration(migrations.Migration):
    dependencies = [("bases", "0005_last_administrator_stays")]

    operations = [
        migrations.AddField(
            model_name="clausegroup",
            name="rule",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="bases.readingrule",
            ),
        ),
        migrations.AddField(
            model_name="clausegroup",
            name="clause_count",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(copy_rules, migrations.RunPython.noop),
    ]
