from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):
    """Fields and constraints know their vocabulary by its name now; the tables stay as they are."""

    dependencies = [
        ('sources', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='source',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='source',
                    name='reading',
                    field=models.CharField(max_length=16),
                ),
                migrations.AlterField(
                    model_name='source',
                    name='reliability',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterConstraint(
                    model_name='source',
                    name='sources_source_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='sources_source_kind_known', vocabulary='source-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='source',
                    name='sources_source_reliability_known',
                    constraint=records.fields.OneOf(field='reliability', name='sources_source_reliability_known', vocabulary='reliability'),
                ),
                migrations.AlterConstraint(
                    model_name='source',
                    name='sources_source_reading_known',
                    constraint=records.fields.OneOf(field='reading', name='sources_source_reading_known', vocabulary='reading'),
                ),
            ],
        ),
    ]
