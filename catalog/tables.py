"""The published catalogue laid flat: its canonical forms as tables, with the columns that the models have.

A table stands for a record type or for the rows of one. Downloads and the data dictionary are made from it.
"""

import functools
from dataclasses import dataclass, field

from django.db import models
from django.db.models import prefetch_related_objects

from catalog.canonical import RECORD_TYPES, canonical, citation_model, digest, fields, row_model
from catalog.files import type_name
from catalog.revision import current
from catalog.vocabularies import VOCABULARIES
from missions.models import Mission
from payloads.models import PayloadCitation
from sources.models import Record, Stance, read_records
from sources.publication import row_citation_field

TYPES = (
    (models.BooleanField, "boolean"),
    (models.DecimalField, "number"),
    (models.IntegerField, "integer"),
    (models.TimeField, "time"),
)


@dataclass(frozen=True)
class Column:
    """A column of a table. ``refers`` names the table and the column whose values it takes."""

    name: str
    title: str
    description: str = ""
    type: str = "string"
    required: bool = False
    terms: tuple = ()
    refers: tuple = ()
    default: object = None


@dataclass(frozen=True)
class Table:
    """A table with its rows as mappings; a value that is not stated is missing or ``None``."""

    name: str
    description: str
    columns: list
    key: list
    rows: list = field(default_factory=list)


def table_name(model, relation=""):
    """Return the name of the table of a record type, or of one of its row types: "payload_provisions"."""
    record = model._meta.verbose_name.lower().replace(" ", "_")
    return f"{record}_{relation}" if relation else type_name(model).replace("-", "_")


def field_column(declared, name=""):
    """Return the column of a model's field."""
    refers = ()
    if declared.is_relation and issubclass(declared.related_model, Record):
        refers = (table_name(declared.related_model), declared.related_model.key_field)
    return Column(
        name=name or declared.name,
        title=str(declared.verbose_name),
        description=str(declared.help_text),
        type=next((word for kind, word in TYPES if isinstance(declared, kind)), "string"),
        required=not declared.blank and not declared.is_relation,
        terms=tuple(value for value, _ in declared.flatchoices if value),
        refers=refers,
        default=None if declared.is_relation else declared.get_default(),
    )


EVIDENCE = [
    Column("evidence", "evidence", "The sources that support it, each with the place in it."),
    Column("differing", "differing evidence", "The sources that differ, each with the place in it and what it prints."),
]
WARNING = Column("mission_warning", "warning", "What is reported of the mission after the selection.")


def record_columns(model):
    columns = [field_column(declared) for declared in fields(model) if not declared.many_to_many]
    if any(column.name == "mission" for column in columns):
        columns.append(WARNING)
    return columns + EVIDENCE if citation_model(model) else columns


def row_columns(model, relation):
    rows = row_model(model, relation)
    columns = [
        Column("record", model._meta.verbose_name, "Whose row it is.", refers=(table_name(model), model.key_field)),
        Column("position", "position", "Its place among the rows of the record, from 1.", "integer", required=True),
        *(field_column(declared) for declared in fields(rows)),
    ]
    cited = citation_model(model) and row_citation_field(model, rows)
    return columns + EVIDENCE if cited else columns


def citation_columns():
    """Return the columns of the table of citations, which are the same for every record type."""
    return [
        Column("record_type", "record type", "The table of the record.", required=True),
        Column("record", "record", "The record it speaks for.", required=True),
        Column("row_type", "row type", "The table of the row it speaks for; empty for the record or a field."),
        Column("row_position", "row position", "The position of that row.", "integer"),
        *(field_column(declared) for declared in fields(PayloadCitation)),
    ]


VOCABULARY_COLUMNS = [Column(name, name, required=True) for name in ("vocabulary", "value")]
VOCABULARY_COLUMNS += [Column(name, name) for name in ("label", "definition")]


@functools.cache
def shape():
    """Return the tables without rows, by name: what the models say of them."""
    made = []
    for model in RECORD_TYPES:
        about = model.__doc__.strip().splitlines()[0]
        made.append(Table(table_name(model), about, record_columns(model), [model.key_field]))
        for relation in model.rows:
            name, about = table_name(model, relation), row_model(model, relation).__doc__.strip().splitlines()[0]
            if about.startswith(f"{row_model(model, relation).__name__}("):
                about = row_model(model, relation).__base__.__doc__.strip().splitlines()[0]
            made.append(Table(name, about, row_columns(model, relation), ["record", "position"]))
        for declared in model._meta.many_to_many:
            columns = [
                Column("record", model._meta.verbose_name, refers=(table_name(model), model.key_field), required=True),
                field_column(declared),
            ]
            name = table_name(model, declared.name)
            made.append(Table(name, str(declared.help_text), columns, ["record", declared.name]))
    made.append(Table("citations", "One use of a source for a record, a field or a row.", citation_columns(), []))
    about = "The terms of the closed vocabularies, with their definitions."
    made.append(Table("vocabularies", about, VOCABULARY_COLUMNS, ["vocabulary", "value"]))
    return {table.name: table for table in made}


