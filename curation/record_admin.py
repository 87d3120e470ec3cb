"""How curators work with every record.

A record is checked as a whole when its form is saved: publishing asks for evidence for every field and row, and a
refused form comes back with all that was typed.
"""

import copy

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import TextField, URLField
from django.urls import path
from django.utils.translation import gettext as _

from curation.choices import ExplainedChoicesMixin
from curation.formsets import refuse_miscounted_rows
from curation.inlines import ADDRESS_AND_STATE
from curation.part_forms import RowForm
from curation.preview import preview
from curation.record_form import RecordForm
from curation.referrers import links_to_referrers
from curation.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    Textarea,
)
from history.recording import record_all_changes, record_changes
from records import canonical, publication
from records.models import Citation, Publication, Publishable


class Refused(Exception):
    """A form that was valid field by field, but leaves the record without evidence; rolls the save back."""

    def __init__(self, refusals):
        self.refusals = refusals
        super().__init__(" ".join(refusals))


class RecordAdmin(ExplainedChoicesMixin, admin.ModelAdmin):
    """A record with its rows and citations on one form, checked as a whole.

    ``refusals`` are the reasons for which the form that is shown was refused.
    """

    refusals = ()

    form = RecordForm
    save_on_top = True
    list_per_page = 50
    search_fields = ["search_text"]
    search_help_text = "Any spelling will do: change 4, Turkiye."
    actions = ["publish", "withdraw"]
    formfield_overrides = {
        TextField: {"widget": Textarea(attrs={"rows": 4, "cols": 100})},
        URLField: {"assume_scheme": "https"},
    }

    @property
    def is_publishable(self):
        return issubclass(self.model, Publishable)

    def has_view_permission(self, request, obj=None):
        """Whoever may enter the admin may look every record up, to refer to it."""
        return self.admin_site.has_permission(request)

    def get_urls(self):
        urls = super().get_urls()
        if not self.is_publishable:
            return urls
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        # First, because the last of Django's addresses takes any path.
        return [path("<path:object_id>/preview/", view, name=name), *urls]

    def preview_view(self, request, object_id):
        """Show a record that only curators see as readers would see it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return preview(request, record)

    def get_view_on_site_url(self, obj=None):
        """Link the page of a record, unless only curators see the record."""
        if (
            self.is_publishable
            and obj is not None
            and obj.publication != Publication.PUBLISHED
        ):
            return None
        return super().get_view_on_site_url(obj)

    def get_search_results(self, request, queryset, search_term):
        """Search as the site does, forgiving of spelling."""
        if search_term.strip():
            queryset = queryset.matching(search_term)
        return queryset, False

    def get_list_filter(self, request):
        if self.is_publishable:
            return ["publication", *self.list_filter]
        return self.list_filter

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not self.is_publishable:
            actions.pop("publish", None)
            actions.pop("withdraw", None)
        return actions

    def get_fieldsets(self, request, obj=None):
        """Show what the record says, then its address and publication, then what the history is to say."""
        change_fields = list(RecordForm.declared_fields)
        content_fields = []
        address_fields = []
        for name in self.get_fields(request, obj):
            if name in ADDRESS_AND_STATE:
                address_fields.append(name)
            elif name not in change_fields:
                content_fields.append(name)
        fieldsets = [(None, {"fields": content_fields})]
        if address_fields:
            fieldsets.append(("Address and publication", {"fields": address_fields}))
        if self.may_save(request, obj):
            fieldsets.append(("This change", {"fields": change_fields}))
        return fieldsets

    def may_save(self, request, record):
        if record is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, record)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save the whole form or nothing; a form that the check refuses is shown again with its reasons.

        The check reads the saved record, so the refusal comes when the form counts as valid already. The save is rolled
        back, and the form validated once more by an admin that knows the reasons.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            refusing_admin = copy.copy(self)
            refusing_admin.refusals = refused.refusals
            return refusing_admin.changeform_view(
                request, object_id, form_url, extra_context
            )

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Return what the rows of a kind are made from. Raise ``BadRequest`` for a form that miscounts them."""
        if request.method == "POST":
            refuse_miscounted_rows(request.POST, prefix)
        return super().get_formset_kwargs(request, obj, inline, prefix)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = AutocompleteSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = AutocompleteSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        # Django makes a new class for every request, so this one may be changed.
        form_class = super().get_form(request, obj, change=change, **kwargs)
        form_class.refusals = self.refusals
        return form_class

    def save_model(self, request, obj, form, change):
        if change and "slug" in form.changed_data:
            slugs = [*obj.former_slugs.split(), form.initial["slug"]]
            former_slugs = [slug for slug in dict.fromkeys(slugs) if slug != obj.slug]
            obj.former_slugs = " ".join(former_slugs)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save rows and citations, check the record as a whole, and record the change. Raise ``Refused``."""
        refuse_citations_of_deleted_rows(formsets)
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if issubclass(formset.form, RowForm):
                formset.cite()
        # Read again with all that the check reads: row by row, it asks 64 queries for the shipped change-4-lnd.
        record = canonical.prefetched(
            self.model._base_manager.filter(pk=form.instance.pk)
        ).get()
        if record.record_type.citations:
            refresh_keys(record.citations.all())
        record.refresh_search_text()
        refusals = publication.problems(record)
        if refusals:
            raise Refused(refusals)
        self.record_save(request, record, form, change)

    def record_save(self, request, record, form, change):
        """Record in the history what the form changed."""
        by = request.user.get_username()
        kind = form.cleaned_data.get("change_kind", "")
        why = form.cleaned_data.get("change_reason", "")
        if change and record.key_field in form.changed_data:
            # Its changes until now are known by the former key, and a country with another code, which has none,
            # changes every form that names it.
            record_all_changes(by=by, why=why)
        else:
            record_changes(
                record.record_type, [record.record_key], by=by, kind=kind, why=why
            )

    def delete_model(self, request, obj):
        key = obj.record_key
        super().delete_model(request, obj)
        record_changes(self.model.record_type, [key], by=request.user.get_username())

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        keys = [record.record_key for record in queryset]
        super().delete_queryset(request, queryset)
        record_changes(self.model.record_type, keys, by=request.user.get_username())

    def get_deleted_objects(self, objs, request):
        """Name the records that stand in the way of a deletion, not their rows and citations."""
        referrers = links_to_referrers(self.model, objs)
        if referrers:
            return [], {}, set(), referrers
        return super().get_deleted_objects(objs, request)

    @admin.action(description="Publish the chosen records", permissions=["change"])
    def publish(self, request, queryset):
        self.set_publication(request, queryset, Publication.PUBLISHED)

    @admin.action(description="Withdraw the chosen records", permissions=["change"])
    def withdraw(self, request, queryset):
        self.set_publication(request, queryset, Publication.WITHDRAWN)

    @transaction.atomic
    def set_publication(self, request, queryset, state):
        """Give each chosen record the state, unless the check refuses it; say which and why."""
        keys = []
        for record in canonical.prefetched(queryset.exclude(publication=state)):
            record.publication = state
            refusals = publication.problems(record)
            if refusals:
                message = _("%(record)s stays as it is. %(reasons)s")
                values = {"record": record, "reasons": " ".join(refusals)}
                self.message_user(request, message % values, messages.ERROR)
                continue
            record.save(update_fields=["publication"])
            self.log_change(request, record, f"Now {state.label}.")
            keys.append(record.record_key)
        record_changes(self.model.record_type, keys, by=request.user.get_username())
        message = _("%(number)s now %(state)s.")
        self.message_user(
            request, message % {"number": len(keys), "state": state.label}
        )


def refuse_citations_of_deleted_rows(formsets):
    """Raise ``Refused`` for citations that were edited to speak for a row that the same form deletes."""
    deleted_rows = []
    for formset in formsets:
        deleted_rows += [
            form.instance for form in formset.deleted_forms if form.instance.pk
        ]
    refusals = []
    for formset in formsets:
        if not issubclass(formset.model, Citation):
            continue
        for form in formset.forms:
            is_kept = form.has_changed() and form not in formset.deleted_forms
            if is_kept and form.instance.row in deleted_rows:
                refusal = _(
                    "The citation “%(citation)s” speaks for a row that is to be deleted."
                )
                refusals.append(refusal % {"citation": form.instance})
    if refusals:
        raise Refused(refusals)


def refresh_keys(citations):
    """Store the keys of citations again where what they are made of has changed: a row's key, a source's slug."""
    for citation in citations:
        if citation.key != citation.make_key():
            citation.save(update_fields=["key"])
