from missions.models.mission import (
    Mission,
    MissionCitation,
    MissionEvent,
    MissionName,
    MissionStatus,
    Site,
    SiteKind,
)
from missions.models.spacecraft import Spacecraft, SpacecraftCitation, SpacecraftKind, SpacecraftName

__all__ = [
    "Mission",
    "MissionCitation",
    "MissionEvent",
    "MissionName",
    "MissionStatus",
    "Site",
    "SiteKind",
    "Spacecraft",
    "SpacecraftCitation",
    "SpacecraftKind",
    "SpacecraftName",
]
