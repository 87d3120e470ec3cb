"""The whole catalogue to take away: a data package, its canonical records as JSON, a SQLite file.

All three are made from one thing, the canonical forms of the published records (``exchange.content``). The same content
gives the same bytes, so nothing in a file says when or for whom it was made.
"""

from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.content import Content
from exchange.data_package import as_manifest, as_records, as_zip
from exchange.sqlite_file import as_sqlite
from web.parameters import name_problems


class Download(NamedTuple):
    """A file of the catalogue: its content type, what it is, and the function that makes it from the content."""

    content_type: str
    description: str
    make: callable


FILES = {
    "catalogue.zip": Download(
        "application/zip",
        gettext_lazy(
            "The data package: a CSV file for each table, with their schemas, the vocabularies and checksums."
        ),
        as_zip,
    ),
    "datapackage.json": Download(
        "application/json",
        gettext_lazy("The manifest of the data package alone."),
        as_manifest,
    ),
    "catalogue.json": Download(
        "application/json",
        gettext_lazy("Every record in its canonical form, with rows and citations."),
        as_records,
    ),
    "catalogue.sqlite3": Download(
        "application/vnd.sqlite3",
        gettext_lazy("The same tables as one SQLite file."),
        as_sqlite,
    ),
}


def download(request, name):
    """Answer one of the files."""
    if name not in FILES:
        sentence = _("There is no download “%(name)s”; there are %(names)s.")
        raise Http404(sentence % {"name": name, "names": ", ".join(FILES)})
    problems = name_problems(request.GET, ())
    if problems:
        sentence = _("A download is the whole catalogue. %(problem)s")
        raise BadRequest(sentence % {"problem": problems[0].detail})
    file = FILES[name]
    response = HttpResponse(file.make(Content()), content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
