from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('missions', '0013_columns_to_identifiers'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='spacecraft',
            name='cospar_id',
        ),
    ]
