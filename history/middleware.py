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
# A larger answer is made each time. With the most answers that the cache keeps (settings) it bounds its memory.
LARGEST_KEPT = 2**20
# In seconds; an answer of a former revision is never asked for again and only has to be forgotten some day.
KEPT_FOR = 24 * 60 * 60


class Validators:
    """Give each public answer a strong ``ETag``, answer 304 to who has it, and keep answers for who asks the same.

    The revision is read before the content, so that an answer may hold more than its tag says and never less; the
    ``request.revision`` that pages and lists print is the same. Answers other than 200 carry no tag and are not kept:
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
        return self.answer(request, self.validator(request))

    def answer(self, request, validator):
        """Return the cheapest right answer: that the asker's own holds, the one that is kept, or a new one."""
        etag = f'"{validator}"'
        asked = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
        if etag in asked:
            return self.validated(request, HttpResponseNotModified(), etag)
        kept = caches["answers"].get(validator)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if response.cookies or has_vary_header(response, "Cookie") or response.has_header("Cache-Control"):
            return response
        if response.status_code != 200:
            response["Cache-Control"] = "no-cache"
            return response
        self.validated(request, response, etag)
        if request.method == "GET" and not response.streaming and len(response.content) <= LARGEST_KEPT:
            caches["answers"].set(validator, (response.content, dict(response.items())), KEPT_FOR)
        return response

    def validator(self, request):
        """Return what stands for everything that an answer depends on."""
        in_api = request.path.startswith("/api/")
        parts = (
            settings.RELEASE,
            request.revision.number,
            request.revision.token,
            request.scheme,
            request.get_host(),
            request.path,
            request.META.get("QUERY_STRING", ""),
            request.headers.get("Accept", "") if in_api else "",
            # Pages tell how to cite them, with the day; the answers of the API do not depend on it.
            "" if in_api else datetime.now(UTC).date(),
        )
        return sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]

    def validated(self, request, response, etag):
        """Return the response with what lets caches keep it as long as they ask each time whether it still holds."""
        response["ETag"] = etag
        response["Cache-Control"] = "public, no-cache"
        response["Catalogue-Revision"] = str(request.revision.number)
        if request.path.startswith("/api/"):
            patch_vary_headers(response, ["Accept"])
        return response
