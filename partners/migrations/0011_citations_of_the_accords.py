from django.db import migrations

# The days that the files had, which they hold as steps of participations now.
IN_FILES = {
    'AE': '2020-10-13',
    'AR': '../2025-07',
    'BD': '2025-04-08',
    'BH': '2022-03-02',
    'BR': '../2025-07',
    'CH': '2024-04-15',
    'DE': '../2025-07',
    'IT': '2020-10-13',
    'NL': '../2025-07',
    'OM': '2026-01-26',
    'PA': '2024-12-11',
    'PE': '2024-05-30',
    'SA': '../2025-07',
    'SE': '../2025-07',
    'SN': '2025-07-24',
    'TH': '2024-12-16',
    'US': '2020-10-13',
}


def keep_days_of_curators(apps, schema_editor):
    """Write a day that no file had into the note of its country, so that a curator can enter it as a step."""
    countries = apps.get_model('partners', 'Country').objects
    for country in countries.exclude(artemis_accords=''):
        if country.artemis_accords == IN_FILES.get(country.code):
            continue
        sentence = f'Signed the Artemis Accords {country.artemis_accords}, by a field that there is no more.'
        country.note = f'{country.note} {sentence}'.strip()
        country.save(update_fields=['note'])


def take_out_citations(apps, schema_editor):
    """Take the field out of what the citations of countries name; one that names nothing else goes."""
    citations = apps.get_model('partners', 'CountryCitation').objects
    for citation in citations.filter(field__contains='artemis_accords'):
        names = [name.strip() for name in citation.field.split(',')]
        others = [name for name in names if name != 'artemis_accords']
        if others:
            citation.field = ', '.join(others)
            citation.save(update_fields=['field'])
        else:
            citation.delete()


class Migration(migrations.Migration):
    """Signatures of the Artemis Accords are steps of participations, which the files bring.

    Apart from the change of the table: PostgreSQL changes none that has events pending in the same transaction.
    """

    dependencies = [
        ('partners', '0010_programme_kind'),
    ]

    operations = [
        migrations.RunPython(keep_days_of_curators, migrations.RunPython.noop),
        migrations.RunPython(take_out_citations, migrations.RunPython.noop),
    ]
