"""The published catalogue at one moment, as canonical forms and as the rows of its tables."""

import dataclasses
import functools

from django.db.models import prefetch_related_objects

from exchange.tables import empty_tables, several_fields, table_name
from history.revision import current
from missions.models import Mission
from partners.models import ARTEMIS_ACCORDS, Country, IlrsParticipation, Level
from payloads.models import Payload
from records.canonical import canonical, digest, fields
from records.models import Rank, Stance
from records.reading import read_records
from records.registry import record_types
from records.vocabularies import vocabularies


class Content:
    """The published catalogue: canonical forms by record type, and what names their state.

    The revision is read before the content, so that what a file says of a revision is never older than it.

    Costs the same number of queries however much there is.
    """

    def __init__(self):
        self.revision = current().number
        records = read_published_records()
        missions = {mission.pk: mission for mission in records[Mission.record_type]}
        self.mission_warnings = {}
        for mission in missions.values():
            self.mission_warnings[mission.slug] = warning_text(mission.warnings)
        # What did not fly is not warned of what came after.
        self.payload_warnings = {}
        for payload in records[Payload.record_type]:
            if payload.mission_id in missions:
                payload.mission = missions[payload.mission_id]
                self.payload_warnings[payload.slug] = warning_text(payload.warnings)
        self.artemis_accords = {}
        for participation in records[IlrsParticipation.record_type]:
            is_own = participation.level == Level.NATIONAL
            if is_own and participation.programme.slug == ARTEMIS_ACCORDS:
                code = participation.country.code
                self.artemis_accords[code] = participation.summary.first_signed
        self.forms = public_forms(records)

    @functools.cached_property
    def records(self):
        """The canonical forms by the name of their type."""
        return {record_type.plural: forms for record_type, forms in self.forms.items()}

    @functools.cached_property
    def digest(self):
        return digest(self.records)

    @functools.cached_property
    def state(self):
        """What names this state of the catalogue in every file."""
        return {"revision": self.revision, "digest": self.digest}

    @functools.cached_property
    def tables(self):
        """The tables with their rows, in the order of ``empty_tables()``."""
        tables = empty_tables()
        rows = {name: [] for name in tables}
        for record_type, forms in self.forms.items():
            for form in forms:
                self.add_record(record_type, form, rows)
        rows["vocabularies"] = vocabulary_rows()
        filled_tables = []
        for name, table in tables.items():
            filled_rows = [filled_row(row, table) for row in rows[name]]
            filled_tables.append(dataclasses.replace(table, rows=filled_rows))
        return filled_tables

    def add_record(self, record_type, form, rows):
        """Add what a canonical form holds to the rows of the tables, by their name."""
        name = table_name(record_type)
        key = form[record_type.key_field]
        citations = form.get("citations", [])
        row = {
            **form,
            **named_identifiers(record_type, form),
            **evidence_cells(citations),
        }
        row["mission_warning"] = self.mission_warnings.get(form.get("mission"))
        if record_type.model is Payload:
            row["mission_warning"] = self.payload_warnings.get(key)
        if record_type.model is Country:
            row["artemis_accords"] = self.artemis_accords.get(key)
        rows[name].append(row)
        for citation in citations:
            rows["citations"].append({"record_type": name, "record": key, **citation})
        for kind in record_type.rows:
            add_rows(record_type, kind, form, rows)
        for model_field in several_fields(record_type):
            relation_rows = rows[table_name(record_type, model_field.name)]
            for target in form.get(model_field.name, []):
                relation_rows.append({"record": key, model_field.name: target})


def read_published_records():
    """Return the published records of each type, with all that their canonical forms read."""
    types = record_types()
    lists = read_records(
        [record_type.model.objects.published() for record_type in types]
    )
    records_by_type = dict(zip(types, lists, strict=True))
    for record_type, records in records_by_type.items():
        names = [model_field.name for model_field in several_fields(record_type)]
        prefetch_related_objects(records, *names)
    return records_by_type


