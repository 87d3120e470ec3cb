"""How curators work with missions and spacecraft."""

from django.contrib import admin

from curation.inlines import CitationInline, RowInline
from curation.record_admin import RecordAdmin
from missions.models import (
    Mission,
    MissionCitation,
    MissionEvent,
    MissionIdentifier,
    MissionName,
    MissionPicture,
    OtherCooperation,
    Responsibility,
    Site,
    Spacecraft,
    SpacecraftCitation,
    SpacecraftIdentifier,
    SpacecraftName,
    SpacecraftSpecification,
)


class MissionNameInline(RowInline):
    model = MissionName
    verbose_name = "alternative name"


class MissionIdentifierInline(RowInline):
    model = MissionIdentifier
    verbose_name = "identifier"


class SiteInline(RowInline):
    model = Site


class MissionEventInline(RowInline):
    model = MissionEvent
    verbose_name = "event"


class ResponsibilityInline(RowInline):
    model = Responsibility
    autocomplete_fields = ["institution"]


class OtherCooperationInline(RowInline):
    model = OtherCooperation
    verbose_name = "other cooperation"
    verbose_name_plural = "other cooperation"
    autocomplete_fields = ["institution"]


class MissionPictureInline(RowInline):
    model = MissionPicture


class MissionCitationInline(CitationInline):
    model = MissionCitation


@admin.register(Mission)
class MissionAdmin(RecordAdmin):
    list_display = [
        "name",
        "status",
        "status_date",
        "launch",
        "operator",
        "publication",
    ]
    list_filter = ["status"]
    list_select_related = ["operator"]
    autocomplete_fields = ["operator"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [
        MissionNameInline,
        MissionIdentifierInline,
        SiteInline,
        MissionEventInline,
        ResponsibilityInline,
        OtherCooperationInline,
        MissionPictureInline,
        MissionCitationInline,
    ]


class SpacecraftNameInline(RowInline):
    model = SpacecraftName
    verbose_name = "alternative name"


class SpacecraftIdentifierInline(RowInline):
    model = SpacecraftIdentifier
    verbose_name = "identifier"


class SpacecraftSpecificationInline(RowInline):
    model = SpacecraftSpecification
    verbose_name = "specification"


class SpacecraftCitationInline(CitationInline):
    model = SpacecraftCitation


@admin.register(Spacecraft)
class SpacecraftAdmin(RecordAdmin):
    list_display = ["name", "mission", "kind", "launch", "publication"]
    list_filter = ["kind", "mission"]
    list_select_related = ["mission"]
    autocomplete_fields = ["mission", "serves"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [
        SpacecraftNameInline,
        SpacecraftIdentifierInline,
        SpacecraftSpecificationInline,
        SpacecraftCitationInline,
    ]
