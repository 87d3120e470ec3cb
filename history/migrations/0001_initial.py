from django.db import migrations, models


def take_over(apps, schema_editor):
    """Copy the revision and the history from the tables of ``catalog``, in which they were before.

    The triggers that moved the former revision go first: SQLite renames no table while a trigger names one that is
    gone. They are made anew after every migration.
    """
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'revision!_%' ESCAPE '!'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("DROP FUNCTION IF EXISTS catalog_move_revision CASCADE")
            cursor.execute("DROP FUNCTION IF EXISTS catalog_move_history CASCADE")
        for table in ("revision", "change"):
            model = apps.get_model("history", table)
            columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
            cursor.execute(f"INSERT INTO history_{table} ({columns}) SELECT {columns} FROM catalog_{table} ORDER BY id")
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('history_{table}', 'id'), max(id)) FROM history_{table} "
                    "HAVING max(id) > 0"
                )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0004_change'),
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(help_text='Greater after every change to the content; it may skip numbers.')),
                ('moved_at', models.DateTimeField(help_text='When the content last changed, in UTC.')),
                ('token', models.CharField(help_text='Random, and other after every change to what the pages show.', max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveBigIntegerField(db_index=True, help_text="The catalogue's revision with the change.")),
                ('record_type', models.CharField(help_text='As citations name it: payload.', max_length=40)),
                ('record_key', models.CharField(max_length=120)),
                ('record_name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('creation', 'new record'), ('correction', 'correction'), ('new-evidence', 'new evidence'), ('new-event', 'new event'), ('wording', 'wording'), ('deletion', 'deletion')], max_length=12)),
                ('before', models.JSONField(help_text='The canonical form before; null for a creation.', null=True)),
                ('after', models.JSONField(help_text='The canonical form after; null for a deletion.', null=True)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('by', models.CharField(blank=True, default='', help_text='Shown to curators only.', max_length=150)),
                ('why', models.CharField(blank=True, default='', max_length=300)),
                ('about', models.TextField(help_text='Missions, countries and institutions that either form names.')),
            ],
            options={
                'ordering': ['-revision', '-pk'],
                'indexes': [models.Index(fields=['record_type', 'record_key'], name='history_change_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['creation', 'correction', 'new-evidence', 'new-event', 'wording', 'deletion'])), name='history_change_kind_known', violation_error_message='kind must be one of: creation, correction, new-evidence, new-event, wording, deletion.'), models.CheckConstraint(condition=models.Q(models.Q(('before', None), ('kind', 'creation')), models.Q(('after', None), ('kind', 'deletion')), models.Q(('kind__in', ['creation', 'deletion']), _negated=True), _connector='OR'), name='history_change_kind_fits_forms', violation_error_message='A creation has no form before, a deletion none after.')],
            },
        ),
        migrations.CreateModel(
            name='RecordRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_type', models.CharField(help_text='As citations name it: payload.', max_length=40)),
                ('record_id', models.BigIntegerField(help_text='The primary key of the record.')),
                ('number', models.PositiveBigIntegerField(help_text="The catalogue's revision with the change.")),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record_type', 'record_id'), name='history_recordrevision_once')],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
