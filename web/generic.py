"""List, page, filters and API resource of a record type, made from its declaration (``records.registry``).

A type whose app makes its own needs none of this; a type without own ones has all of them by being declared.
"""

from django.core.exceptions import ImproperlyConfigured
from django.urls import path

from records.fields import EdtfField
from records.models import AlternativeName, Event, Quantity
from records.registry import record_types
from records.vocabularies import vocabulary_of
from web.filters import CodesFilter, NameFilter, SearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)
from web.record_serializers import (
    AlternativeNameSerializer,
    CitationSerializer,
    DifferencesField,
    EventSerializer,
    QuantitySerializer,
)
from web.serializers import ReadModelSerializer, RecordSerializer
from web.views import RecordDetailView, RecordListView
from web.viewsets import RecordViewSet

ROW_SERIALIZERS = {
    AlternativeName: AlternativeNameSerializer,
    Event: EventSerializer,
    Quantity: QuantitySerializer,
}


def make_filterset(record_type):
    """Return the FilterSet of a type: search, order by name, and the fields that it declares as ``filters``.

    A term is filtered by its vocabulary, a date by "on or after" and "on or before", a reference by keys.
    ``ImproperlyConfigured`` is raised for any other.
    """
    model = record_type.model
    filters = {
        "q": SearchFilter(max_length=200, label="Search"),
        "name_contains": NameFilter(model.name_field),
    }
    facet_columns = {}
    for name in record_type.filters:
        field = model._meta.get_field(name)
        label = str(field.verbose_name).capitalize()
        vocabulary = vocabulary_of(field)
        if vocabulary:
            filters[name] = TermsFilter(vocabulary, vocabulary.public_name, label=label)
            facet_columns[name] = (name, "")
        elif isinstance(field, EdtfField):
            filters[f"{name}_after"] = AfterFilter(name, label=f"{label}, on or after")
            filters[f"{name}_before"] = BeforeFilter(
                name, label=f"{label}, on or before"
            )
        elif field.is_relation:
            target = field.related_model
            key = f"{name}__{target.key_field}"
            filter_class = SlugsFilter
            if target.key_field == "code":
                filter_class = CodesFilter
            filters[name] = filter_class(
                _public(target), key, to_field_name=target.key_field, label=label
            )
            facet_columns[name] = (key, f"{name}__{target.name_field}")
        else:
            raise ImproperlyConfigured(
                f"{model.__name__} declares the filter “{name}”, which is no term of a vocabulary, no date and no "
                "record. Take it out of filters, or give the type a FilterSet of its own."
            )
    filters["ordering"] = RecordOrderingFilter({"name": "sort_key"}, label="Order")

    class Meta:
        fields = []

    Meta.model = model
    # What the description of the API searches for, as an example: the first word of a key.
    word = record_type.example_key.partition("-")[0]
    examples = {"q": word, "name_contains": word}
    attributes = filters | {
        "Meta": Meta,
        "facet_columns": facet_columns,
        "examples": examples,
    }
    return type(f"{model.__name__}Filter", (StrictFilterSet,), attributes)


def _public(model):
    return lambda request: model.objects.published()


def make_viewset(record_type):
    """Return the viewset of a type: a list with its facts, a detail with its rows and citations too."""
    model = record_type.model
    list_fields = [
        record_type.key_field,
        "url",
        "html_url",
        model.name_field,
        *record_type.facts,
    ]

    class ListMeta:
        fields = list_fields

    ListMeta.model = model
    list_serializer = type(
        f"{model.__name__}Serializer", (RecordSerializer,), {"Meta": ListMeta}
    )

    held = {
        kind.relation: _row_serializer(kind.model)(many=True)
        for kind in record_type.rows
    }
    if record_type.citations:
        held["differences"] = DifferencesField(
            help_text="Where sources differ: each value with who says so."
        )
        held["citations"] = CitationSerializer(many=True)

    class DetailMeta(ListMeta):
        fields = [*list_fields, *held]

    detail_serializer = type(
        f"{model.__name__}DetailSerializer",
        (list_serializer,),
        held | {"Meta": DetailMeta},
    )
    attributes = {
        "__doc__": model.__doc__,
        "queryset": model.objects.all(),
        "serializer_class": list_serializer,
        "detail_serializer_class": detail_serializer,
        "filterset_class": make_filterset(record_type),
    }
    return type(f"{model.__name__}ViewSet", (RecordViewSet,), attributes)


def _row_serializer(row_model):
    """Return the serializer of a kind of row: that of the kernel's kinds, else one of the row's own fields."""
    for base, serializer in ROW_SERIALIZERS.items():
        if issubclass(row_model, base):
            return serializer

    class Meta:
        model = row_model
        fields = ["key", *row_model.row_kind.own_fields, "rank"]

    return type(
        f"{row_model.__name__}Serializer", (ReadModelSerializer,), {"Meta": Meta}
    )


class GenericDetailView(RecordDetailView):
    """The page of a record: the facts of its type, then each kind of row, then the evidence."""

    template_name = "records/record_detail.html"
    context_object_name = "record"

    def get_context_data(self, **kwargs):
        groups = []
        for kind in self.object.record_type.rows:
            rows = kind.of(self.object)
            if rows:
                groups.append((kind, rows))
        return super().get_context_data(row_groups=groups, **kwargs)


def make_pages(record_type):
    """Return the list view and the page view of a type, as classes."""
    model = record_type.model
    list_attributes = {
        "model": model,
        "template_name": "records/record_list.html",
        "filterset_class": make_filterset(record_type),
    }
    list_view = type(f"{model.__name__}ListView", (RecordListView,), list_attributes)
    detail_view = type(
        f"{model.__name__}DetailView", (GenericDetailView,), {"model": model}
    )
    return list_view, detail_view


def page_urls():
    """Return the addresses of the lists and pages that are made from declarations, as ``include()`` takes them."""
    urlpatterns = []
    for record_type in record_types():
        if record_type.has_generic_page:
            list_view, detail_view = make_pages(record_type)
            plural = record_type.plural
            urlpatterns.append(
                path(f"{plural}/", list_view.as_view(), name=f"{record_type.name}-list")
            )
            urlpatterns.append(
                path(
                    f"{plural}/<slug:slug>/",
                    detail_view.as_view(),
                    name=record_type.name,
                )
            )
    return urlpatterns, "records"


def register_missing_resources(router):
    """Give each type that is declared for the API, and has no resource there yet, one made from its declaration."""
    present = {basename for _, _, basename in router.registry}
    for record_type in record_types():
        if record_type.in_api and record_type.name not in present:
            router.register(
                record_type.plural, make_viewset(record_type), record_type.name
            )
