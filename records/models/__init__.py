from records.models.citation import Citation, Confidence, Stance, only_one_target
from records.models.record import (
    Publication,
    Publishable,
    Record,
    RecordQuerySet,
)
from records.models.rows import (
    RANK_WORDS,
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

__all__ = [
    "RANK_WORDS",
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
    "Record",
    "RecordQuerySet",
    "Row",
    "Stage",
    "Stance",
    "language_tag",
    "name_rows",
    "only_one_target",
]
