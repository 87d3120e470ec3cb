from django.db import migrations


class Migration(migrations.Migration):
    """The revision and the history are in ``history`` now, what the loader remembers in ``exchange``."""

    dependencies = [
        ('catalog', '0004_change'),
        ('history', '0001_initial'),
        ('exchange', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Change',
        ),
        migrations.DeleteModel(
            name='LoadedRecord',
        ),
        migrations.DeleteModel(
            name='Revision',
        ),
    ]