def public_forms(records_by_type):
    """Return the canonical forms of published records by type, in the order of their keys."""
    forms_by_type = {}
    published_keys = {}
    for record_type, records in records_by_type.items():
        forms_by_type[record_type] = [canonical(record) for record in records]
        published_keys[record_type.model] = {record.record_key for record in records}
    public = {}
    for record_type, forms in forms_by_type.items():
        key_field = record_type.key_field
        open_forms = [
            without_hidden_references(record_type, form, published_keys)
            for form in forms
        ]
        # Sorted here, because databases order slugs with hyphens each in their own way.
        public[record_type] = sorted(
            open_forms, key=lambda form, key_field=key_field: form[key_field]
        )
    return public


def without_hidden_references(record_type, form, published_keys):
    """Return a form without references to what is not published, in the record and in its rows."""
    open_form = _without_hidden(record_type.model, form, published_keys)
    for kind in record_type.rows:
        if kind.relation in open_form:
            rows = open_form[kind.relation]
            open_form[kind.relation] = [
                _without_hidden(kind.model, row, published_keys) for row in rows
            ]
    return open_form


def _without_hidden(model, form, published_keys):
    open_form = dict(form)
    for model_field in fields(model):
        name = model_field.name
        # Rows refer to other rows too, which are as public as their record.
        if (
            name not in form
            or not model_field.is_relation
            or model_field.related_model not in published_keys
        ):
            continue
        keys = published_keys[model_field.related_model]
        if model_field.many_to_many:
            open_form[name] = [key for key in form[name] if key in keys]
        elif form[name] not in keys:
            del open_form[name]
    return open_form


def add_rows(record_type, kind, form, rows):
    """Add the rows of one kind of a canonical form, and their citations, to the rows of the tables."""
    record_name = table_name(record_type)
    row_name = table_name(record_type, kind.relation)
    key = form[record_type.key_field]
    for position, row in enumerate(form.get(kind.relation, []), start=1):
        citations = row.get("citations", [])
        rows[row_name].append(
            {"record": key, "position": position, **row, **evidence_cells(citations)}
        )
        for citation in citations:
            rows["citations"].append(
                {
                    "record_type": record_name,
                    "record": key,
                    "row_type": row_name,
                    "row_position": position,
                    **citation,
                }
            )


def vocabulary_rows():
    rows = []
    for name, vocabulary in vocabularies().items():
        for term in vocabulary:
            rows.append(
                {
                    "vocabulary": name,
                    "value": term.value,
                    "label": term.label,
                    "definition": term.definition,
                }
            )
    return rows


def evidence_cells(citations):
    """Return the evidence columns of a record or row: its supporting and its differing citations in words."""
    supporting = []
    differing = []
    for citation in citations:
        place = f"{citation['source']}, {citation['locator']}"
        if "field" in citation:
            place = f"{citation['field']}: {place}"
        stance = citation.get("stance", Stance.SUPPORTS)
        if stance == Stance.SUPPORTS:
            supporting.append(place)
        elif stance == Stance.DIFFERS:
            differing.append(f"{place}: “{citation['as_printed']}”")
    return {
        "evidence": "; ".join(supporting) or None,
        "differing": "; ".join(differing) or None,
    }


def named_identifiers(record_type, form):
    """Return the identifiers that a canonical form displays, by the names that lists of the type give them."""
    names = {scheme: name for name, scheme in record_type.named_identifiers.items()}
    values = {}
    for identifier in form.get("identifiers", []):
        name = names.get(identifier["scheme"])
        is_displayed = identifier.get("rank", Rank.PREFERRED) == Rank.PREFERRED
        if name and is_displayed and "value" in identifier:
            values.setdefault(name, identifier["value"])
    return values


def warning_text(warnings):
    """Return the warnings of a mission in one cell; ``None`` without any."""
    texts = []
    for warning in warnings:
        text = f"{warning.date_words}: {warning.title}"
        if warning.description:
            text += f". {warning.description}"
        texts.append(text)
    return " ".join(texts) or None


def filled_row(row, table):
    """Return a row with every column of its table; what a canonical form leaves out is at its default."""
    cells = {}
    for column in table.columns:
        value = row.get(column.name)
        # An empty text means that nothing is stated, like a missing one.
        if value is None and column.default != "":
            value = column.default
        if value is not None and column.type not in ("boolean", "integer"):
            value = str(value)
        cells[column.name] = value
    return cells
