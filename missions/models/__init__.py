from missions.models.mission import (
    CooperationKind,
    Mission,
    MissionCitation,
    MissionEvent,
    MissionIdentifier,
    MissionName,
    MissionPicture,
    OtherCooperation,
)
from missions.models.partner_rows import PartnerRow, tally
from missions.models.responsibilities import CooperationTask, Responsibility
from missions.models.site import Site
from missions.models.site_terms import (
    PositionKind,
    PositionMethod,
    ReferenceFrame,
    SiteKind,
)
from missions.models.spacecraft import (
    Spacecraft,
    SpacecraftCitation,
    SpacecraftIdentifier,
    SpacecraftKind,
    SpacecraftName,
    SpacecraftSpecification,
)
from missions.models.status import LaunchStatus, MissionStatus, launch_status

__all__ = [
    "CooperationKind",
    "CooperationTask",
    "LaunchStatus",
    "Mission",
    "MissionCitation",
    "MissionEvent",
    "MissionIdentifier",
    "MissionName",
    "MissionPicture",
    "MissionStatus",
    "OtherCooperation",
    "PartnerRow",
    "PositionKind",
    "PositionMethod",
    "ReferenceFrame",
    "Responsibility",
    "Site",
    "SiteKind",
    "Spacecraft",
    "SpacecraftCitation",
    "SpacecraftIdentifier",
    "SpacecraftKind",
    "SpacecraftName",
    "SpacecraftSpecification",
    "launch_status",
    "tally",
]
