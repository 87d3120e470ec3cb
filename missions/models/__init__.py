from missions.models.mission import (
    CooperationKind,
    Mission,
    MissionCitation,
    MissionEvent,
    MissionName,
    MissionStatus,
    OtherCooperation,
    PartnerRow,
    Site,
    SiteKind,
    tally,
)
from missions.models.spacecraft import (
    Spacecraft,
    SpacecraftCitation,
    SpacecraftKind,
    SpacecraftName,
    SpacecraftSpecification,
)

__all__ = [
    "CooperationKind",
    "Mission",
    "MissionCitation",
    "MissionEvent",
    "MissionName",
    "MissionStatus",
    "OtherCooperation",
    "PartnerRow",
    "Site",
    "SiteKind",
    "Spacecraft",
    "SpacecraftCitation",
    "SpacecraftKind",
    "SpacecraftName",
    "SpacecraftSpecification",
    "tally",
]
