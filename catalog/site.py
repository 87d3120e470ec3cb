"""The admin site, which records in the history what curators change."""

from django.contrib.admin import AdminSite

from catalog.canonical import digest
from catalog.changes import record_all_changes, record_changes, stored_forms
from catalog.models import ChangeKind


class CatalogueSite(AdminSite):
    """Knows the history, of which the admin of a single app knows nothing."""

    @property
    def change_kinds(self):
        """The kinds of change among which a curator chooses; creation and deletion are told by the forms."""
        told = (ChangeKind.CREATION, ChangeKind.DELETION)
        return [(kind.value, kind.label) for kind in ChangeKind if kind not in told]

    def state_of(self, record):
        """Return what names the stored state of a record: other after every change to it, its rows or citations."""
        return digest(stored_forms(type(record), [record.record_key]))

    def record_changes(self, request, model, keys=None, kind="", why=""):
        """Record what a curator changed of some records of a type, gone ones among them; of all when a key is new.

        A record with another address changes every form that names it.
        """
        by = request.user.get_username()
        if keys is None:
            record_all_changes(by=by, why=why)
        else:
            record_changes(model, keys, by=by, kind=kind, why=why)