class Content:
    """The published catalogue at one moment: canonical forms by record type, and what names them.

    The revision is read before the content, so that what is told of a revision is never older than it.

    Costs the same number of queries however much there is.
    """

    def __init__(self):
        self.revision = current().number
        self.warnings = {}
        forms = {}
        found = read_records([model.objects.published() for model in RECORD_TYPES])
        for model, records in zip(RECORD_TYPES, found, strict=True):
            prefetch_related_objects(records, *(field.name for field in fields(model) if field.many_to_many))
            if model is Mission:
                self.warnings = {mission.slug: in_words(mission.warnings) for mission in records}
            forms[model] = [canonical(record) for record in records]
        public = {model: {form[model.key_field] for form in forms[model]} for model in RECORD_TYPES}
        # Sorted here, because databases order slugs with hyphens each in their own way.
        self.forms = {
            model: sorted((open_to_all(model, form, public) for form in forms[model]), key=lambda form: form[key])
            for model, key in ((model, model.key_field) for model in RECORD_TYPES)
        }

    @functools.cached_property
    def records(self):
        """The canonical forms by the name of their type."""
        return {type_name(model): listed for model, listed in self.forms.items()}

    @functools.cached_property
    def digest(self):
        return digest(self.records)

    @functools.cached_property
    def state(self):
        """What names this state of the catalogue in every file."""
        return {"revision": self.revision, "digest": self.digest}

    @functools.cached_property
    def tables(self):
        """The tables of ``shape()`` with their rows, in its order."""
        rows = {name: [] for name in shape()}
        for model, forms in self.forms.items():
            for form in forms:
                self.lay_flat(model, form, rows)
        rows["vocabularies"] = [
            {"vocabulary": name, "value": term.value, "label": term.label, "definition": term.definition}
            for name, vocabulary in VOCABULARIES.items()
            for term in vocabulary
        ]
        return [
            Table(table.name, table.description, table.columns, table.key, [filled(row, table) for row in rows[name]])
            for name, table in shape().items()
        ]

    def lay_flat(self, model, form, rows):
        """Add a canonical form to the rows of the tables."""
        key, name = form[model.key_field], table_name(model)
        citations = form.get("citations", [])
        whole = form | evidence(citations) | {"mission_warning": self.warnings.get(form.get("mission"))}
        rows[name].append(whole)
        rows["citations"] += [{"record_type": name, "record": key} | citation for citation in citations]
        for relation in model.rows:
            table = table_name(model, relation)
            for position, row in enumerate(form.get(relation, []), start=1):
                citations = row.get("citations", [])
                rows[table].append({"record": key, "position": position} | row | evidence(citations))
                place = {"record_type": name, "record": key, "row_type": table, "row_position": position}
                rows["citations"] += [place | citation for citation in citations]
        for declared in model._meta.many_to_many:
            targets = form.get(declared.name, [])
            rows[table_name(model, declared.name)] += [{"record": key, declared.name: target} for target in targets]


def in_words(warnings):
    texts = (
        ". ".join(part for part in (f"{warning.date_words}: {warning.title}", warning.description) if part)
        for warning in warnings
    )
    return " ".join(texts) or None


def open_to_all(model, form, public):
    """Return the form without references to what is not published, in the record and in its rows."""
    form = _referring(fields(model), form, public)
    for relation in model.rows:
        if relation in form:
            declared = fields(row_model(model, relation))
            form[relation] = [_referring(declared, row, public) for row in form[relation]]
    return form


def _referring(declared, form, public):
    form = dict(form)
    for one in declared:
        if one.name not in form or not one.is_relation or one.related_model not in public:
            continue
        known = public[one.related_model]
        if one.many_to_many:
            form[one.name] = [key for key in form[one.name] if key in known]
        elif form[one.name] not in known:
            del form[one.name]
    return form


def evidence(citations):
    """Return the evidence columns of a record or row: its supporting and its differing citations in words."""
    supporting, differing = [], []
    for citation in citations:
        about = f"{citation['field']}: " if "field" in citation else ""
        place = f"{about}{citation['source']}, {citation['locator']}"
        stance = citation.get("stance", Stance.SUPPORTS)
        if stance == Stance.SUPPORTS:
            supporting.append(place)
        elif stance == Stance.DIFFERS:
            differing.append(f"{place}: “{citation['as_printed']}”")
    return {"evidence": "; ".join(supporting) or None, "differing": "; ".join(differing) or None}


def filled(row, table):
    """Return a row with every column of its table; what a canonical form leaves out is at its default."""
    values = {}
    for column in table.columns:
        value = row.get(column.name)
        if value is None and column.default != "":
            value = column.default
        values[column.name] = None if value is None else _typed(column, value)
    return values


def _typed(column, value):
    return value if column.type in ("boolean", "integer") else str(value)
