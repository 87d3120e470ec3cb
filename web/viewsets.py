"""What every resource does: list, detail, former slugs."""

from functools import partial

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from records.models import Publication, Stance
from records.registry import owner_of
from records.text import nearest
from web.addresses import reverse, with_query
from web.csv_lists import CHUNK, CSVRenderer, ExtraColumn, csv_columns, csv_response
from web.jsonld import LinkedRenderer
from web.parameters import (
    PAGING,
    NoParameters,
    ParameterProblem,
    StrictFilterBackend,
    shortened,
    split_names,
    unknown_names,
)
from web.problems import InvalidParameters
from web.renderers import JSONRenderer
from web.rivals import field_rivals, identifier_rivals, row_rivals

# The meaning of a column of CSV that follows another.
DIFFERS = "What differing sources have in the column before"


class StrictNegotiation(DefaultContentNegotiation):
    """Refuses an unknown ``format`` like any other unknown value."""

    def filter_renderers(self, renderers, format):
        formats = [renderer.format for renderer in renderers]
        if format not in formats:
            raise InvalidParameters([unknown_format(format, formats)])
        return super().filter_renderers(renderers, format)


def unknown_format(format, formats):
    sentence = _("format has no value “%(value)s”; it may be %(formats)s.")
    detail = sentence % {"value": shortened(format), "formats": ", ".join(formats)}
    return ParameterProblem(
        "format", shortened(format), detail, nearest(format, formats)
    )


class StrictViewSet(GenericViewSet):
    """A resource; it refuses what it does not know.

    ``list_formats`` and ``detail_formats`` are renderers beside JSON, and CSV for a list. ``csv_left_out`` are the
    fields that CSV has no columns for.

    For the description of the API: ``example_key`` is the key of a record that the resource has, ``example_field`` a
    field to ask for with ``fields``, and ``examples`` are values of parameters that are not of a FilterSet.
    """

    content_negotiation_class = StrictNegotiation
    list_formats = ()
    detail_formats = ()
    csv_left_out = ()
    example_key = ""
    example_field = "url"
    examples = {}

    @property
    def asked_fields(self):
        """The names that the parameter ``fields`` lists; empty means all."""
        # Without a request the columns of CSV are described, not answered.
        if self.request is None:
            return []
        return split_names(self.request.query_params.get("fields"))

    def get_serializer(self, *args, **kwargs):
        """Return the serializer, cut to the fields asked for."""
        serializer = super().get_serializer(*args, **kwargs)
        asked_fields = self.asked_fields
        if asked_fields:
            # The serializer of a list holds the one of its records as its child.
            fields = getattr(serializer, "child", serializer).fields
            problems = unknown_names("fields", asked_fields, list(fields))
            if problems:
                raise InvalidParameters(problems)
            for name in set(fields) - set(asked_fields):
                del fields[name]
        return serializer

    def get_renderers(self):
        """Return JSON first, which is the default; CSV is for lists only."""
        if self.detail:
            renderer_classes = [JSONRenderer, *self.detail_formats]
        else:
            renderer_classes = [JSONRenderer, CSVRenderer, *self.list_formats]
        return [renderer_class() for renderer_class in renderer_classes]

    def options(self, request, *args, **kwargs):
        """Describe the resource, as JSON whatever format was asked for: the others are of records only."""
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = JSONRenderer.media_type
        return super().options(request, *args, **kwargs)

    def answer(self, records, facets=None):
        """Return the response to a list: a page of records with ``facets``, or all of them in a format without pages.

        ``facets`` are the counts that the request asks for, ``None`` when it asks for none.
        """
        renderer = self.request.accepted_renderer
        if renderer.format == "json":
            page = self.paginate_queryset(records)
            serializer = self.get_serializer(page, many=True)
            return self.paginator.get_paginated_response(serializer.data, facets)

        self.refuse_parameters_of_pages(renderer.format)
        records = self.whole(records)
        if renderer.format == "csv":
            return csv_response(
                self.resource, records, self.get_serializer(), self.csv_columns()
            )
        return Response(self.get_serializer(records, many=True).data)

    @property
    def resource(self):
        """The name of the resource in addresses: "payloads"."""
        path = reverse(f"{self.basename}-list").strip("/")
        return path.rpartition("/")[2]

    def refuse_parameters_of_pages(self, format):
        """Raise ``InvalidParameters`` for parameters that mean nothing where the whole list is answered."""
        problems = []
        sentence = _(
            "format %(format)s holds the whole list; it takes no %(parameter)s."
        )
        for name in (*PAGING, "facets"):
            if name in self.request.query_params:
                value = shortened(self.request.query_params[name])
                problems.append(
                    ParameterProblem(
                        name, value, sentence % {"format": format, "parameter": name}
                    )
                )
        if problems:
            raise InvalidParameters(problems)

    def whole(self, records):
        """Return all records of a list for a format without pages, of a queryset some thousand at a time."""
        if isinstance(records, QuerySet):
            return records.iterator(chunk_size=CHUNK)
        return records

    def csv_columns(self):
        """Return the columns of the list as CSV, as a list of ``Column``."""
        return csv_columns(self.get_serializer(), self.csv_extra(), self.csv_left_out)

    def csv_extra(self):
        """Return the columns that only CSV has, as a list of ``ExtraColumn``."""
        return []


