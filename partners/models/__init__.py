from partners.models.country import Country, CountryCitation, CountryName
from partners.models.ilrs import (
    Evidence,
    IlrsParticipation,
    IlrsParticipationCitation,
    IlrsStep,
    Level,
    Programme,
    ProgrammeCitation,
    ProgrammeEvent,
    ProgrammeName,
    Relation,
    StepKind,
    standings,
)
from partners.models.institution import Institution, InstitutionCitation, InstitutionKind, InstitutionName

__all__ = [
    "Country",
    "CountryCitation",
    "CountryName",
    "Evidence",
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
    "StepKind",
    "standings",
]
