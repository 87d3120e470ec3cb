"""How curators work with announced totals."""

from django.contrib import admin

from catalog.models import AnnouncedTotal, AnnouncedTotalCitation
from sources.admin import RecordAdmin
from sources.inlines import CitationInline


class AnnouncedTotalCitationInline(CitationInline):
    model = AnnouncedTotalCitation


@admin.register(AnnouncedTotal)
class AnnouncedTotalAdmin(RecordAdmin):
    list_display = ["title", "measure", "kind", "announced", "date", "publication"]
    list_filter = ["measure", "kind"]
    autocomplete_fields = ["mission", "programme", "announcer"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [AnnouncedTotalCitationInline]
