from payloads.models.payload import Discipline, Payload, PayloadKind, PayloadStatus
from payloads.models.rows import (
    COUNTED_BY_COUNTRY,
    CountsAs,
    PayloadCitation,
    PayloadEvent,
    PayloadName,
    Provision,
    Role,
    Specification,
)

__all__ = [
    "COUNTED_BY_COUNTRY",
    "CountsAs",
    "Discipline",
    "Payload",
    "PayloadCitation",
    "PayloadEvent",
    "PayloadKind",
    "PayloadName",
    "PayloadStatus",
    "Provision",
    "Role",
    "Specification",
]
