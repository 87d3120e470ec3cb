from missions.models.mission import (
    CooperationKind,
    Mission,
    MissionCitation,
    MissionEvent,
    MissionName,
    OtherCooperation,
    Site,
    SiteKind,
)
from missions.models.partner_rows import PartnerRow, tally
from missions.models.spacecraft import (
    Spacecraft,
    SpacecraftCitation,
    SpacecraftKind,
    SpacecraftName,
    SpacecraftSpecification,
)
from missions.models.status import LaunchStatus, MissionStatus, launch_status

__all__ = [
    "CooperationKind",
    "LaunchStatus",
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
    "launch_status",
    "tally",
]
