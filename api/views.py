"""What every resource does: list, detail, former slugs."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from api.parameters import (
    NoParameters,
    ParameterProblem,
    StrictFilterBackend,
    nearest,
    shown,
    split_names,
    unknown_names,
)
from api.problems import InvalidParameters


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

    ``facets`` are the counts beside a list, set by the filter backend when they were asked for.
    """

    content_negotiation_class = StrictNegotiation
    facets = None

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

    def get_paginated_response(self, data):
        return self.paginator.get_paginated_response(data, self.facets)


class CatalogueViewSet(StrictViewSet, ReadOnlyModelViewSet):
    """A list that is filtered strictly and a detail that takes no parameters."""

    detail_serializer_class = None

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

    def get_queryset(self):
        records = self.queryset.published()
        return records.for_detail() if self.detail else records.for_list()

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

    The former slug of a record redirects here too.
    """

    lookup_field = "key"
    lookup_value_regex = r"[^/.]+\.[^/.]+"

    def get_queryset(self):
        return self.queryset.filter(record__publication="published")

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
