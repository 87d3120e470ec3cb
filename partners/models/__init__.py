from partners.models.country import Country, CountryCitation, CountryName
from partners.models.ilrs_terms import (
    AGAINST_STEPS,
    FIRM_STEPS,
    Evidence,
    Group,
    Level,
    Relation,
    StandingKind,
    StepKind,
)
from partners.models.institution import (
    Institution,
    InstitutionCitation,
    InstitutionKind,
    InstitutionName,
    parts_by_payload,
)

from partners.models.programme import Programme, ProgrammeCitation, ProgrammeEvent, ProgrammeName  # isort: skip
from partners.models.participation import (
    IlrsParticipation,
    IlrsParticipationCitation,
    IlrsStep,
    counts_by_day,
)
from partners.models.standing import Standing, evidence_through, standings

__all__ = [
    "AGAINST_STEPS",
    "FIRM_STEPS",
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
    "Level",
    "Programme",
    "ProgrammeCitation",
    "ProgrammeEvent",
    "ProgrammeName",
    "Relation",
    "Standing",
    "StandingKind",
    "StepKind",
    "counts_by_day",
    "evidence_through",
    "parts_by_payload",
    "standings",
]
