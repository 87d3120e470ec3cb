"""The data dictionary: every table, column and term of the catalogue, from the models."""

from drf_spectacular.generators import EndpointEnumerator

from exchange.tables import shape
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
    tables = "\n".join(_table(table) for table in shape().values())
    described = "\n".join(_vocabulary(name, terms) for name, terms in vocabularies().items())
    lists = "\n".join(_csv(name, columns) for name, columns in csv_lists())
    return f"{INTRODUCTION}\n## Tables\n\n{tables}\n{CSV}\n{lists}\n## Vocabularies\n\n{described}"


def csv_lists():
    """Yield the name of each list of the API and its columns as CSV, as ``api.tables`` has them."""
    for path, _, _, answer in EndpointEnumerator().get_api_endpoints():
        if "list" in getattr(answer, "actions", {}).values():
            view = answer.cls(**answer.initkwargs, request=None, format_kwarg=None)
            yield path.rstrip("/").rpartition("/")[2], view.csv_columns()


def _csv(name, columns):
    lines = [f"### {name}.csv", "", "| column | meaning |", "| --- | --- |"]
    lines += [f"| `{column}` | {meaning}. |" for column, meaning, *_ in columns]
    return "\n".join([*lines, ""])


def _table(table):
    lines = [f"### {table.name}", "", table.description, "", "| column | type | meaning |", "| --- | --- | --- |"]
    for column in table.columns:
        kind = f"{column.type}, required" if column.required else column.type
        lines.append(f"| `{column.name}` | {kind} | {_meaning(column)} |")
    return "\n".join([*lines, ""])


def _meaning(column):
    parts = [column.description or f"{column.title[:1].upper()}{column.title[1:]}."]
    if column.refers:
        table, key = column.refers
        parts.append(f"A `{key}` of [{table}](#{table}).")
    if column.terms:
        named = [name for name, terms in vocabularies().items() if tuple(terms.values) == column.terms]
        if named:
            parts.append(f"A term of [{named[0]}](#{named[0]}).")
        else:
            parts.append(f"One of {', '.join(f'`{term}`' for term in column.terms)}.")
    return " ".join(parts).replace("|", "\\|")


def _vocabulary(name, terms):
    lines = [f"### {name}", "", "| term | printed | definition |", "| --- | --- | --- |"]
    lines += [f"| `{term.value}` | {term.label} | {term.definition} |" for term in terms]
    return "\n".join([*lines, ""])
