"""Validators of public answers: who has an answer that still holds is told so after one small query."""

from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import parse_etags

from history.revision import current

NOT_PUBLIC = ("/admin/", "/healthz", "/readyz")
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
        if request.path.startswith(NOT_PUBLIC):
            return self.get_response(request)
        request.revision = current()
        # Templates change without a new release while they are written.
        if settings.DEBUG or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        return self.answer(request)

    def answer(self, request):
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
            caches["answers"].set(
                validator, (response.content, dict(response.items())), CACHED_FOR
            )
        return response


def _client_etags(request):
    """Return the tags of the answers that the client has. A proxy that compresses makes them weak."""
    etags = parse_etags(request.headers.get("If-None-Match", ""))
    return [etag.removeprefix("W/") for etag in etags]


def _validator(request):
    """Return a digest of everything that an answer depends on."""
    if _is_api(request):
        accept = request.headers.get("Accept", "")
        day = ""
    else:
        # Pages say how to cite them, with the day; the answers of the API do not depend on it.
        accept = ""
        day = datetime.now(UTC).date()
    parts = (
        settings.RELEASE,
        request.revision.number,
        request.revision.token,
        request.scheme,
        request.get_host(),
        request.path,
        request.META.get("QUERY_STRING", ""),
        accept,
        day,
    )
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
