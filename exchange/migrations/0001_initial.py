from django.db import migrations, models


def take_over(apps, schema_editor):
    """Copy what the loader remembers from the table of ``catalog``, in which it was before."""
    columns = "id, kind, key, file_digest, database_digest"
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO exchange_loadedrecord ({columns}) SELECT {columns} FROM catalog_loadedrecord ORDER BY id"
        )
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('exchange_loadedrecord', 'id'), max(id)) "
                "FROM exchange_loadedrecord HAVING max(id) > 0"
            )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0004_change'),
    ]

    operations = [
        migrations.CreateModel(
            name='LoadedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('file_digest', models.CharField(max_length=64)),
                ('database_digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['kind', 'key'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='exchange_loadedrecord_once')],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
