"""How curators work with announced totals."""

from django.contrib import admin

from catalog.models import AnnouncedTotal, AnnouncedTotalCitation
from curation.inlines import CitationInline
from curation.record_admin import RecordAdmin
from history.models import Change


class AnnouncedTotalCitationInline(CitationInline):
    model = AnnouncedTotalCitation


@admin.register(AnnouncedTotal)
class AnnouncedTotalAdmin(RecordAdmin):
    list_display = ["title", "measure", "kind", "announced", "date", "publication"]
    list_filter = ["measure", "kind"]
    autocomplete_fields = ["mission", "programme", "announcer"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [AnnouncedTotalCitationInline]


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    """The history with the names of those who changed something; it is read, not written."""

    list_display = ["record_name", "record_type", "kind", "recorded_at", "by", "why"]
    list_filter = ["kind", "record_type", "by"]
    search_fields = ["record_key", "record_name"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
