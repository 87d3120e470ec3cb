"""How curators work with every record.

A record is checked as a whole when its form is saved: publishing asks for evidence for every field and row, and a
refused form comes back with all that was typed.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import PROTECT, TextField, URLField
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from curation.inlines import ADDRESS_AND_STATE, NamedChoices, RowForm, Text
from records import publication
from records.models import Citation, Publication, Publishable, Record


class Refused(Exception):
    """A form that was valid field by field, but leaves the record without evidence; rolls the save back."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problems))


CHANGED_MEANWHILE = "Nothing was saved: this record was changed after you opened it."
WHAT_TO_DO = (
    "What you typed stands below. Open the record in another window, see what is new, and enter your changes there."
)


def last_saved(record):
    """Return who last saved the record in the admin, in a sentence; ``""`` where nobody did."""
    entry = LogEntry.objects.filter(object_id=record.pk, content_type=ContentType.objects.get_for_model(record)).first()
    # A load may have changed it since.
    return f" {entry.user} saved it here last, on {entry.action_time:%-d %B %Y at %H:%M} UTC." if entry else ""


class RecordForm(forms.ModelForm):
    """A record, and what the history is told of the change."""

    change_kind = forms.ChoiceField(
        required=False, label="Kind of change", help_text="Left empty, it is told from what was changed."
    )
    change_reason = forms.CharField(
        max_length=300, required=False, label="Why", help_text="Readers see it beside the change."
    )
    # How the record stood when the form was opened, so that nobody overwrites what another saved meanwhile.
    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "state" in self.fields:
            if self.is_bound:
                # Whoever saves the same record at the same moment waits.
                type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
            self.fields["state"].initial = admin.site.state_of(self.instance)

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if state and state != self.fields["state"].initial:
            raise ValidationError(f"{CHANGED_MEANWHILE}{last_saved(self.instance)} {WHAT_TO_DO}")
        return cleaned


