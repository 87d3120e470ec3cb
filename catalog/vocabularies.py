"""The closed vocabularies under their public names."""

from catalog.models import ChangeKind, HostIncluded, Measure, Qualifier, TotalKind
from missions.models import CooperationKind, MissionStatus, SiteKind, SpacecraftKind
from partners.models import Evidence, Group, InstitutionKind, Level, Relation, StandingKind, StepKind
from payloads.models import CountsAs, Discipline, Fact, Finding, Knowledge, PaperKind, PayloadKind, PayloadStatus, Role
from sources.differences import Topic
from sources.models import (
    Bound,
    Confidence,
    EventKind,
    NameKind,
    Publication,
    Rank,
    Reading,
    Reliability,
    SourceKind,
    Stage,
    Stance,
)

VOCABULARIES = {
    "payload-kind": PayloadKind,
    "discipline": Discipline,
    "payload-status": PayloadStatus,
    "role": Role,
    "counts-as": CountsAs,
    "paper-kind": PaperKind,
    "fact": Fact,
    "finding": Finding,
    "knowledge": Knowledge,
    "mission-status": MissionStatus,
    "site-kind": SiteKind,
    "spacecraft-kind": SpacecraftKind,
    "institution-kind": InstitutionKind,
    "ilrs-level": Level,
    "ilrs-step": StepKind,
    "ilrs-relation": Relation,
    "ilrs-evidence": Evidence,
    "ilrs-group": Group,
    "ilrs-standing": StandingKind,
    "cooperation-kind": CooperationKind,
    "event-kind": EventKind,
    "name-kind": NameKind,
    "measure": Measure,
    "total-kind": TotalKind,
    "qualifier": Qualifier,
    "host-included": HostIncluded,
    "source-kind": SourceKind,
    "reliability": Reliability,
    "reading": Reading,
    "difference-topic": Topic,
    "stance": Stance,
    "confidence": Confidence,
    "rank": Rank,
    "bound": Bound,
    "stage": Stage,
    "publication": Publication,
    "change-kind": ChangeKind,
}
