"""How curators work with sources."""

from django.contrib import admin

from curation.inlines import PartInline
from curation.record_admin import RecordAdmin, renew_keys
from records.models import Citation
from sources.models import Reference, Source, SourceAuthor


class SourceAuthorInline(PartInline):
    model = SourceAuthor
    verbose_name = "author"
    fields = ["family", "given", "literal", "position"]
    template = admin.TabularInline.template


class ReferenceInline(PartInline):
    model = Reference
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
            for relation in obj._meta.related_objects:
                if issubclass(relation.related_model, Citation):
                    renew_keys(relation.related_model.objects.filter(source=obj))
