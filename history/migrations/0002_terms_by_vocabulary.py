from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):
    """Fields and constraints know their vocabulary by its name now; the tables stay as they are."""

    dependencies = [
        ('history', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='change',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterConstraint(
                    model_name='change',
                    name='history_change_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='history_change_kind_known', vocabulary='change-kind'),
                ),
            ],
        ),
    ]
