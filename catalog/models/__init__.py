from catalog.models.announced_total import (
    AnnouncedTotal,
    AnnouncedTotalCitation,
    HostIncluded,
    Measure,
    Qualifier,
    TotalKind,
)
from catalog.models.change import Change, ChangeKind
from catalog.models.loaded_record import LoadedRecord
from catalog.models.revision import Revision

__all__ = [
    "AnnouncedTotal",
    "AnnouncedTotalCitation",
    "Change",
    "ChangeKind",
    "HostIncluded",
    "LoadedRecord",
    "Measure",
    "Qualifier",
    "Revision",
    "TotalKind",
]
