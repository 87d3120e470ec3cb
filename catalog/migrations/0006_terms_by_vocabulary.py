from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):
    """Fields and constraints know their vocabulary by its name now; the tables stay as they are."""

    dependencies = [
        ('catalog', '0005_history_and_exchange'),
        ('missions', '0003_terms_by_vocabulary'),
        ('partners', '0003_terms_by_vocabulary'),
        ('sources', '0002_terms_by_vocabulary'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='announcedtotal',
                    name='host_included',
                    field=models.CharField(default='unknown', max_length=12),
                ),
                migrations.AlterField(
                    model_name='announcedtotal',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='announcedtotal',
                    name='measure',
                    field=models.CharField(max_length=32),
                ),
                migrations.AlterField(
                    model_name='announcedtotal',
                    name='publication',
                    field=models.CharField(db_index=True, default='draft', max_length=12),
                ),
                migrations.AlterField(
                    model_name='announcedtotal',
                    name='qualifier',
                    field=models.CharField(default='exactly', max_length=12),
                ),
                migrations.AlterField(
                    model_name='announcedtotalcitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='announcedtotalcitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterConstraint(
                    model_name='announcedtotal',
                    name='catalog_announcedtotal_publication_known',
                    constraint=records.fields.OneOf(field='publication', name='catalog_announcedtotal_publication_known', vocabulary='publication'),
                ),
                migrations.AlterConstraint(
                    model_name='announcedtotal',
                    name='catalog_announcedtotal_measure_known',
                    constraint=records.fields.OneOf(field='measure', name='catalog_announcedtotal_measure_known', vocabulary='measure'),
                ),
                migrations.AlterConstraint(
                    model_name='announcedtotal',
                    name='catalog_announcedtotal_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='catalog_announcedtotal_kind_known', vocabulary='total-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='announcedtotal',
                    name='catalog_announcedtotal_qualifier_known',
                    constraint=records.fields.OneOf(field='qualifier', name='catalog_announcedtotal_qualifier_known', vocabulary='qualifier'),
                ),
                migrations.AlterConstraint(
                    model_name='announcedtotal',
                    name='catalog_announcedtotal_host_included_known',
                    constraint=records.fields.OneOf(field='host_included', name='catalog_announcedtotal_host_included_known', vocabulary='host-included'),
                ),
                migrations.AlterConstraint(
                    model_name='announcedtotalcitation',
                    name='catalog_announcedtotalcitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='catalog_announcedtotalcitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='announcedtotalcitation',
                    name='catalog_announcedtotalcitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='catalog_announcedtotalcitation_confidence_known', vocabulary='confidence'),
                ),
            ],
        ),
    ]
