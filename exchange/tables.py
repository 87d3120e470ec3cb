"""The published catalogue laid flat: its canonical forms as tables, with the columns that the models have.

A table stands for a record type or for the rows of one. Downloads and the data dictionary are made from it.
"""

import dataclasses
import functools
from dataclasses import dataclass, field

from django.db import models
from django.db.models import prefetch_related_objects

from history.revision import current
from records.canonical import canonical, digest, fields
from records.models import Record, Stance
from records.reading import read_records
from records.registry import record_types
from records.vocabularies import vocabularies

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


def table_name(record_type, relation=""):
    """Return the name of the table of a record type, or of one of its row types: "payload_provisions"."""
    if not relation:
        return record_type.plural.replace("-", "_")
    singular = record_type.verbose_name.lower().replace(" ", "_")
    return f"{singular}_{relation}"


def field_column(declared, name=""):
    """Return the column of a model's field."""
    refers = ()
    if declared.is_relation and issubclass(declared.related_model, Record):
        target = declared.related_model.record_type
        refers = (table_name(target), target.key_field)
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


def record_columns(record_type):
    columns = [field_column(declared) for declared in fields(record_type.model) if not declared.many_to_many]
    if any(column.name == "mission" for column in columns):
        columns.append(WARNING)
    return columns + EVIDENCE if record_type.citations else columns


def row_columns(record_type, kind):
    whose = (table_name(record_type), record_type.key_field)
    columns = [
        Column("record", record_type.verbose_name, "Whose row it is.", refers=whose),
        Column("position", "position", "Its place among the rows of the record, from 1.", "integer", required=True),
        *(field_column(declared) for declared in fields(kind.model)),
    ]
    return columns + EVIDENCE if kind.cited_as else columns


def citation_columns():
    """Return the columns of the table of citations, which are the same for every record type."""
    citations = next(record_type.citations for record_type in record_types() if record_type.citations)
    return [
        Column("record_type", "record type", "The table of the record.", required=True),
        Column("record", "record", "The record it speaks for.", required=True),
        Column("row_type", "row type", "The table of the row it speaks for; empty for the record or a field."),
        Column("row_position", "row position", "The position of that row.", "integer"),
        *(field_column(declared) for declared in fields(citations)),
    ]


VOCABULARY_COLUMNS = [Column(name, name, required=True) for name in ("vocabulary", "value")]
VOCABULARY_COLUMNS += [Column(name, name) for name in ("label", "definition")]


def shape():
    """Return the tables without rows, by name: what the models say of them."""
    tables = []
    for record_type in record_types():
        about = first_sentence(record_type.model)
        tables.append(Table(table_name(record_type), about, record_columns(record_type), [record_type.key_field]))
        for kind in record_type.rows:
            columns = row_columns(record_type, kind)
            name = table_name(record_type, kind.relation)
            tables.append(Table(name, first_sentence(kind.model), columns, ["record", "position"]))
        for declared in record_type.model._meta.many_to_many:
            whose = (table_name(record_type), record_type.key_field)
            columns = [
                Column("record", record_type.verbose_name, refers=whose, required=True),
                field_column(declared),
            ]
            name = table_name(record_type, declared.name)
            tables.append(Table(name, str(declared.help_text), columns, ["record", declared.name]))
    about = "One use of a source for a record, a field or a row."
    tables.append(Table("citations", about, citation_columns(), []))
    about = "The terms of the closed vocabularies, with their definitions."
    tables.append(Table("vocabularies", about, VOCABULARY_COLUMNS, ["vocabulary", "value"]))
    return {table.name: table for table in tables}


def first_sentence(model):
    """Return the first line of a model's docstring; of its base where Django made the docstring from the fields."""
    about = model.__doc__.strip().splitlines()[0]
    if about.startswith(f"{model.__name__}("):
        return model.__base__.__doc__.strip().splitlines()[0]
    return about


class Content:
    """The published catalogue at one moment: canonical forms by record type, and what names them.

    The revision is read before the content, so that what is told of a revision is never older than it.

    Costs the same number of queries however much there is.
    """

    def __init__(self):
        self.revision = current().number
        types = record_types()
        lists = read_records([record_type.model.objects.published() for record_type in types])
        records = dict(zip(types, lists, strict=True))
        self.warnings = {}
        forms = {}
        for record_type, of_type in records.items():
            several = [field.name for field in fields(record_type.model) if field.many_to_many]
            prefetch_related_objects(of_type, *several)
            for record in of_type:
                if hasattr(record, "warnings"):
                    self.warnings[record.record_key] = in_words(record.warnings)
            forms[record_type] = [canonical(record) for record in of_type]
        public = {}
        for record_type, of_type in forms.items():
            public[record_type.model] = {form[record_type.key_field] for form in of_type}
        self.forms = {}
        for record_type, of_type in forms.items():
            open_forms = [open_to_all(record_type, form, public) for form in of_type]
            # Sorted here, because databases order slugs with hyphens each in their own way.
            self.forms[record_type] = sorted(open_forms, key=lambda form, key=record_type.key_field: form[key])

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
        """The tables of ``shape()`` with their rows, in its order."""
        tables = shape()
        rows = {name: [] for name in tables}
        for record_type, forms in self.forms.items():
            for form in forms:
                self.add_rows(record_type, form, rows)
        for name, vocabulary in vocabularies().items():
            for term in vocabulary:
                described = {"label": term.label, "definition": term.definition}
                rows["vocabularies"].append({"vocabulary": name, "value": term.value} | described)
        filled_tables = []
        for name, table in tables.items():
            filled_rows = [filled(row, table) for row in rows[name]]
            filled_tables.append(dataclasses.replace(table, rows=filled_rows))
        return filled_tables

    def add_rows(self, record_type, form, rows):
        """Add what a canonical form holds to the rows of the tables."""
        key = form[record_type.key_field]
        name = table_name(record_type)
        citations = form.get("citations", [])
        warning = {"mission_warning": self.warnings.get(form.get("mission"))}
        rows[name].append(form | evidence(citations) | warning)
        rows["citations"] += [{"record_type": name, "record": key} | citation for citation in citations]
        for kind in record_type.rows:
            table = table_name(record_type, kind.relation)
            for position, row in enumerate(form.get(kind.relation, []), start=1):
                citations = row.get("citations", [])
                rows[table].append({"record": key, "position": position} | row | evidence(citations))
                place = {"record_type": name, "record": key, "row_type": table, "row_position": position}
                rows["citations"] += [place | citation for citation in citations]
        for declared in record_type.model._meta.many_to_many:
            table = table_name(record_type, declared.name)
            for target in form.get(declared.name, []):
                rows[table].append({"record": key, declared.name: target})


def in_words(warnings):
    texts = (
        ". ".join(part for part in (f"{warning.date_words}: {warning.title}", warning.description) if part)
        for warning in warnings
    )
    return " ".join(texts) or None


def open_to_all(record_type, form, public):
    """Return the form without references to what is not published, in the record and in its rows."""
    form = _referring(fields(record_type.model), form, public)
    for kind in record_type.rows:
        if kind.relation in form:
            declared = fields(kind.model)
            form[kind.relation] = [_referring(declared, row, public) for row in form[kind.relation]]
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
