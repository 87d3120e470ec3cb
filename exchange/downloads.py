"""The whole catalogue to take away: a data package, its canonical records as JSON, a SQLite file.

All three are made from one thing, the canonical forms of the published records (``exchange.content``). The same content
gives the same bytes, so nothing in a file says when or for whom it was made.
"""

import fcntl
import logging
import shutil
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from exchange.content import Content
from exchange.data_package import as_manifest, as_records, as_zip
from exchange.sqlite_file import as_sqlite
from web.parameters import name_problems

logger = logging.getLogger(__name__)


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


@require_safe
def download(request, name):
    """Answer one of the files; HEAD makes none."""
    if name not in FILES:
        sentence = _("There is no download “%(name)s”; there are %(names)s.")
        raise Http404(sentence % {"name": name, "names": ", ".join(FILES)})
    problems = name_problems(request.GET, ())
    if problems:
        sentence = _("A download is the whole catalogue. %(problem)s")
        raise BadRequest(sentence % {"problem": problems[0].detail})
    path = settings.DOWNLOADS_DIR / state_of(request.revision) / name
    content_type = FILES[name].content_type
    if request.method == "GET":
        response = HttpResponse(content_of(path), content_type=content_type)
    else:
        # Of a file that is not made yet Django would tell the length 0.
        response = StreamingHttpResponse(content_type=content_type)
        if path.exists():
            response["Content-Length"] = path.stat().st_size
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def state_of(revision):
    """Return the name of the folder of a revision: everything that its files depend on."""
    parts = (
        settings.RELEASE,
        settings.SITE_URL,
        settings.CATALOGUE_TITLE,
        settings.LICENCE,
        revision.token,
    )
    return f"{revision.number}-{sha256(repr(parts).encode()).hexdigest()[:16]}"


def content_of(path):
    """Return the content of the file at ``path``, made now if it is not there, and not kept if the disk is full."""
    try:
        return read(path) or make_once(path)
    except OSError as error:
        logger.error("A download cannot be kept: %s", error)
        return made(path.name)


def read(path):
    """Return the content of a file, ``None`` if it is not there: whoever made a newer one may have deleted it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def make_once(path):
    """Make the file at ``path`` and return its content; whoever asks meanwhile waits for the one who makes it.

    The files of other revisions go. A file is complete as soon as it is there.
    """
    with only_maker():
        content = read(path)
        if content is not None:
            return content
        content = made(path.name)
        for folder in settings.DOWNLOADS_DIR.iterdir():
            if folder.is_dir() and folder != path.parent:
                shutil.rmtree(folder, ignore_errors=True)
        path.parent.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)
        return content


def made(name):
    return FILES[name].make(Content())


@contextmanager
def only_maker():
    """Hold the lock of the downloads, which all processes share."""
    settings.DOWNLOADS_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DOWNLOADS_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
