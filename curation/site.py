"""The admin site, which records in the history what curators change."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import AdminSite
from django.db import transaction
from django.urls import resolve

from history.models import ChangeKind
from history.recording import record_all_changes, record_changes, stored_forms
from history.revision import current
from records.canonical import digest
from records.models import Publication


class CatalogueSite(AdminSite):
    """Knows the history, of which the admin of a single app knows nothing."""

    site_header = settings.CATALOGUE_TITLE
    site_title = settings.CATALOGUE_TITLE
    index_title = "Records"

    def get_app_list(self, request, app_label=None):
        """List the records first, who may enter last."""
        return sorted(super().get_app_list(request, app_label), key=lambda app: app["app_label"] == "auth")

    @property
    def change_kinds(self):
        """The kinds of change among which a curator chooses; creation and deletion are told by the forms."""
        told = (ChangeKind.CREATION, ChangeKind.DELETION)
        return [(kind.value, kind.label) for kind in ChangeKind if kind not in told]

    def state_of(self, record):
        """Return what names the stored state of a record: other after every change to it, its rows or citations."""
        return digest(stored_forms(record.record_type, [record.record_key]))

    def preview(self, request, record):
        """Return the page of a record as it would be, were the record public; nothing is kept of that.

        A record without a page of its own is shown on the page of its parent.
        """
        path = urlsplit(record.get_absolute_url()).path
        with transaction.atomic():
            type(record)._base_manager.filter(pk=record.pk).update(publication=Publication.PUBLISHED)
            request.path = request.path_info = path
            request.revision = current()
            request.resolver_match = found = resolve(path)
            response = found.func(request, *found.args, **found.kwargs)
            if hasattr(response, "render"):
                response.render()
            transaction.set_rollback(True)
        return response

    def record_changes(self, request, model, keys=None, kind="", why=""):
        """Record what a curator changed of some records of a type, gone ones among them; of all when a key is new.

        A record with another address changes every form that names it.
        """
        by = request.user.get_username()
        if keys is None:
            record_all_changes(by=by, why=why)
        else:
            record_changes(model.record_type, keys, by=by, kind=kind, why=why)
