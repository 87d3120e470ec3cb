from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0011_citations_of_the_accords'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='country',
            name='artemis_accords',
        ),
        migrations.RemoveField(
            model_name='country',
            name='artemis_accords_earliest',
        ),
        migrations.RemoveField(
            model_name='country',
            name='artemis_accords_latest',
        ),
    ]
