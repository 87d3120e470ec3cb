from django.db import migrations, models

import records.fields


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0009_public_texts'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='ilrsparticipation',
            options={'ordering': ['sort_key', 'slug'], 'verbose_name': 'participation'},
        ),
        migrations.AddField(
            model_name='programme',
            name='kind',
            field=models.CharField(default='project', help_text='Whether one works in it or signs it: project, principles.', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=records.fields.OneOf(field='kind', name='partners_programme_kind_known', vocabulary='programme-kind'),
        ),
    ]
