"""Pages of a list, by number."""

from rest_framework import pagination
from rest_framework.utils.urls import replace_query_param

from web.parameters import ParameterProblem
from web.problems import InvalidParameters

FACETS = {
    "type": "object",
    "description": "With facets=kind: how many results each kind has; the null value counts what states none.",
    "additionalProperties": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["value", "name", "count"],
            "properties": {
                "value": {"type": ["string", "null"]},
                "name": {"type": "string"},
                "count": {"type": "integer"},
            },
        },
    },
}
PAGE_SIZE, LARGEST_PAGE = 50, 500


def read_page_size(text):
    """Return the page size that a request asks for. Raises ``ValueError`` outside 1 to 500."""
    if text is None:
        return PAGE_SIZE
    size = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if not 1 <= size <= LARGEST_PAGE:
        raise ValueError(f"page_size is “{text[:40]}”; it must be a whole number from 1 to {LARGEST_PAGE}.")
    return size


class PageNumberPagination(pagination.PageNumberPagination):
    """Pages with ``page`` and ``page_size``; a size that cannot be is refused, not ignored."""

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = LARGEST_PAGE
    last_page_strings = ()
    invalid_page_message = "There is no page “{page_number:.40}” of this list."

    def get_page_size(self, request):
        text = request.query_params.get(self.page_size_query_param)
        try:
            return read_page_size(text)
        except ValueError as error:
            raise InvalidParameters([ParameterProblem("page_size", text, str(error))]) from error

    def get_paginated_response(self, data, facets=None):
        """Return a page with RFC 8288 links to its neighbours, and with ``facets`` when they were asked for."""
        response = super().get_paginated_response(data)
        response.data = {"revision": self.request.revision.number} | response.data
        if facets is not None:
            response.data["facets"] = facets
        numbers = {"first": 1, "last": self.page.paginator.num_pages}
        address = self.request.build_absolute_uri()
        links = {rel: replace_query_param(address, self.page_query_param, number) for rel, number in numbers.items()}
        links |= {"prev": self.get_previous_link(), "next": self.get_next_link()}
        response["Link"] = ", ".join(f'<{link}>; rel="{rel}"' for rel, link in links.items() if link)
        return response

    def get_paginated_response_schema(self, schema):
        """Describe a page of a list; REST framework's own description is of OpenAPI 3.0, ours is of 3.1."""
        link = {"type": ["string", "null"], "format": "uri"}
        revision = {
            "type": "integer",
            "description": "Greater after every change; a page of another is of another list.",
        }
        properties = {"revision": revision, "count": {"type": "integer"}}
        properties |= {"next": link, "previous": link, "results": schema}
        required = list(properties)
        return {"type": "object", "required": required, "properties": properties | {"facets": FACETS}}
