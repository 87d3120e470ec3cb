from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):
    """Fields and constraints know their vocabulary by its name now; the tables stay as they are."""

    dependencies = [
        ('missions', '0002_evidence'),
        ('partners', '0003_terms_by_vocabulary'),
        ('sources', '0002_terms_by_vocabulary'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='mission',
                    name='publication',
                    field=models.CharField(db_index=True, default='draft', max_length=12),
                ),
                migrations.AlterField(
                    model_name='mission',
                    name='status',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='missioncitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='missioncitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterField(
                    model_name='missionevent',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='missionevent',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='missionname',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='missionname',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='othercooperation',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='othercooperation',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='site',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='site',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='spacecraft',
                    name='kind',
                    field=models.CharField(max_length=16),
                ),
                migrations.AlterField(
                    model_name='spacecraft',
                    name='publication',
                    field=models.CharField(db_index=True, default='draft', max_length=12),
                ),
                migrations.AlterField(
                    model_name='spacecraft',
                    name='status',
                    field=models.CharField(blank=True, default='', max_length=12),
                ),
                migrations.AlterField(
                    model_name='spacecraftcitation',
                    name='confidence',
                    field=models.CharField(default='high', max_length=10),
                ),
                migrations.AlterField(
                    model_name='spacecraftcitation',
                    name='stance',
                    field=models.CharField(default='supports', max_length=10),
                ),
                migrations.AlterField(
                    model_name='spacecraftname',
                    name='kind',
                    field=models.CharField(max_length=12),
                ),
                migrations.AlterField(
                    model_name='spacecraftname',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='spacecraftspecification',
                    name='bound',
                    field=models.CharField(default='exactly', max_length=10),
                ),
                migrations.AlterField(
                    model_name='spacecraftspecification',
                    name='rank',
                    field=models.CharField(default='preferred', max_length=12),
                ),
                migrations.AlterField(
                    model_name='spacecraftspecification',
                    name='stage',
                    field=models.CharField(blank=True, default='', max_length=10),
                ),
                migrations.AlterField(
                    model_name='spacecraftspecification',
                    name='unit',
                    field=models.CharField(blank=True, default='', help_text='A UCUM code: kg, W, 1 for a count.', max_length=20),
                ),
                migrations.AlterConstraint(
                    model_name='mission',
                    name='missions_mission_publication_known',
                    constraint=records.fields.OneOf(field='publication', name='missions_mission_publication_known', vocabulary='publication'),
                ),
                migrations.AlterConstraint(
                    model_name='mission',
                    name='missions_mission_status_known',
                    constraint=records.fields.OneOf(field='status', name='missions_mission_status_known', vocabulary='mission-status'),
                ),
                migrations.AlterConstraint(
                    model_name='missioncitation',
                    name='missions_missioncitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='missions_missioncitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='missioncitation',
                    name='missions_missioncitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='missions_missioncitation_confidence_known', vocabulary='confidence'),
                ),
                migrations.AlterConstraint(
                    model_name='missionevent',
                    name='missions_missionevent_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='missions_missionevent_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='missionevent',
                    name='missions_missionevent_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='missions_missionevent_kind_known', vocabulary='event-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='missionname',
                    name='missions_missionname_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='missions_missionname_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='missionname',
                    name='missions_missionname_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='missions_missionname_kind_known', vocabulary='name-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='othercooperation',
                    name='missions_othercooperation_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='missions_othercooperation_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='othercooperation',
                    name='missions_othercooperation_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='missions_othercooperation_kind_known', vocabulary='cooperation-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='site',
                    name='missions_site_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='missions_site_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='site',
                    name='missions_site_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='missions_site_kind_known', vocabulary='site-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraft',
                    name='missions_spacecraft_publication_known',
                    constraint=records.fields.OneOf(field='publication', name='missions_spacecraft_publication_known', vocabulary='publication'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraft',
                    name='missions_spacecraft_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='missions_spacecraft_kind_known', vocabulary='spacecraft-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraft',
                    name='missions_spacecraft_status_known',
                    constraint=records.fields.OneOf(blank=True, field='status', name='missions_spacecraft_status_known', vocabulary='mission-status'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraftcitation',
                    name='missions_spacecraftcitation_stance_known',
                    constraint=records.fields.OneOf(field='stance', name='missions_spacecraftcitation_stance_known', vocabulary='stance'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraftcitation',
                    name='missions_spacecraftcitation_confidence_known',
                    constraint=records.fields.OneOf(field='confidence', name='missions_spacecraftcitation_confidence_known', vocabulary='confidence'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraftname',
                    name='missions_spacecraftname_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='missions_spacecraftname_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraftname',
                    name='missions_spacecraftname_kind_known',
                    constraint=records.fields.OneOf(field='kind', name='missions_spacecraftname_kind_known', vocabulary='name-kind'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraftspecification',
                    name='missions_spacecraftspecification_rank_known',
                    constraint=records.fields.OneOf(field='rank', name='missions_spacecraftspecification_rank_known', vocabulary='rank'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraftspecification',
                    name='missions_spacecraftspecification_bound_known',
                    constraint=records.fields.OneOf(field='bound', name='missions_spacecraftspecification_bound_known', vocabulary='bound'),
                ),
                migrations.AlterConstraint(
                    model_name='spacecraftspecification',
                    name='missions_spacecraftspecification_stage_known',
                    constraint=records.fields.OneOf(blank=True, field='stage', name='missions_spacecraftspecification_stage_known', vocabulary='stage'),
                ),
            ],
        ),
    ]
