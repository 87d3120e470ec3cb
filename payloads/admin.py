"""How curators work with payloads."""

from django.contrib import admin

from payloads.models import Payload, PayloadCitation, PayloadEvent, PayloadName, Provision, Specification
from sources.admin import RecordAdmin
from sources.inlines import CitationInline, RowInline


class PayloadNameInline(RowInline):
    model = PayloadName
    verbose_name = "alternative name"


class ProvisionInline(RowInline):
    model = Provision
    autocomplete_fields = ["institution"]


class SpecificationInline(RowInline):
    model = Specification


class PayloadEventInline(RowInline):
    model = PayloadEvent
    verbose_name = "event"


class PayloadCitationInline(CitationInline):
    model = PayloadCitation


@admin.register(Payload)
class PayloadAdmin(RecordAdmin):
    list_display = ["name", "acronym", "mission", "kind", "status", "status_date", "publication"]
    list_filter = ["mission", "kind", "status"]
    list_select_related = ["mission"]
    autocomplete_fields = ["mission", "host"]
    inlines = [PayloadNameInline, ProvisionInline, SpecificationInline, PayloadEventInline, PayloadCitationInline]
