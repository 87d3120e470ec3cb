"""The entity diagram of docs/model.md, as Mermaid, from the declared record types."""

from records.canonical import fields
from records.registry import types_for_readers

BEGIN = "<!-- Made by `make docs`; do not edit by hand. -->"
END = "<!-- End of what `make docs` makes. -->"


def with_diagrams(text):
    """Return a document with the entity diagrams of now between the two markers."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{entity_diagrams()}\n{END}{after}"


def entity_diagrams():
    """Return two diagrams as Markdown: how records refer to records, and what records are made of."""
    references = []
    parts = []
    for record_type in types_for_readers():
        references += references_of(record_type.model)
        for relation, model in record_type.parts:
            parts.append(
                f"{record_type.model.__name__} ||--o{{ {model.__name__} : {relation}"
            )
        for kind in record_type.rows:
            parts += references_of(kind.model)
    return "\n".join(
        [
            "Records that refer to records:",
            "",
            *diagram(references),
            "",
            "What records are made of, and what their rows refer to. Every citation refers to a source besides.",
            "",
            *diagram(parts),
            "",
        ]
    )


def diagram(lines):
    return ["```mermaid", "erDiagram", *(f"    {line}" for line in lines), "```"]


def references_of(model):
    """Return a line for each field by which a record or row refers to others."""
    lines = []
    for field in fields(model):
        if field.many_to_many:
            cardinality = "}o--o{"
        elif field.is_relation and field.null:
            cardinality = "}o--o|"
        elif field.is_relation:
            cardinality = "}o--||"
        else:
            continue
        lines.append(
            f"{model.__name__} {cardinality} {field.related_model.__name__} : {field.name}"
        )
    return lines
