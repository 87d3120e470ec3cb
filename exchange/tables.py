"""The tables of the published catalogue, with the columns that the models have.

A table stands for a record type, for the rows of one, or for a relation to several records. Downloads and the data
dictionary are made from them; ``exchange.content`` fills them.
"""

import functools
from dataclasses import dataclass, field

from django.db import models

from partners.models import Country, IlrsParticipation
from records.canonical import fields
from records.models import IdentifierScheme, Record
from records.registry import record_types


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


EVIDENCE_COLUMNS = [
    Column(
        "evidence",
        "evidence",
        "The sources that support it, each with the place in it.",
    ),
    Column(
        "differing",
        "differing evidence",
        "The sources that differ, each with the place in it and what it prints.",
    ),
]
MISSION_WARNING_COLUMN = Column(
    "mission_warning", "warning", "What is reported of the mission after the selection."
)
ARTEMIS_ACCORDS_COLUMN = Column(
    "artemis_accords",
    "Artemis Accords signed",
    "By its participation in them, as EDTF; empty where no signature is known.",
)
VOCABULARY_COLUMNS = [
    Column("vocabulary", "vocabulary", required=True),
    Column("value", "value", required=True),
    Column("label", "label"),
    Column("definition", "definition"),
]


def table_name(record_type, relation=""):
    """Return the name of the table of a record type, or of one of its relations: "payload_provisions"."""
    if not relation:
        return record_type.plural.replace("-", "_")
    singular = record_type.verbose_name.lower().replace(" ", "_")
    # The tables are called by the list, which has the name of the time when the ILRS was the one programme.
    if record_type.model is IlrsParticipation:
        singular = "ilrs_participation"
    return f"{singular}_{relation}"


def single_fields(record_type):
    """Return the fields of a record that have one value."""
    return [
        model_field
        for model_field in fields(record_type.model)
        if not model_field.many_to_many
    ]


def several_fields(record_type):
    """Return the fields of a record that refer to several others; each has a table of its own."""
    return [
        model_field
        for model_field in fields(record_type.model)
        if model_field.many_to_many
    ]


@functools.cache
def empty_tables():
    """Return the tables without rows by name: what the models say of them.

    Cached, because models do not change while a process runs, and the page of the downloads spends a third of its time
    here. Whoever needs tables with rows makes new ones of them.
    """
    tables = []
    for record_type in record_types():
        tables.append(record_table(record_type))
        for kind in record_type.rows:
            tables.append(row_table(record_type, kind))
        for model_field in several_fields(record_type):
            tables.append(relation_table(record_type, model_field))
    tables.append(
        Table(
            "citations",
            "One use of a source for a record, a field or a row.",
            citation_columns(),
            key=[],
        )
    )
    tables.append(
        Table(
            "vocabularies",
            "The terms of the closed vocabularies, with their definitions.",
            VOCABULARY_COLUMNS,
            key=["vocabulary", "value"],
        )
    )
    return {table.name: table for table in tables}


def record_table(record_type):
    columns = [field_column(model_field) for model_field in single_fields(record_type)]
    columns += identifier_columns(record_type)
    # What is reported of a mission after the selection concerns all that flies on it.
    if any(column.name == "mission" for column in columns):
        columns.append(MISSION_WARNING_COLUMN)
    if record_type.model is Country:
        columns.append(ARTEMIS_ACCORDS_COLUMN)
    if record_type.citations:
        columns += EVIDENCE_COLUMNS
    return Table(
        table_name(record_type),
        first_sentence(record_type.model),
        columns,
        key=[record_type.key_field],
    )


def identifier_columns(record_type):
    """Return the columns of the identifiers that the lists of a type give by a name of their own."""
    columns = []
    for name, scheme in record_type.named_identifiers.items():
        title = IdentifierScheme(scheme).label
        columns.append(Column(name, title, "The displayed one of its identifiers."))
    return columns


def row_table(record_type, kind):
    columns = [
        record_column(record_type, "Whose row it is."),
        Column(
            "position",
            "position",
            "Its place among the rows of the record, from 1.",
            "integer",
            required=True,
        ),
    ]
    columns += [field_column(model_field) for model_field in fields(kind.model)]
    if kind.cited_as:
        columns += EVIDENCE_COLUMNS
    return Table(
        table_name(record_type, kind.relation),
        first_sentence(kind.model),
        columns,
        key=["record", "position"],
    )


def relation_table(record_type, model_field):
    return Table(
        table_name(record_type, model_field.name),
        str(model_field.help_text),
        [record_column(record_type, required=True), field_column(model_field)],
        key=["record", model_field.name],
    )


def record_column(record_type, description="", required=False):
    """Return the column that names the record of a row."""
    return Column(
        "record",
        record_type.verbose_name,
        description,
        required=required,
        refers=(table_name(record_type), record_type.key_field),
    )


def citation_columns():
    """Return the columns of the table of citations, which are the same for every record type."""
    cited_types = [
        record_type for record_type in record_types() if record_type.citations
    ]
    columns = [
        Column("record_type", "record type", "The table of the record.", required=True),
        Column("record", "record", "The record it speaks for.", required=True),
        Column(
            "row_type",
            "row type",
            "The table of the row it speaks for; empty for the record or a field.",
        ),
        Column("row_position", "row position", "The position of that row.", "integer"),
    ]
    columns += [
        field_column(model_field) for model_field in fields(cited_types[0].citations)
    ]
    return columns


def field_column(model_field):
    """Return the column of a model's field."""
    refers = ()
    default = None
    if model_field.is_relation:
        # A row that refers to another row of its record names it by a key, which no table has for itself.
        if issubclass(model_field.related_model, Record):
            target = model_field.related_model.record_type
            refers = (table_name(target), target.key_field)
    else:
        default = model_field.get_default()
    return Column(
        name=model_field.name,
        title=str(model_field.verbose_name),
        description=str(model_field.help_text),
        type=column_type(model_field),
        required=not (model_field.blank or model_field.is_relation),
        terms=tuple(value for value, _ in model_field.flatchoices if value),
        refers=refers,
        default=default,
    )


def column_type(model_field):
    """Return the type of a column, as Frictionless Table Schema calls it."""
    if isinstance(model_field, models.BooleanField):
        return "boolean"
    if isinstance(model_field, models.DecimalField):
        return "number"
    if isinstance(model_field, models.IntegerField):
        return "integer"
    if isinstance(model_field, models.TimeField):
        return "time"
    return "string"


def first_sentence(model):
    """Return the first line of a model's docstring; of its base where Django made the docstring from the fields."""
    docstring = model.__doc__
    if docstring.startswith(f"{model.__name__}("):
        docstring = model.__base__.__doc__
    return docstring.strip().splitlines()[0]
