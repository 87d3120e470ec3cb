from partners.models.country import (
    CHINA,
    Country,
    CountryCitation,
    CountryName,
    reach_of_participations,
)
from partners.models.institution import (
    Institution,
    InstitutionCitation,
    InstitutionKind,
    InstitutionName,
    parts_by_payload,
)
from partners.models.participation import (
    IlrsParticipation,
    IlrsParticipationCitation,
    IlrsStep,
)
from partners.models.participation_counts import counts_by_day, days_of_change
from partners.models.participation_summary import ParticipationSummary
from partners.models.participation_terms import (
    AGAINST_STEPS,
    END_STEPS,
    FIRM_STEPS,
    Evidence,
    Group,
    InstrumentKind,
    Level,
    Relation,
    StandingKind,
    StepKind,
    TextAccess,
)
from partners.models.partner_standings import (
    Standing,
    evidence_through,
    latest_sources,
    standings,
)
from partners.models.programme import (
    ILRS,
    Programme,
    ProgrammeCitation,
    ProgrammeEvent,
    ProgrammeName,
)

__all__ = [
    "AGAINST_STEPS",
    "CHINA",
    "END_STEPS",
    "FIRM_STEPS",
    "ILRS",
    "Country",
    "CountryCitation",
    "CountryName",
    "Evidence",
    "Group",
    "IlrsParticipation",
    "IlrsParticipationCitation",
    "IlrsStep",
    "Institution",
    "InstitutionCitation",
    "InstitutionKind",
    "InstitutionName",
    "InstrumentKind",
    "Level",
    "ParticipationSummary",
    "Programme",
    "ProgrammeCitation",
    "ProgrammeEvent",
    "ProgrammeName",
    "Relation",
    "Standing",
    "StandingKind",
    "StepKind",
    "TextAccess",
    "counts_by_day",
    "days_of_change",
    "evidence_through",
    "latest_sources",
    "parts_by_payload",
    "reach_of_participations",
    "standings",
]
