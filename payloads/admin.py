"""How curators work with payloads."""

from django.contrib import admin

from curation.inlines import CitationInline, RowInline
from curation.part_forms import PartForm
from curation.record_admin import RecordAdmin
from payloads.models import (
    DataSet,
    DataSetCitation,
    DataSetSubject,
    KnownGap,
    Paper,
    Payload,
    PayloadCitation,
    PayloadEvent,
    PayloadIdentifier,
    PayloadName,
    PayloadPicture,
    Person,
    Provision,
    Result,
    ResultFigure,
    Specification,
)


class PayloadNameInline(RowInline):
    model = PayloadName
    verbose_name = "alternative name"


class PayloadIdentifierInline(RowInline):
    model = PayloadIdentifier
    verbose_name = "identifier"


class ProvisionInline(RowInline):
    model = Provision
    autocomplete_fields = ["institution"]


class PersonInline(RowInline):
    model = Person
    autocomplete_fields = ["institution"]


class SpecificationInline(RowInline):
    model = Specification


class ResultInline(RowInline):
    model = Result
    autocomplete_fields = ["data_set"]


class ResultFigureInline(RowInline):
    model = ResultFigure
    verbose_name = "figure of a result"
    verbose_name_plural = "figures of results"


class PayloadPictureInline(RowInline):
    model = PayloadPicture


class PaperInline(RowInline):
    model = Paper
    form = PartForm
    autocomplete_fields = ["source"]


class KnownGapInline(RowInline):
    model = KnownGap
    form = PartForm


class PayloadEventInline(RowInline):
    model = PayloadEvent
    verbose_name = "event"


class PayloadCitationInline(CitationInline):
    model = PayloadCitation


@admin.register(Payload)
class PayloadAdmin(RecordAdmin):
    list_display = [
        "name",
        "acronym",
        "mission",
        "kind",
        "status",
        "status_date",
        "publication",
    ]
    list_filter = ["mission", "kind", "status"]
    list_select_related = ["mission"]
    autocomplete_fields = ["mission", "host"]
    inlines = [
        PayloadNameInline,
        PayloadIdentifierInline,
        ProvisionInline,
        PersonInline,
        SpecificationInline,
        ResultInline,
        ResultFigureInline,
        PayloadPictureInline,
        PaperInline,
        PayloadEventInline,
        KnownGapInline,
        PayloadCitationInline,
    ]


class DataSetSubjectInline(RowInline):
    model = DataSetSubject
    verbose_name = "subject"
    autocomplete_fields = ["payload", "mission"]


class DataSetCitationInline(CitationInline):
    model = DataSetCitation


@admin.register(DataSet)
class DataSetAdmin(RecordAdmin):
    list_display = ["title", "access", "identifier", "archive", "publication"]
    list_filter = ["access", "identifier_scheme"]
    list_select_related = ["archive"]
    autocomplete_fields = ["producer", "archive"]
    inlines = [DataSetSubjectInline, DataSetCitationInline]
