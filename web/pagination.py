"""Pages of a list, by number."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import pagination
from rest_framework.utils.urls import replace_query_param

from web.parameters import ParameterProblem
from web.problems import InvalidParameters

PAGE_SIZE = 50
LARGEST_PAGE = 500
LONGEST_QUOTATION = 40

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
REVISION = {
    "type": "integer",
    "description": "Greater after every change; a page of another is of another list.",
}
# OpenAPI 3.1; REST framework's own description of a page is of 3.0.
LINK = {"type": ["string", "null"], "format": "uri"}


def read_page_size(text):
    """Return the page size that a request asks for, ``PAGE_SIZE`` for ``None``. Raise ``ValueError`` outside 1 to 500.

    The error is a sentence for the reader.
    """
    if text is None:
        return PAGE_SIZE
    # "²" is a digit too, and int() takes none; nor does it take thousands of digits.
    if (
        text.isascii()
        and text.isdigit()
        and len(text) < 5
        and 1 <= int(text) <= LARGEST_PAGE
    ):
        return int(text)
    sentence = _(
        "page_size is “%(value)s”; it must be a whole number from 1 to %(largest)d."
    )
    raise ValueError(
        sentence % {"value": text[:LONGEST_QUOTATION], "largest": LARGEST_PAGE}
    )


class PageNumberPagination(pagination.PageNumberPagination):
    """Pages with ``page`` and ``page_size``; a size that cannot be is refused, not ignored."""

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = LARGEST_PAGE
    last_page_strings = ()
    invalid_page_message = gettext_lazy(
        "There is no page “{page_number:.40}” of this list."
    )

    def get_page_size(self, request):
        text = request.query_params.get(self.page_size_query_param)
        try:
            return read_page_size(text)
        except ValueError as error:
            raise InvalidParameters(
                [ParameterProblem("page_size", text, str(error))]
            ) from error

    def get_paginated_response(self, data, facets=None):
        """Return a page with RFC 8288 links to its neighbours, and with ``facets`` when they were asked for."""
        response = super().get_paginated_response(data)
        # First, so that a reader sees at once that the list has changed since the page before.
        response.data = {"revision": self.request.revision.number} | response.data
        if facets is not None:
            response.data["facets"] = facets
        response["Link"] = ", ".join(
            f'<{address}>; rel="{relation}"' for relation, address in self.links()
        )
        return response

    def links(self):
        """Return pairs of a relation and the address of the page that has it to this one."""
        address = self.request.build_absolute_uri()
        last = self.page.paginator.num_pages
        links = [
            ("first", replace_query_param(address, self.page_query_param, 1)),
            ("last", replace_query_param(address, self.page_query_param, last)),
        ]
        if self.page.has_previous():
            links.append(("prev", self.get_previous_link()))
        if self.page.has_next():
            links.append(("next", self.get_next_link()))
        return links

    def get_paginated_response_schema(self, schema):
        """Return the description of a page of a list."""
        properties = {
            "revision": REVISION,
            "count": {"type": "integer"},
            "next": LINK,
            "previous": LINK,
            "results": schema,
        }
        required = list(properties)
        properties["facets"] = FACETS
        return {"type": "object", "required": required, "properties": properties}
