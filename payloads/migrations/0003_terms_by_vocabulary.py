from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):
    """Fields and constraints know their vocabulary by its name now; the tables stay as they are."""

    dependencies = [
        ('missions', '0003_terms_by_vocabulary'),
        ('partners', '0003_terms_by_vocabulary'),
        ('payloads', '0002_evidence'),
        ('sources', '0002_terms_by_vocabulary'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='knowngap',
                    name='fact',
                    field=models.CharField(max_length=20),
                ),
                migrations.AlterField(
                    model_name='knowngap',
                    name='finding',
                    field=models.CharField(max_length=16),
                ),
                migrations.AlterField(
                    model_name='knowngap',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='paper',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='paper',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='payload',
                    name='discipline',
                    field=models.CharField(blank=True, default='', help_text='Empty when no source tells what it serves.', max_length=24),
                ),
                migrations.AlterField(
                    model_name='payload',
                    name='kind',
                    field=models.CharField(max_length=24),
                ),
                migrations.AlterField(
                    model_name='payload',
                    name='publication',
                    field=models.CharField(db_index=True, default='draft', max_length=12),
                ),
                migrations.AlterField(
                    model_name='payload',
                    name='status',
                    field=models.CharField(max_length=16),
                ),
                migrations.AlterField(
                    model_name='payloadcitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='payloadcitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterField(
                    model_name='payloadevent',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='payloadevent',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='payloadname',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='payloadname',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='person',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='provision',
                    name='counts_as',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='provision',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='provision',
                    name='role',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='result',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='resultfigure',
                    name='bound',
                    field=models.CharField(default='exactly', max_length=10),
                ),
                migrations.AlterField(
                    model_name='resultfigure',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='resultfigure',
                    name='stage',
                    field=models.CharField(blank=True, default='', max_length=10),
                ),
                migrations.AlterField(
                    model_name='resultfigure',
                    name='unit',
                    field=models.CharField(blank=True, default='', help_text='A UCUM code: kg, W, 1 for a count.', max_length=20),
                ),
                migrations.AlterField(
                    model_name='specification',
                    name='bound',
                    field=models.CharField(default='exactly', max_length=10),
                ),
                migrations.AlterField(
                    model_name='specification',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='specification',
                    name='stage',
                    field=models.CharField(blank=True, default='', max_length=10),
                ),
                migrations.AlterField(
                    model_name='specification',
                    name='unit',
                    field=models.CharField(blank=True, default='', help_text='A UCUM code: kg, W, 1 for a count.', max_length=20),
                ),
                migrations.AlterConstraint(
                    model_name='knowngap',
                    name='payloads_knowngap_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_knowngap_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='knowngap',
                    name='payloads_knowngap_fact_known',
                    constraint=records.fields.OneOf(field='fact', name='payloads_knowngap_fact_known', vocabulary='fact'),
                ),
                migrations.AlterConstraint(
                    model_name='knowngap',
                    name='payloads_knowngap_finding_known',
                    constraint=records.fields.OneOf(field='finding', name='payloads_knowngap_finding_known', vocabulary='finding'),
                ),
                migrations.AlterConstraint(
                    model_name='paper',
                    name='payloads_paper_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_paper_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='paper',
                    name='payloads_paper_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='payloads_paper_kind_known', vocabulary='paper-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='payload',
                    name='payloads_payload_publication_known',
                    constraint=records.fields.OneOf(field='publication', name='payloads_payload_publication_known', vocabulary='publication'),
                ),
                migrations.AlterConstraint(
                    model_name='payload',
                    name='payloads_payload_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='payloads_payload_kind_known', vocabulary='payload-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='payload',
                    name='payloads_payload_discipline_known',
                    constraint=records.fields.OneOf(blank=True, field='discipline', name='payloads_payload_discipline_known', vocabulary='discipline'),
                ),
                migrations.AlterConstraint(
                    model_name='payload',
                    name='payloads_payload_status_known',
                    constraint=records.fields.OneOf(field='status', name='payloads_payload_status_known', vocabulary='payload-status'),
                ),
                migrations.AlterConstraint(
                    model_name='payloadcitation',
                    name='payloads_payloadcitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='payloads_payloadcitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='payloadcitation',
                    name='payloads_payloadcitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='payloads_payloadcitation_confidence_known', vocabulary='confidence'),
                ),
                migrations.AlterConstraint(
                    model_name='payloadevent',
                    name='payloads_payloadevent_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_payloadevent_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='payloadevent',
                    name='payloads_payloadevent_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='payloads_payloadevent_kind_known', vocabulary='event-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='payloadname',
                    name='payloads_payloadname_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_payloadname_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='payloadname',
                    name='payloads_payloadname_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='payloads_payloadname_kind_known', vocabulary='name-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='person',
                    name='payloads_person_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_person_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='provision',
                    name='payloads_provision_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_provision_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='provision',
                    name='payloads_provision_role_known',
                    constraint=records.fields.OneOf(field='role', name='payloads_provision_role_known', vocabulary='role'),
                ),
                migrations.AlterConstraint(
                    model_name='provision',
                    name='payloads_provision_counts_as_known',
                    constraint=records.fields.OneOf(field='counts_as', name='payloads_provision_counts_as_known', vocabulary='counts-as'),
                ),
                migrations.AlterConstraint(
                    model_name='result',
                    name='payloads_result_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_result_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='resultfigure',
                    name='payloads_resultfigure_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_resultfigure_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='resultfigure',
                    name='payloads_resultfigure_bound_known',
                    constraint=records.fields.OneOf(field='bound', name='payloads_resultfigure_bound_known', vocabulary='bound'),
                ),
                migrations.AlterConstraint(
                    model_name='resultfigure',
                    name='payloads_resultfigure_stage_known',
                    constraint=records.fields.OneOf(blank=True, field='stage', name='payloads_resultfigure_stage_known', vocabulary='stage'),
                ),
                migrations.AlterConstraint(
                    model_name='specification',
                    name='payloads_specification_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='payloads_specification_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='specification',
                    name='payloads_specification_bound_known',
                    constraint=records.fields.OneOf(field='bound', name='payloads_specification_bound_known', vocabulary='bound'),
                ),
                migrations.AlterConstraint(
                    model_name='specification',
                    name='payloads_specification_stage_known',
                    constraint=records.fields.OneOf(blank=True, field='stage', name='payloads_specification_stage_known', vocabulary='stage'),
                ),
            ],
        ),
    ]
