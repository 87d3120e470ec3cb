"""The page of the admin that says what curators have to attend to."""

import datetime

from django.contrib.admin import site
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalog.workbench import latest_changes, sections, with_links


def attention(request):
    """Go through the whole catalogue, and lead to the form of each record that needs attention."""
    today = datetime.datetime.now(datetime.UTC).date()
    context = {
        **site.each_context(request),
        "title": _("What needs attention"),
        "sections": [
            (heading, with_links(problems)) for heading, problems in sections(today)
        ],
        "changes": latest_changes(),
    }
    return render(request, "admin/attention.html", context)
