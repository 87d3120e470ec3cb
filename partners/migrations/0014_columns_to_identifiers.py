from django.db import migrations

from records.operations import move_identifiers


class Migration(migrations.Migration):
    """By itself, because PostgreSQL alters no table in a transaction that has written to it."""

    dependencies = [
        ('partners', '0013_identifiers'),
    ]

    operations = [
        move_identifiers('partners.Institution', {'ror': 'ror', 'wikidata': 'wikidata'}),
    ]
