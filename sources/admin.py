"""How curators work with sources."""

from django.contrib import admin

from curation.inlines import PartInline
from curation.record_admin import RecordAdmin, refresh_keys
from records.registry import record_types
from sources.models import Reference, Source, SourceAuthor


class SourceAuthorInline(PartInline):
    model = SourceAuthor
    verbose_name = "author"
    fields = ["family", "given", "literal", "position"]
    template = admin.TabularInline.template


class ReferenceInline(PartInline):
    model = Reference
    # A reference points at two sources: the one whose list it is in, and the one it cites.
    fk_name = "record"
    fields = ["number", "cited", "as_printed", "note"]
    autocomplete_fields = ["cited"]


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ["label", "title", "kind", "reliability", "published", "reading"]
    list_filter = ["kind", "reliability", "reading"]
    inlines = [SourceAuthorInline, ReferenceInline]
    prepopulated_fields = {"slug": ["label"]}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "slug" in form.changed_data:
            refresh_citations_of(obj)


def refresh_citations_of(source):
    """Store the keys of a source's citations again, of which its slug is a part."""
    for record_type in record_types():
        if record_type.citations:
            citations = record_type.citations.objects.filter(source=source)
            refresh_keys(
                citations.select_related("source", *record_type.citations.row_fields())
            )
