import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from what fills them: PostgreSQL alters no table whose rows it has still to check.
    dependencies = [("bases", "0006_rule_of_each_clause_group")]

    operations = [
        migrations.AlterField(
            model_name="clausegroup",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="bases.readingrule",
            ),
        ),
        migrations.AlterField(
            model_name="clausegroup",
            name="clause_count",
            field=models.PositiveIntegerField(),
        ),
    ]
