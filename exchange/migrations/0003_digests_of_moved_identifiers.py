from django.db import migrations

from records.canonical import digest
from records.models import NAMES_SEPARATOR, split_names

# The order of the fields in the canonical forms of before, which databases may keep in another. An empty list is of
# records that hold no such row.
CITATION = ['source', 'field', 'locator', 'stance', 'confidence', 'basis', 'as_printed', 'note']
NAME = ['key', 'rank', 'name', 'kind', 'language']
SPECIFICATION = ['key', 'rank', 'quantity', 'as_printed', 'bound', 'low', 'high', 'uncertainty', 'unit', 'condition', 'stage']
INSTITUTION = [
    'slug', 'former_slugs', 'publication', 'name', 'acronym', 'kind', 'is_international', 'country', 'seat',
    'seat_country', 'parent', 'founded', 'website', 'ror', 'wikidata', 'note',
]
SPACECRAFT = [
    'slug', 'former_slugs', 'publication', 'name', 'mission', 'kind', 'launch', 'launch_time_utc', 'launch_vehicle',
    'launch_site', 'manufacturer', 'status', 'status_date', 'cospar_id', 'description', 'serves',
]
TYPES = [
    ('institutions', 'institution', INSTITUTION, {'ror': 'ror', 'wikidata': 'wikidata'}),
    ('spacecraft', 'spacecraft', SPACECRAFT, {'cospar_id': 'cospar'}),
]


def in_order(form, names):
    """Return a part of a canonical form with its fields in order and its citations last."""
    ordered = {name: form[name] for name in names if name in form}
    if 'citations' in form:
        ordered['citations'] = [in_order(citation, CITATION) for citation in form['citations']]
    return ordered


def former_form(form, names):
    """Return a form from the history as it was when its digest was made."""
    ordered = {name: form[name] for name in names if name in form}
    for relation, of_row in (('names', NAME), ('specifications', SPECIFICATION)):
        if relation in form:
            ordered[relation] = [in_order(row, of_row) for row in form[relation]]
    if 'citations' in form:
        ordered['citations'] = [in_order(citation, CITATION) for citation in form['citations']]
    return ordered


def form_with_identifiers(form, names, schemes):
    """Return a form as the canonical one of a record is since its identifiers are rows."""
    citations = form.get('citations', [])
    identifiers = []
    for name, scheme in schemes.items():
        if name in form:
            identifiers.append(identifier(name, scheme, form[name], citations))
    changed = {name: value for name, value in form.items() if name in names and name not in schemes}
    if 'names' in form:
        changed['names'] = form['names']
    if identifiers:
        changed['identifiers'] = identifiers
    if 'specifications' in form:
        changed['specifications'] = form['specifications']
    rest = [without(citation, schemes) for citation in citations]
    rest = [citation for citation in rest if citation is not None]
    if rest:
        places = ['', *names]
        changed['citations'] = sorted(
            rest, key=lambda citation: places.index(split_names(citation.get('field', '') or ' ')[0].strip())
        )
    return changed


def identifier(name, scheme, value, citations):
    row = {'key': scheme, 'scheme': scheme, 'value': value}
    of_row = []
    for citation in citations:
        if name in split_names(citation.get('field', '')):
            of_row.append({part: said for part, said in citation.items() if part != 'field'})
    if of_row:
        row['citations'] = of_row
    return row


def without(citation, schemes):
    """Return a citation that names no identifier; ``None`` for one that named nothing else."""
    fields = split_names(citation.get('field', ''))
    rest = [name for name in fields if name not in schemes]
    if fields and not rest:
        return None
    return {part: said if part != 'field' else NAMES_SEPARATOR.join(rest) for part, said in citation.items()}


def remember(apps, schema_editor):
    """Give the loader the form and digest of what became of each record as it was last loaded.

    Without them the loader would take the move of identifiers for an edit, and refuse the files that follow it. An edit
    made since the last load still is one, because its form is not that of the digest.
    """
    LoadedRecord = apps.get_model('exchange', 'LoadedRecord')
    Change = apps.get_model('history', 'Change')
    for plural, name, names, schemes in TYPES:
        for entry in LoadedRecord.objects.filter(kind=plural):
            last_form = entry.form
            if not last_form:
                # It was loaded when the loader kept digests alone. The history has the form, if it is the last one.
                changes = Change.objects.filter(record_type=name, record_key=entry.key)
                last_change = changes.order_by('-revision', '-pk').first()
                last_form = last_change and last_change.after
            if not last_form:
                continue
            form = former_form(last_form, names)
            if digest(form) != entry.database_digest:
                continue
            moved = form_with_identifiers(form, names, schemes)
            entry.database_digest = digest(moved)
            if entry.form:
                entry.form = moved
            entry.save()


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0002_what_was_exported'),
        ('history', '0002_terms_by_vocabulary'),
        ('missions', '0013_columns_to_identifiers'),
        ('partners', '0014_columns_to_identifiers'),
    ]

    operations = [
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
