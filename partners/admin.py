"""How curators work with countries, institutions, programmes and participations."""

from django.contrib import admin

from curation.inlines import CitationInline, RowInline
from curation.record_admin import RecordAdmin
from partners.models import (
    Country,
    CountryCitation,
    CountryName,
    IlrsParticipation,
    IlrsParticipationCitation,
    IlrsStep,
    Institution,
    InstitutionCitation,
    InstitutionIdentifier,
    InstitutionName,
    Programme,
    ProgrammeCitation,
    ProgrammeEvent,
    ProgrammeName,
)


class CountryNameInline(RowInline):
    model = CountryName
    verbose_name = "alternative name"


class CountryCitationInline(CitationInline):
    model = CountryCitation


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    list_display = ["name", "code", "region_of"]
    list_select_related = ["region_of"]
    autocomplete_fields = ["region_of"]
    inlines = [CountryNameInline, CountryCitationInline]


class InstitutionNameInline(RowInline):
    model = InstitutionName
    verbose_name = "alternative name"


class InstitutionIdentifierInline(RowInline):
    model = InstitutionIdentifier
    verbose_name = "identifier"


class InstitutionCitationInline(CitationInline):
    model = InstitutionCitation


@admin.register(Institution)
class InstitutionAdmin(RecordAdmin):
    list_display = ["name", "acronym", "kind", "country", "publication"]
    list_filter = ["kind", "is_international"]
    list_select_related = ["country"]
    autocomplete_fields = ["country", "seat_country", "parent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [
        InstitutionNameInline,
        InstitutionIdentifierInline,
        InstitutionCitationInline,
    ]


class ProgrammeNameInline(RowInline):
    model = ProgrammeName
    verbose_name = "alternative name"


class ProgrammeEventInline(RowInline):
    model = ProgrammeEvent
    verbose_name = "event"


class ProgrammeCitationInline(CitationInline):
    model = ProgrammeCitation


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    list_display = ["name", "acronym", "kind", "publication"]
    inlines = [ProgrammeNameInline, ProgrammeEventInline, ProgrammeCitationInline]


class IlrsStepInline(RowInline):
    model = IlrsStep
    verbose_name = "step"
    autocomplete_fields = ["signed_by", "signed_with"]


class IlrsParticipationCitationInline(CitationInline):
    model = IlrsParticipationCitation


@admin.register(IlrsParticipation)
class IlrsParticipationAdmin(RecordAdmin):
    list_display = [
        "__str__",
        "programme",
        "level",
        "country",
        "institution",
        "through",
        "publication",
    ]
    list_filter = ["programme", "level"]
    list_select_related = ["programme", "country", "institution", "through"]
    autocomplete_fields = ["programme", "country", "institution", "through"]
    inlines = [IlrsStepInline, IlrsParticipationCitationInline]