class CatalogueViewSet(StrictViewSet, ReadOnlyModelViewSet):
    """A list that is filtered strictly and a detail that takes no parameters.

    ``linked_types`` are the types of a record as JSON-LD, ``linked_rows`` the kinds of its rows that have a type there.
    """

    detail_serializer_class = None
    linked_types = ()
    linked_rows = ()
    detail_formats = (LinkedRenderer,)

    def list(self, request, *args, **kwargs):
        filterset = StrictFilterBackend().checked_filterset(
            request, self.get_queryset(), self
        )
        return self.answer(self.for_answer(filterset.qs), filterset.facets())

    def for_answer(self, records):
        """Return the records that the filters left, with all that the list shows of them."""
        return records

    @property
    def filter_backends(self):
        # Of lists the description of the API reads it; they are filtered by list(), which needs the FilterSet itself.
        if self.detail:
            return [NoParameters]
        return [StrictFilterBackend]

    def get_serializer_class(self):
        if self.detail and self.detail_serializer_class:
            return self.detail_serializer_class
        return self.serializer_class

    def redirect_to(self, public_key):
        """Return a permanent redirect to the detail of a record or row that has moved, with what was asked of it."""
        address = reverse(
            f"{self.basename}-detail", args=[public_key], request=self.request
        )
        return redirect(with_query(address, self.request.query_params), permanent=True)


class RecordViewSet(CatalogueViewSet):
    """The published records of a type, addressed by slug; a former slug redirects."""

    lookup_field = "slug"
    lookup_value_regex = "[^/.]+"

    @property
    def record_type(self):
        return self.queryset.model.record_type

    @property
    def linked_types(self):
        return self.record_type.linked_types

    @property
    def linked_rows(self):
        return [kind for kind in self.record_type.rows if kind.linked_type]

    @property
    def example_key(self):
        return self.record_type.example_key

    def get_queryset(self):
        """Return what the filters of a list choose from, or the records with all that a detail shows.

        What a list shows is added when it is filtered: no filter or count is to carry it along.
        """
        records = self.queryset.model.objects.published()
        if self.detail:
            return records.for_detail()
        return records

    def for_answer(self, records):
        return records.for_list()

    def whole(self, records):
        """Add the citations that differ, which columns of CSV need."""
        citations = self.record_type.citations
        if citations:
            differing = citations.objects.filter(stance=Stance.DIFFERS)
            records = records.prefetch_related(
                Prefetch("citations", differing, to_attr="differing_citations")
            )
        if self.record_type.named_identifiers:
            records = records.prefetch_related("identifiers__citations")
        return super().whole(records)

    def csv_extra(self):
        """Add a column after each field that sources can differ on, with what the others say."""
        columns = super().csv_extra()
        if not self.record_type.citations:
            return columns
        # What a record is known by is the catalogue's own choice.
        cited_fields = set(self.record_type.field_names) - {self.record_type.key_field}
        schemes = self.record_type.named_identifiers
        for name, field in self.get_serializer().fields.items():
            source = name if field.source == "*" else field.source
            if source in cited_fields:
                read = partial(field_rivals, source)
            elif name in schemes:
                read = partial(identifier_rivals, schemes[name])
            else:
                continue
            columns.append(ExtraColumn(f"{name}_differs", name, DIFFERS, read))
        return columns

    def retrieve(self, request, *args, **kwargs):
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            return self.redirect_from_former_slug(self.kwargs[self.lookup_field])

    def redirect_from_former_slug(self, slug):
        moved = self.queryset.published().formerly(slug).first()
        if moved is None:
            sentence = _("There is no %(record_type)s “%(key)s”.")
            raise NotFound(
                sentence % {"record_type": self.record_type.verbose_name, "key": slug}
            ) from None
        return self.redirect_to(moved.record_key)


class RowViewSet(CatalogueViewSet):
    """The rows of a type that belong to published records, addressed by record and key: change-4-lnd.mass.

    The former slug of a record redirects here too. ``value_column`` is the column of CSV after which its rivals follow,
    ``rivals_prefetch`` what is read for the words of these beside the rows of the record.
    """

    lookup_field = "key"
    lookup_value_regex = r"[^/.]+\.[^/.]+"
    value_column = ""
    rivals_prefetch = ()

    @property
    def record_type(self):
        return owner_of(self.queryset.model).record_type

    @property
    def row_kind(self):
        return self.record_type.kind_of(self.queryset.model)

    def get_queryset(self):
        rows = self.queryset.filter(record__publication=Publication.PUBLISHED)
        # The key last: two rows may have the same position, and pages need a total order.
        return rows.order_by("record__sort_key", "record__slug", "position", "key")

    def whole(self, records):
        """Add the rows that stand beside each, and what differs, which columns of CSV need."""
        siblings = f"record__{self.row_kind.relation}"
        return super().whole(
            records.prefetch_related("citations", siblings, *self.rivals_prefetch)
        )

    def csv_extra(self):
        rivals = ExtraColumn(
            f"{self.value_column}_differs", self.value_column, DIFFERS, row_rivals
        )
        return [*super().csv_extra(), rivals]

    def retrieve(self, request, *args, **kwargs):
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            return self.redirect_from_former_slug(self.kwargs[self.lookup_field])

    def redirect_from_former_slug(self, public_key):
        slug, _dot, key = public_key.partition(".")
        moved = self.record_type.model.objects.published().formerly(slug).first()
        if (
            moved is None
            or not self.get_queryset().filter(record=moved, key=key).exists()
        ):
            sentence = _("There is no %(row_kind)s “%(key)s”.")
            raise NotFound(
                sentence % {"row_kind": self.row_kind.verbose_name, "key": public_key}
            ) from None
        return self.redirect_to(f"{moved.record_key}.{key}")

    def get_object(self):
        slug, _dot, key = self.kwargs[self.lookup_field].partition(".")
        return get_object_or_404(
            self.filter_queryset(self.get_queryset()), record__slug=slug, key=key
        )
