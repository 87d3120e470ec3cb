"""Validators of public answers: who has an answer that still holds is told so after one small query."""

from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from operator import itemgetter

from django.conf import settings
from django.core.cache import caches
from django.db import Error, connection
from django.http import HttpResponse, HttpResponseNotModified
from django.urls import get_resolver
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from history.revision import current
from web.availability import RETRY_AFTER, is_of_database, note, outage

HEALTH = ("/healthz", "/readyz")
# The headers of a kept answer that say that it is the present one, and without the line that says that it is kept.
OF_PRESENT_ANSWER = ("ETag", "Cache-Control", "Content-Length")
# In bytes. A larger answer is made each time. With the most answers that the cache keeps (settings) it bounds its
# memory.
LARGEST_CACHED = 2**20
# In seconds; an answer of a former revision is never asked for again and only has to be forgotten some day.
CACHED_FOR = 24 * 60 * 60


class Validators:
    """Give each public answer a strong ``ETag``, answer 304 to who has it, and cache answers for who asks the same.

    The revision is read before the content, so that an answer may hold more than its tag says and never less; the
    ``request.revision`` that pages and lists print is the same. Answers other than 200 carry no tag and are not cached:
    a query that the strict parameter checks refuse fills no cache. The order of parameters is part of the tag, because
    the links of a list repeat it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(HEALTH):
            return self.get_response(request)
        if outage.spares_asking():
            return without_database(request)
        try:
            return self.answer(request)
        except Error as error:
            if not is_of_database(error):
                raise
            return self.process_exception(request, error)

    def process_exception(self, request, error):
        """Answer without the database what failed in a view because of it; Django calls it."""
        if not is_of_database(error):
            return None
        note(error)
        return without_database(request)

    def answer(self, request):
        """Return the answer; of a public one that may be kept, the cheapest that is right."""
        if request.path.startswith("/admin/"):
            # A page that asks nothing of the database does not tell whether it answers.
            if outage.is_known:
                current()
                outage.end()
            return self.get_response(request)
        request.revision = current()
        outage.end()
        # Templates change without a new release while they are written.
        if settings.DEBUG or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        return self.kept_or_new(request)

    def kept_or_new(self, request):
        """Return the cheapest right answer: that the client's own holds, the cached one, or a new one."""
        validator = _validator(request)
        etag = f'"{validator}"'
        if etag in _client_etags(request):
            response = HttpResponseNotModified()
            _set_validators(request, response, etag)
            return response
        cached = caches["answers"].get(validator)
        if cached is not None:
            content, headers = cached
            return HttpResponse(content, headers=headers)
        return self.new_answer(request, validator, etag)

    def new_answer(self, request, validator, etag):
        """Return the answer of the view, with its tag and cached where it may be."""
        response = self.get_response(request)
        # What depends on the client, or says itself how it is cached.
        if (
            response.cookies
            or has_vary_header(response, "Cookie")
            or response.has_header("Cache-Control")
        ):
            return response
        if response.status_code != 200:
            response["Cache-Control"] = "no-cache"
            return response
        _set_validators(request, response, etag)
        # The answer to HEAD has no content that could be given to others.
        if (
            request.method == "GET"
            and not response.streaming
            and len(response.content) <= LARGEST_CACHED
        ):
            keep(request, response, validator)
        return response


def keep(request, response, validator):
    """Keep an answer for who asks the same, and for when the database does not answer.

    For the latter each process has its own; those of addresses without a query, of which there are not endlessly many,
    are also on the disk for all processes and for after a restart.
    """
    answers = caches["answers"]
    content, headers = response.content, dict(response.items())
    now = datetime.now(UTC)
    answers.set(validator, (content, headers), CACHED_FOR)
    answers.set(_newest_key(request), (validator, now), CACHED_FOR)
    if request.META.get("QUERY_STRING"):
        return
    # A disk that is full is told by /readyz.
    with suppress(OSError):
        caches["kept"].set(_newest_key(request), (content, headers, now), CACHED_FOR)


def newest_kept(request):
    """Return the content, the headers and the moment of the newest kept answer of an address; ``None`` without one."""
    kept = []
    newest = caches["answers"].get(_newest_key(request))
    if newest is not None:
        validator, moment = newest
        answer = caches["answers"].get(validator)
        if answer is not None:
            kept.append((*answer, moment))
    on_disk = caches["kept"].get(_newest_key(request))
    if on_disk is not None:
        kept.append(on_disk)
    return max(kept, key=itemgetter(2), default=None)


def without_database(request):
    """Return the newest kept answer of the address, whatever its revision, else that the database does not answer.

    It says itself that it is kept, and no cache and no client may take it for the present one: it has no ``ETag`` and
    is never a 304.
    """
    kept = None
    if request.method in ("GET", "HEAD") and not request.path.startswith("/admin/"):
        kept = newest_kept(request)
    if kept is None:
        return get_resolver().resolve_error_handler(503)(request)
    content, headers, moment = kept
    words = _(
        "The database does not answer just now. This is revision %(revision)s, as it was on %(day)s at %(time)s UTC."
    ) % {
        "revision": headers["Catalogue-Revision"],
        "day": moment.strftime("%d %B %Y").lstrip("0"),
        "time": moment.strftime("%H:%M"),
    }
    if headers["Content-Type"].startswith("text/html"):
        line = f'<p class="kept" role="status">{words}</p>'.encode()
        content = content.replace(
            b'<main id="content"', line + b'<main id="content"', 1
        )
    headers = {name: headers[name] for name in headers if name not in OF_PRESENT_ANSWER}
    headers |= {
        "Cache-Control": "no-store",
        "Catalogue-Notice": words,
        "Retry-After": str(RETRY_AFTER),
    }
    return HttpResponse(content, headers=headers)


def _newest_key(request):
    """Return the key of the newest answer of an address, of whatever revision."""
    # A folder outlives its program and its database: what is kept for another one is not served.
    database = connection.settings_dict
    return _digest(
        settings.RELEASE,
        database["HOST"],
        database["PORT"],
        database["NAME"],
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        _accepted(request),
    )


def _client_etags(request):
    """Return the tags of the answers that the client has. A proxy that compresses makes them weak."""
    etags = parse_etags(request.headers.get("If-None-Match", ""))
    return [etag.removeprefix("W/") for etag in etags]


def _validator(request):
    """Return a digest of everything that an answer depends on."""
    # Pages say how to cite them, with the day; the answers of the API do not depend on it.
    day = "" if _is_api(request) else datetime.now(UTC).date()
    return _digest(
        settings.RELEASE,
        request.revision.number,
        request.revision.token,
        request.scheme,
        request.get_host(),
        request.path,
        request.META.get("QUERY_STRING", ""),
        _accepted(request),
        day,
    )


def _accepted(request):
    """Return which formats the client accepts, where an answer depends on it."""
    return request.headers.get("Accept", "") if _is_api(request) else ""


def _digest(*parts):
    # A query may hold bytes that are not UTF-8, which Django keeps as surrogates.
    return sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _set_validators(request, response, etag):
    """Let caches keep the response as long as they ask each time whether it still holds."""
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    response["Catalogue-Revision"] = str(request.revision.number)
    if _is_api(request):
        patch_vary_headers(response, ["Accept"])


def _is_api(request):
    return request.path.startswith("/api/")
