"""The page of the admin that says what curators have to attend to."""

import datetime

from django.contrib.admin import site
from django.shortcuts import render

from catalog.workbench import latest_changes, sections


def attention(request):
    """Go through the whole catalogue, and lead to the form of each record that needs attention."""
    context = {
        **site.each_context(request),
        "title": "What needs attention",
        "sections": sections(datetime.datetime.now(datetime.UTC).date()),
        "changes": latest_changes(),
    }
    return render(request, "admin/attention.html", context)
