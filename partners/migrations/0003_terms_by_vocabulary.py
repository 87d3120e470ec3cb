from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):
    """Fields and constraints know their vocabulary by its name now; the tables stay as they are."""

    dependencies = [
        ('partners', '0002_evidence'),
        ('sources', '0002_terms_by_vocabulary'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='countrycitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='countrycitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterField(
                    model_name='countryname',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='countryname',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='ilrsparticipation',
                    name='level',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='ilrsparticipation',
                    name='publication',
                    field=models.CharField(db_index=True, default='draft', max_length=12),
                ),
                migrations.AlterField(
                    model_name='ilrsparticipationcitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='ilrsparticipationcitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterField(
                    model_name='ilrsstep',
                    name='kind',
                    field=models.CharField(max_length=20),
                ),
                migrations.AlterField(
                    model_name='ilrsstep',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='institution',
                    name='kind',
                    field=models.CharField(max_length=16),
                ),
                migrations.AlterField(
                    model_name='institution',
                    name='publication',
                    field=models.CharField(db_index=True, default='draft', max_length=12),
                ),
                migrations.AlterField(
                    model_name='institutioncitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='institutioncitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterField(
                    model_name='institutionname',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='institutionname',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='programme',
                    name='publication',
                    field=models.CharField(db_index=True, default='draft', max_length=12),
                ),
                migrations.AlterField(
                    model_name='programmecitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='programmecitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterField(
                    model_name='programmeevent',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='programmeevent',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='programmename',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='programmename',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterConstraint(
                    model_name='countrycitation',
                    name='partners_countrycitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='partners_countrycitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='countrycitation',
                    name='partners_countrycitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='partners_countrycitation_confidence_known', vocabulary='confidence'),
                ),
                migrations.AlterConstraint(
                    model_name='countryname',
                    name='partners_countryname_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='partners_countryname_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='countryname',
                    name='partners_countryname_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='partners_countryname_kind_known', vocabulary='name-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='ilrsparticipation',
                    name='partners_ilrsparticipation_publication_known',
                    constraint=records.fields.OneOf(field='publication', name='partners_ilrsparticipation_publication_known', vocabulary='publication'),
                ),
                migrations.AlterConstraint(
                    model_name='ilrsparticipation',
                    name='partners_ilrsparticipation_level_known',
                    constraint=records.fields.OneOf(field='level', name='partners_ilrsparticipation_level_known', vocabulary='ilrs-level'),
                ),
                migrations.AlterConstraint(
                    model_name='ilrsparticipationcitation',
                    name='partners_ilrsparticipationcitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='partners_ilrsparticipationcitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='ilrsparticipationcitation',
                    name='partners_ilrsparticipationcitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='partners_ilrsparticipationcitation_confidence_known', vocabulary='confidence'),
                ),
                migrations.AlterConstraint(
                    model_name='ilrsstep',
                    name='partners_ilrsstep_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='partners_ilrsstep_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='ilrsstep',
                    name='partners_ilrsstep_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='partners_ilrsstep_kind_known', vocabulary='ilrs-step'),
                ),
                migrations.AlterConstraint(
                    model_name='institution',
                    name='partners_institution_publication_known',
                    constraint=records.fields.OneOf(field='publication', name='partners_institution_publication_known', vocabulary='publication'),
                ),
                migrations.AlterConstraint(
                    model_name='institution',
                    name='partners_institution_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='partners_institution_kind_known', vocabulary='institution-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='institutioncitation',
                    name='partners_institutioncitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='partners_institutioncitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='institutioncitation',
                    name='partners_institutioncitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='partners_institutioncitation_confidence_known', vocabulary='confidence'),
                ),
                migrations.AlterConstraint(
                    model_name='institutionname',
                    name='partners_institutionname_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='partners_institutionname_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='institutionname',
                    name='partners_institutionname_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='partners_institutionname_kind_known', vocabulary='name-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='programme',
                    name='partners_programme_publication_known',
                    constraint=records.fields.OneOf(field='publication', name='partners_programme_publication_known', vocabulary='publication'),
                ),
                migrations.AlterConstraint(
                    model_name='programmecitation',
                    name='partners_programmecitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='partners_programmecitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='programmecitation',
                    name='partners_programmecitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='partners_programmecitation_confidence_known', vocabulary='confidence'),
                ),
                migrations.AlterConstraint(
                    model_name='programmeevent',
                    name='partners_programmeevent_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='partners_programmeevent_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='programmeevent',
                    name='partners_programmeevent_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='partners_programmeevent_kind_known', vocabulary='event-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='programmename',
                    name='partners_programmename_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='partners_programmename_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='programmename',
                    name='partners_programmename_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='partners_programmename_kind_known', vocabulary='name-kind'),
                ),
            ],
        ),
    ]
