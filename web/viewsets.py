"""What every resource does: list, detail, former slugs."""

from functools import partial
from operator import attrgetter

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from records.evidence import rivals_of_field, rivals_of_row
from web.addresses import reverse
from web.csv_lists import CHUNK, SEPARATOR, CSVRenderer, csv_columns, csv_response
from web.linked import LinkedRenderer
from web.parameters import (
    PAGING,
    NoParameters,
    ParameterProblem,
    StrictFilterBackend,
    nearest,
    shown,
    split_names,
    unknown_names,
)
from web.problems import InvalidParameters
from web.renderers import JSONRenderer

# The meaning of a column of CSV that stands behind another.
DIFFERS = "What differing sources have in the column before"


def in_words(warnings):
    """Return the warnings of a mission in one cell."""
    return SEPARATOR.join(f"{warning.date_words}: {warning.title}" for warning in warnings)


def field_rivals(name, record):
    """Return in one cell what differing sources print for a field of a record."""
    return SEPARATOR.join(rivals_of_field(name, record.differing))


def row_rivals(row):
    """Return in one cell what is said against a row."""
    return SEPARATOR.join(rivals_of_row(row, row.row_kind.of(row.record), row.citations.all()))


class StrictNegotiation(DefaultContentNegotiation):
    """Refuses an unknown ``format`` like any other unknown value."""

    def filter_renderers(self, renderers, format):
        known = [renderer.format for renderer in renderers]
        if format not in known:
            detail = f"format has no value “{shown(format)}”; it may be {', '.join(known)}."
            raise InvalidParameters([ParameterProblem("format", shown(format), detail, nearest(format, known))])
        return super().filter_renderers(renderers, format)


class StrictViewSet(GenericViewSet):
    """A resource; it refuses what it does not know.

    ``list_formats`` and ``detail_formats`` are renderers beside JSON, and CSV for a list.

    ``facets`` are the counts beside a list, set by the filter backend when they were asked for.
    """

    content_negotiation_class = StrictNegotiation
    facets = None
    list_formats = detail_formats = ()
    csv_left_out = ()

    @property
    def asked_fields(self):
        """The names that ``fields`` lists; empty means all."""
        return split_names(self.request.query_params.get("fields")) if self.request else []

    def get_serializer(self, *args, **kwargs):
        """Return the serializer, cut to the fields asked for."""
        serializer = super().get_serializer(*args, **kwargs)
        if asked := self.asked_fields:
            fields = getattr(serializer, "child", serializer).fields
            if problems := unknown_names("fields", asked, list(fields)):
                raise InvalidParameters(problems)
            for name in set(fields) - set(asked):
                del fields[name]
        return serializer

    def get_renderers(self):
        """Lists come as CSV too, and some records in forms of their own."""
        others = self.detail_formats if self.detail else (CSVRenderer, *self.list_formats)
        return [JSONRenderer(), *(renderer() for renderer in others)]

    def answer(self, records):
        """Return the response to a list: a page of ``records``, or all of them in a format without pages."""
        renderer = self.request.accepted_renderer
        if renderer.format == "json":
            page = self.paginate_queryset(records)
            return self.get_paginated_response(self.get_serializer(page, many=True).data)
        given = [name for name in (*PAGING, "facets") if name in self.request.query_params]
        if given:
            detail = f"format {renderer.format} holds the whole list; it takes no %s."
            raise InvalidParameters(
                [ParameterProblem(name, shown(self.request.query_params[name]), detail % name) for name in given]
            )
        records = self.whole(records)
        if renderer.format == "csv":
            name = reverse(f"{self.basename}-list").strip("/").rpartition("/")[2]
            return csv_response(name, records, self.get_serializer(), self.csv_columns())
        return Response(self.get_serializer(records, many=True).data)

    def whole(self, records):
        """Return all records of a list for a format without pages, some thousand at a time."""
        return records.iterator(chunk_size=CHUNK) if isinstance(records, QuerySet) else records

    def csv_columns(self):
        """Return the columns of the list as CSV, as ``api.tables`` has them."""
        return csv_columns(self.get_serializer(), self.csv_extra(), self.csv_left_out)

    def csv_extra(self):
        """Return the columns that only CSV has, as the ``extra`` of ``csv_columns``."""
        return []

    def get_paginated_response(self, data):
        return self.paginator.get_paginated_response(data, self.facets)


