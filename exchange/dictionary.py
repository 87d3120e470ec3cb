"""The data dictionary: every table, column and term of the catalogue, from the models."""

from django.utils.text import capfirst
from drf_spectacular.generators import EndpointEnumerator

from exchange.tables import empty_tables
from records.vocabularies import vocabularies

INTRODUCTION = """# Data dictionary

Made from the models by `make docs`; do not edit it by hand.

The tables are those of the [data package and the SQLite file](api.md#everything-at-once). The columns bear the names
that the fields have in the files under `fixtures/`, in the JSON of canonical records and, where the API gives the
field, in the API. A table stands for a record type or for the rows of one; in a table of rows, `record` names the
record and `position` the place of the row. Dates are EDTF (ISO 8601-2) as text. An empty cell is a value that no source
states.
"""


CSV = """## CSV of the API

The columns of each list as `format=csv`, always these and in this order; `fields=` leaves some out. Values of several
rows stand in one cell, separated by semicolons, and a column that ends in `_differs` holds what differing sources say
instead of the column before it. New columns may come behind or between; read them by name.
"""


def data_dictionary():
    """Return the data dictionary as Markdown."""
    tables = "\n".join([table_section(table) for table in empty_tables().values()])
    lists = "\n".join([csv_section(name, columns) for name, columns in csv_lists()])
    terms = "\n".join(
        [
            vocabulary_section(name, vocabulary)
            for name, vocabulary in vocabularies().items()
        ]
    )
    return f"{INTRODUCTION}\n## Tables\n\n{tables}\n{CSV}\n{lists}\n## Vocabularies\n\n{terms}"


def csv_lists():
    """Yield the name of each list of the API and its columns as CSV."""
    for path, _, _, callback in EndpointEnumerator().get_api_endpoints():
        # Views that are no viewsets have no actions.
        actions = getattr(callback, "actions", {})
        if "list" in actions.values():
            viewset = callback.cls(
                **callback.initkwargs, request=None, format_kwarg=None
            )
            name = path.rstrip("/").rpartition("/")[2]
            yield name, viewset.csv_columns()


def section(heading, columns, rows, introduction=""):
    """Return a section of Markdown: a heading, an introduction if there is one, and a table."""
    lines = [f"### {heading}", ""]
    if introduction:
        lines += [introduction, ""]
    lines.append(table_line(columns))
    lines.append(table_line(["---"] * len(columns)))
    for row in rows:
        lines.append(table_line(row))
    lines.append("")
    return "\n".join(lines)


def table_line(cells):
    return f"| {' | '.join(cells)} |"


def csv_section(name, columns):
    rows = [(f"`{column}`", f"{meaning}.") for column, meaning, *_ in columns]
    return section(f"{name}.csv", ["column", "meaning"], rows)


def table_section(table):
    rows = [
        (f"`{column.name}`", type_text(column), meaning_text(column))
        for column in table.columns
    ]
    return section(
        table.name, ["column", "type", "meaning"], rows, introduction=table.description
    )


def type_text(column):
    if column.required:
        return f"{column.type}, required"
    return column.type


def meaning_text(column):
    """Return what a column means: its description or title, what it refers to, the terms that it takes."""
    sentences = [column.description or f"{capfirst(column.title)}."]
    if column.refers:
        table, key = column.refers
        sentences.append(f"A `{key}` of [{table}](#{table}).")
    if column.terms:
        sentences.append(terms_text(column.terms))
    # A bar would end the cell.
    return " ".join(sentences).replace("|", "\\|")


def terms_text(terms):
    """Return a link to the vocabulary of a column's terms; of terms without a public vocabulary, the terms."""
    for name, vocabulary in vocabularies().items():
        if tuple(vocabulary.values) == terms:
            return f"A term of [{name}](#{name})."
    return f"One of {', '.join([f'`{term}`' for term in terms])}."


def vocabulary_section(name, vocabulary):
    rows = [
        (f"`{term.value}`", str(term.label), term.definition) for term in vocabulary
    ]
    return section(name, ["term", "printed", "definition"], rows)
