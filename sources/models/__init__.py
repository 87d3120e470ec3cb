from sources.models.contents import read_contents, read_records, read_referring
from sources.models.evidence import Citation, Confidence, Stance, only_one_target
from sources.models.records import Publication, Publishable, Record, RecordQuerySet, WrittenOnce
from sources.models.rows import (
    AlternativeName,
    Bound,
    Event,
    EventKind,
    NameKind,
    Quantity,
    Rank,
    Row,
    Stage,
    language_tag,
    name_rows,
)
from sources.models.source import Reading, Reference, Reliability, Source, SourceAuthor, SourceKind

__all__ = [
    "AlternativeName",
    "Bound",
    "Citation",
    "Confidence",
    "Event",
    "EventKind",
    "NameKind",
    "Publication",
    "Publishable",
    "Quantity",
    "Rank",
    "Reading",
    "Record",
    "RecordQuerySet",
    "Reference",
    "Reliability",
    "Row",
    "Source",
    "SourceAuthor",
    "SourceKind",
    "Stage",
    "Stance",
    "WrittenOnce",
    "language_tag",
    "name_rows",
    "only_one_target",
    "read_contents",
    "read_records",
    "read_referring",
]