class CatalogueViewSet(StrictViewSet, ReadOnlyModelViewSet):
    """A list that is filtered strictly and a detail that takes no parameters.

    ``linked_types`` are the types of a record as JSON-LD.
    ``mission_path`` leads from a record to the mission whose warnings stand in each line of CSV; ``None`` without one.
    """

    detail_serializer_class = None
    mission_path = None
    csv_left_out = ("warnings",)  # they are the column "warning"
    linked_types = ()
    detail_formats = (LinkedRenderer,)

    def list(self, request, *args, **kwargs):
        return self.answer(self.filter_queryset(self.get_queryset()))

    def csv_extra(self):
        if self.mission_path is None:
            return []
        path = ".".join([*self.mission_path, "warnings"])
        told = "What is reported of the mission after the selection"
        return [("warning", "", told, lambda record: in_words(attrgetter(path)(record)))]

    @property
    def filter_backends(self):
        return [NoParameters if self.detail else StrictFilterBackend]

    def get_serializer_class(self):
        if self.detail and self.detail_serializer_class:
            return self.detail_serializer_class
        return self.serializer_class

    def redirect_to(self, public_key):
        """Return a permanent redirect to the detail of a record or row that has moved."""
        return redirect(reverse(f"{self.basename}-detail", args=[public_key], request=self.request), permanent=True)


class RecordViewSet(CatalogueViewSet):
    """The published records of a type, addressed by slug; a former slug redirects."""

    lookup_field = "slug"
    lookup_value_regex = "[^/.]+"

    @property
    def linked_types(self):
        return self.queryset.model.record_type.linked_types

    def get_queryset(self):
        records = self.queryset.model.objects.published()
        return records.for_detail() if self.detail else records.for_list()

    def whole(self, records):
        """Add what the columns of CSV need: the citations that differ, and the warnings of the mission."""
        if hasattr(records.model, "citations"):
            differing = records.model._meta.get_field("citations").related_model.objects.filter(stance="differs")
            records = records.prefetch_related(Prefetch("citations", differing, to_attr="differing"))
        if self.mission_path is not None:
            records = records.prefetch_related("__".join([*self.mission_path, "events"]))
        return super().whole(records)

    def csv_extra(self):
        """Add a column behind each field that sources can differ on, with what the others say."""
        model, found = self.queryset.model, super().csv_extra()
        own = {field.name for field in model._meta.concrete_fields} - {"slug", "code"}
        for name, field in self.get_serializer().fields.items() if hasattr(model, "citations") else ():
            source = name if field.source == "*" else field.source
            if source in own:
                found.append((f"{name}_differs", name, DIFFERS, partial(field_rivals, source)))
        return found

    def retrieve(self, request, *args, **kwargs):
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            slug = self.kwargs[self.lookup_field]
            moved = self.queryset.published().formerly(slug).first() if self.lookup_field == "slug" else None
            if moved is None:
                raise NotFound(f"There is no {self.queryset.model._meta.verbose_name} “{slug}”.") from None
            return self.redirect_to(moved.record_key)


class RowViewSet(CatalogueViewSet):
    """The rows of a type that belong to published records, addressed by record and key: change-4-lnd.mass.

    The former slug of a record redirects here too. ``value_column`` is the column of CSV beside which its rivals stand.
    """

    lookup_field = "key"
    lookup_value_regex = r"[^/.]+\.[^/.]+"
    value_column = ""

    def get_queryset(self):
        rows = self.queryset.filter(record__publication="published")
        return rows.order_by("record__sort_key", "record__slug", "position", "key")

    def whole(self, records):
        """Add what the columns of CSV need: the rows that stand beside each, what differs, the warnings."""
        siblings = f"record__{records.model._meta.get_field('record').remote_field.related_name}"
        institution = [f"{siblings}__institution"] if hasattr(records.model, "institution") else []
        mission = "__".join([*self.mission_path, "events"])
        return super().whole(records.prefetch_related("citations", siblings, *institution, mission))

    def csv_extra(self):
        return [*super().csv_extra(), (f"{self.value_column}_differs", self.value_column, DIFFERS, row_rivals)]

    def retrieve(self, request, *args, **kwargs):
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            slug, _, key = self.kwargs[self.lookup_field].partition(".")
            records = self.queryset.model._meta.get_field("record").related_model.objects
            moved = records.published().formerly(slug).first()
            if moved is None or not self.get_queryset().filter(record=moved, key=key).exists():
                name = self.queryset.model._meta.verbose_name
                raise NotFound(f"There is no {name} “{slug}.{key}”.") from None
            return self.redirect_to(f"{moved.record_key}.{key}")

    def get_object(self):
        slug, _, key = self.kwargs[self.lookup_field].partition(".")
        return get_object_or_404(self.filter_queryset(self.get_queryset()), record__slug=slug, key=key)
