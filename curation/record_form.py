"""The form of a record in the admin."""

from operator import attrgetter

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from history.models import ChangeKind
from records.canonical import canonical, digest, prefetched

# These follow from the record; among the others the curator chooses.
DERIVED_KINDS = (ChangeKind.CREATION, ChangeKind.RENAMING, ChangeKind.DELETION)
CHANGE_KINDS = [
    ("", "---------"),
    *(choice for choice in ChangeKind.choices if choice[0] not in DERIVED_KINDS),
]


class RecordForm(forms.ModelForm):
    """A record, and what the history says of the change.

    ``refusals`` are the reasons for which the whole form was refused, where it is shown again.
    """

    refusals = ()

    change_kind = forms.ChoiceField(
        choices=CHANGE_KINDS,
        required=False,
        label="Kind of change",
        help_text="Left empty, it is told from what was changed.",
    )
    change_reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why",
        help_text="Readers see it beside the change.",
    )
    # What the record was when the form was opened, so that nobody overwrites what another saved meanwhile.
    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Who may only look at the record gets a form without these fields.
        if self.instance.pk and "state" in self.fields:
            if self.is_bound:
                # Whoever saves the same record at the same moment waits.
                type(self.instance)._base_manager.select_for_update().get(
                    pk=self.instance.pk
                )
            self.fields["state"].initial = stored_state(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.refuse_other_state(cleaned.get("state"))
        if self.refusals:
            raise ValidationError(self.refusals)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if "slug" in self.changed_data or "former_slugs" in self.changed_data:
            try:
                owners = type(self.instance).objects.by_address()
                self.instance.refuse_taken_addresses(owners)
            except ValidationError as error:
                self.add_error(None, error)

    def refuse_other_state(self, state):
        """Raise ``ValidationError`` unless the record is what it was when the form was opened."""
        if not state:
            refusal = _(
                "Nothing was saved: the form does not say which state of the record it was opened with. Open the "
                "record again and enter your changes there."
            )
            raise ValidationError(refusal)
        if state != self.fields["state"].initial:
            raise ValidationError(changed_meanwhile(self.instance))


def stored_state(record):
    """Return a digest of what the database holds of a record: it changes with the record, its rows and citations.

    It does not change with the key of another record, which it calls by its primary key.
    """
    [stored] = prefetched(type(record)._base_manager.filter(pk=record.pk))
    return digest(canonical(stored, key_of=attrgetter("pk")))


def changed_meanwhile(record):
    """Return the sentences that refuse to overwrite what somebody else saved."""
    refusal = _("Nothing was saved: this record was changed after you opened it.")
    advice = _(
        "What you typed stands below. Open the record in another window, see what is new, and enter your changes there."
    )
    content_type = ContentType.objects.get_for_model(record)
    entry = LogEntry.objects.filter(
        object_id=record.pk, content_type=content_type
    ).first()
    if entry is None:
        return f"{refusal} {advice}"
    # A load may have changed it since.
    last_save = _("%(user)s saved it here last, on %(moment)s UTC.") % {
        "user": entry.user,
        "moment": f"{entry.action_time:%-d %B %Y at %H:%M}",
    }
    return f"{refusal} {last_save} {advice}"
