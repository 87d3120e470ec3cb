from catalog.models.announced_total import (
    AnnouncedTotal,
    AnnouncedTotalCitation,
    HostIncluded,
    Measure,
    Qualifier,
    TotalKind,
)
from catalog.models.loaded_record import LoadedRecord
from catalog.models.revision import Revision

__all__ = [
    "AnnouncedTotal",
    "AnnouncedTotalCitation",
    "HostIncluded",
    "LoadedRecord",
    "Measure",
    "Qualifier",
    "Revision",
    "TotalKind",
]
