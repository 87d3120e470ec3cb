from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0014_columns_to_identifiers'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='institution',
            name='ror',
        ),
        migrations.RemoveField(
            model_name='institution',
            name='wikidata',
        ),
    ]
