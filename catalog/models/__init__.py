from catalog.measures import HostIncluded, Measure, Qualifier, TotalKind
from catalog.models.announced_total import AnnouncedTotal, AnnouncedTotalCitation

__all__ = [
    "AnnouncedTotal",
    "AnnouncedTotalCitation",
    "HostIncluded",
    "Measure",
    "Qualifier",
    "TotalKind",
]