class RecordAdmin(NamedChoices, admin.ModelAdmin):
    """A record with its rows and citations on one form, checked as a whole."""

    form = RecordForm
    save_on_top = True
    list_per_page = 50
    search_fields = ["search_text"]
    search_help_text = "Any spelling will do: change 4, Turkiye."
    actions = ["publish", "withdraw"]
    formfield_overrides = {
        TextField: {"widget": Text(attrs={"rows": 4, "cols": 100})},
        URLField: {"assume_scheme": "https"},
    }

    def has_view_permission(self, request, obj=None):
        """Whoever may enter the admin may look every record up, to refer to it."""
        return self.admin_site.has_permission(request)

    def get_urls(self):
        if not issubclass(self.model, Publishable):
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview)
        return [path("<path:object_id>/preview/", view, name=name), *super().get_urls()]

    def preview(self, request, object_id):
        """Show a record that only curators see as readers would see it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self.admin_site.preview(request, record)

    def get_view_on_site_url(self, obj=None):
        """Link the page of a record, unless only curators see the record."""
        if getattr(obj, "publication", Publication.PUBLISHED) != Publication.PUBLISHED:
            return None
        return super().get_view_on_site_url(obj)

    def get_search_results(self, request, queryset, search_term):
        """Search as the site does, forgiving of spelling."""
        return (queryset.matching(search_term) if search_term.strip() else queryset), False

    def get_list_filter(self, request):
        own = ["publication"] if issubclass(self.model, Publishable) else []
        return [*own, *self.list_filter]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not issubclass(self.model, Publishable):
            actions = {name: action for name, action in actions.items() if name not in ("publish", "withdraw")}
        return actions

    def get_fieldsets(self, request, obj=None):
        """Show what the record says before where it stands."""
        fields = self.get_fields(request, obj)
        change = list(RecordForm.declared_fields)
        where = [name for name in fields if name in ADDRESS_AND_STATE]
        said = [(None, {"fields": [name for name in fields if name not in where and name not in change]})]
        if where:
            said.append(("Address and publication", {"fields": where}))
        may_save = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return [*said, ("This change", {"fields": change})] if may_save else said

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save the whole form or nothing; a form that the check refuses is shown again with its reasons."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refused = refused.problems
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change=change, **kwargs)
        if "change_kind" in form_class.base_fields:
            form_class.base_fields["change_kind"].choices = [("", "---------"), *self.admin_site.change_kinds]
        refused = getattr(request, "refused", None)
        if not refused:
            return form_class

        class RefusedForm(form_class):
            def clean(self):
                super().clean()
                raise ValidationError(refused)

        return RefusedForm

    def save_model(self, request, obj, form, change):
        if change and "slug" in form.changed_data:
            former = [*obj.former_slugs.split(), form.initial["slug"]]
            obj.former_slugs = " ".join(slug for slug in dict.fromkeys(former) if slug != obj.slug)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if orphans := citations_of_deleted_rows(formsets):
            raise Refused([f"The citation “{orphan}” speaks for a row that is to be deleted." for orphan in orphans])
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if issubclass(formset.form, RowForm):
                formset.cite()
        record = self.model._base_manager.get(pk=form.instance.pk)
        if hasattr(record, "citations"):
            renew_keys(record.citations.all())
        record.refresh_search_text()
        if problems := publication.problems(record):
            raise Refused(problems)
        renamed = change and record.key_field in form.changed_data
        told = {"kind": form.cleaned_data.get("change_kind", ""), "why": form.cleaned_data.get("change_reason", "")}
        self.admin_site.record_changes(request, self.model, None if renamed else [record.record_key], **told)

    def delete_model(self, request, obj):
        key = obj.record_key
        super().delete_model(request, obj)
        self.admin_site.record_changes(request, self.model, [key])

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        keys = [record.record_key for record in queryset]
        super().delete_queryset(request, queryset)
        self.admin_site.record_changes(request, self.model, keys)

    def get_deleted_objects(self, objs, request):
        """Name the records that stand in the way of a deletion, not their rows and citations."""
        deleted, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        if protected:
            protected = self.links_to_referrers(objs) or protected
        return deleted, counts, forbidden, protected

    def links_to_referrers(self, records):
        """Return a link to the form of each record that refers to one of the records in a way that keeps it."""
        found = {}
        for relation in self.model._meta.related_objects:
            if relation.many_to_many or relation.on_delete is not PROTECT:
                continue
            model = relation.related_model
            referring = model._base_manager.filter(**{f"{relation.field.name}__in": records})
            if not issubclass(model, Record):
                owner = model._meta.get_field("record").related_model
                model, referring = owner, owner._base_manager.filter(pk__in=referring.values("record"))
            found |= {(model, record.pk): record for record in referring}
        return [
            format_html(
                '{}: <a href="{}">{}</a>',
                capfirst(model._meta.verbose_name),
                reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk]),
                record,
            )
            for (model, pk), record in found.items()
            if model is not self.model or record not in records
        ]

    @admin.action(description="Publish the chosen records", permissions=["change"])
    def publish(self, request, queryset):
        self.set_publication(request, queryset, Publication.PUBLISHED)

    @admin.action(description="Withdraw the chosen records", permissions=["change"])
    def withdraw(self, request, queryset):
        self.set_publication(request, queryset, Publication.WITHDRAWN)

    @transaction.atomic
    def set_publication(self, request, queryset, state):
        """Give each chosen record the state, unless the check refuses it; say which and why."""
        done = []
        for record in queryset.exclude(publication=state):
            record.publication = state
            if problems := publication.problems(record):
                self.message_user(request, f"{record} stays as it is. {' '.join(problems)}", messages.ERROR)
                continue
            record.save(update_fields=["publication"])
            self.log_change(request, record, f"Now {state.label}.")
            done.append(record.record_key)
        self.admin_site.record_changes(request, self.model, done)
        self.message_user(request, f"{len(done)} now {state.label}.")


def citations_of_deleted_rows(formsets):
    """Return the citations that were edited to speak for a row that the same form deletes."""
    deleted = [form.instance for formset in formsets for form in formset.deleted_forms if form.instance.pk]
    return [
        form.instance
        for formset in formsets
        if issubclass(formset.model, Citation)
        for form in formset.forms
        if form.has_changed() and form not in formset.deleted_forms and form.instance.row in deleted
    ]


def renew_keys(citations):
    """Store the keys of citations anew where what they are made of has changed: a row's key, a source's slug."""
    for citation in citations.select_related("source", *citations.model.row_fields()):
        if citation.key != citation.make_key():
            citation.save(update_fields=["key"])
