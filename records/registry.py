"""The types of record that the catalogue holds, each declared once, beside its model.

Whatever treats all types alike asks this registry: canonical forms, files, search, history, downloads, the sitemap, the
API, the admin. A type that is declared is therefore in all of them; docs/adding.md says what a declaration holds.
"""

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import PROTECT, TextField
from django.utils.translation import gettext as _

from records.numbers import decimal_text
from records.topics import Topic

# Fields that say nothing about the world: addresses, states of publication, and our own remarks.
NO_FACTS = {"slug", "former_slugs", "publication", "note", "explanation"}


@dataclass(frozen=True, eq=False)
class RowKind:
    """A kind of row that the records of a type are made of.

    ``relation`` is the name of the rows on the record, in files and in the API. ``cited_as`` is the foreign key by
    which a citation of the record points at such a row; it is empty for rows that no source speaks for. ``topic`` is
    what sources differ about where such rows differ. ``can_differ`` is off for rows of which several are no difference,
    as a second spelling of a name is none. ``linked_type`` is the type that JSON-LD gives such rows, if any.
    """

    relation: str
    model: type
    cited_as: str = ""
    topic: Topic = Topic.OTHER
    can_differ: bool = True
    linked_type: str = ""

    @property
    def heading(self):
        """What stands over such rows on a page that is made from the declaration."""
        return self.relation.replace("_", " ")

    @property
    def name(self):
        """What fragments and messages call such a row: "specification"."""
        return self.model._meta.model_name

    @property
    def verbose_name(self):
        return self.model._meta.verbose_name

    @property
    def verbose_name_plural(self):
        return self.model._meta.verbose_name_plural

    @functools.cached_property
    def own_fields(self):
        """The names of the fields that editors fill in, in order, but the key and what all rows have."""
        common = ("record", "key", "position", "rank")
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if field.editable and not field.primary_key and field.name not in common
        ]

    def of(self, record):
        """Return the rows of this kind that a record holds."""
        return getattr(record, self.relation).all()


@dataclass(frozen=True, eq=False)
class RecordType:
    """What the catalogue knows of a type of record.

    ``plural`` names it in addresses, files and the API: "ilrs-participations". ``name`` is what citations, changes and
    the API call one of them: "payload".

    What there is of it, each off unless declared:

    ``page``: the name of the address of a record's page. One that begins with "records:" is a page made from this
    declaration, beside a list of all records at ``/<plural>/``; another is one that the type's own app makes.
    ``facts``: the fields that its page shows one like another, be it made from this declaration or of its own app; the
    API too, in lists and details; and a made list, but for long texts.
    ``filters``: the fields by which such a list is filtered, and its resource in the API.
    ``in_api``: it has a resource in the API, one made from this declaration unless its own app makes it.
    ``in_admin``: curators edit it, in a form made from this declaration unless its own app makes it.
    ``one_file_each``: a record has a file of its own in ``fixtures/``, instead of a place in one list.
    ``search_heading``: what stands over the records that a search found; empty for a type that is not searched.
    ``searched_by``: the field that tells such records apart, each of whose values has a heading and a count of its own.
    ``in_sitemap``: its records have pages that search engines are told of.
    ``can_be_cited``: its pages offer citations for reference managers.
    ``linked_types``: what a record is in JSON-LD, as terms of schema.org, SOSA or the catalogue's own vocabulary.
    ``finds_changes``: changes of other records that name one of these are found by it.
    ``found_with``: the relation to the record by which such changes are found too, as an institution's country.
    ``shows``: the relations, as lookups from a record, to other records of which its page shows something, besides
    those that it refers to by itself, in its rows and in its citations.
    ``shows_citing``: its page lists the records that cite it, as that of a source does.
    ``shows_besides``: a function that returns, for a record, querysets of what its page shows without any relation.
    ``example_key``: the key of a record with which the description of the API shows how to ask for one.
    ``named_identifiers``: the names under which lists give the identifier of a scheme, each with that scheme.

    Which of its fields are facts, each of which needs a citation that names it: all but addresses, states, the name,
    our own remarks, and these:

    ``classified``: the fields in which we sort the records into kinds of our own; pages mark them as ours.
    ``identified_by``: further fields that say which record it is, as the country does of a participation.
    ``is_one_statement``: a source states the whole record at once, so that a citation of the record supports all of it.

    ``shown_fields`` are the fields that a page of its own shows at a place of their own with their citations, as far as
    they are stated. Facts need not be among them. Citations of any other field are listed at the end of the page.
    ``citations`` is the model of its citations, ``None`` for sources, which are not cited for themselves.
    ``named_by`` are the related records that its name and address need. ``place`` orders the types for readers; the
    order of declaration is that of loading, in which a type refers to those before it or to itself.
    """

    model: type
    plural: str
    place: int
    rows: tuple[RowKind, ...] = ()
    citations: type | None = None
    field_topics: dict[str, Topic] = field(default_factory=dict)
    topic: Topic = Topic.OTHER
    shown_fields: tuple[str, ...] = ()
    classified: tuple[str, ...] = ()
    identified_by: tuple[str, ...] = ()
    is_one_statement: bool = False
    named_by: tuple[str, ...] = ()
    page: str = ""
    facts: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    in_api: bool = False
    in_admin: bool = False
    one_file_each: bool = False
    search_heading: str = ""
    searched_by: str = ""
    in_sitemap: bool = False
    can_be_cited: bool = False
    linked_types: tuple[str, ...] = ()
    finds_changes: bool = False
    found_with: str = ""
    shows: tuple[str, ...] = ()
    shows_citing: bool = False
    shows_besides: Callable | None = None
    example_key: str = ""
    named_identifiers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        if self.in_api and not self.example_key:
            raise ValueError(
                f"{self.plural}: in_api needs example_key, the key of a record that is in fixtures/."
            )

    @property
    def name(self):
        return self.model._meta.model_name

    @property
    def verbose_name(self):
        return self.model._meta.verbose_name

    @property
    def verbose_name_plural(self):
        return self.model._meta.verbose_name_plural

    @property
    def citations_table(self):
        """The database table of its citations."""
        return self.citations._meta.db_table

    @property
    def table(self):
        return self.model._meta.db_table

    @property
    def primary_key_column(self):
        """The column of the primary key, not of ``key_field``."""
        return self.model._meta.pk.column

    @property
    def key_field(self):
        return self.model.key_field

    @property
    def has_generic_page(self):
        return self.page == f"records:{self.name}"

    @property
    def list_page(self):
        """The name of the address of the list that is made from this declaration."""
        return f"{self.page}-list"

    @functools.cached_property
    def citable_fields(self):
        """The names of the fields that citations can name, in order: all that editors fill in."""
        meta = self.model._meta
        return [
            field.name
            for field in [*meta.concrete_fields, *meta.many_to_many]
            if field.editable and not field.primary_key
        ]

    @functools.cached_property
    def fact_fields(self):
        """The names of the fields that need a source when they state something, in order."""
        exempt = {
            *NO_FACTS,
            *self.classified,
            *self.identified_by,
            self.key_field,
            self.model.name_field,
        }
        return [name for name in self.citable_fields if name not in exempt]

    def value_of(self, record, name):
        """Return the stored value of a field of the record: of a reference, the primary key; of several, a list."""
        field = self.model._meta.get_field(name)
        if field.many_to_many:
            return list(getattr(record, name).all())
        return getattr(record, field.attname)

    @property
    def short_facts(self):
        """The names of the facts that a line of a list has room for: all but long texts."""
        return [
            name
            for name in self.facts
            if not isinstance(self.model._meta.get_field(name), TextField)
        ]

    def row_kind(self, relation):
        """Return the kind of row of that relation; ``None`` for a name that is none of the record's relations."""
        for kind in self.rows:
            if kind.relation == relation:
                return kind
        return None

    def kind_of(self, row_model):
        """Return the kind of row that a model is. Raise ``KeyError`` for a model whose rows the type does not hold."""
        for kind in self.rows:
            if kind.model is row_model:
                return kind
        raise KeyError(row_model)

    @functools.cached_property
    def shown_relations(self):
        """The type of each relation to other records of which the page of a record shows something, by its lookup."""
        lookups = foreign_keys_to_records(self.model)
        for relation, model in self.parts:
            for name in foreign_keys_to_records(model):
                if name != "record":
                    lookups.append(f"{relation}__{name}")
        lookups += self.shows
        if self.shows_citing:
            lookups += _lookups_of_citing_records(self.model)
        return {lookup: _type_at(self.model, lookup) for lookup in lookups}

    @property
    def field_names(self):
        """The names of the fields with a column in the table of the records."""
        return [field.name for field in self.model._meta.concrete_fields]

    @property
    def paths_of_list(self):
        """The paths to the records that a line of a list names: those that names need, and those that are facts."""
        paths = list(self.named_by)
        for name in self.facts:
            if name in foreign_keys(self.model):
                paths.append(name)
                paths += [
                    f"{name}__{path}" for path in self.referred_type(name).named_by
                ]
        return paths

    def referred_type(self, name):
        """Return the type of the records that a field of the record refers to."""
        return self.model._meta.get_field(name).related_model.record_type

    def part_name(self, model):
        """Return what a row or citation is called beside its record: "citation", not "payload citation"."""
        return str(model._meta.verbose_name).removeprefix(f"{self.verbose_name} ")

    def topic_of(self, name):
        """Return what sources differ about where they differ on a field of the record."""
        return self.field_topics.get(name, self.topic)

    @property
    def parts(self):
        """Pairs of a relation and its model, for all that a record holds: its rows, then its citations."""
        parts = [(kind.relation, kind.model) for kind in self.rows]
        if self.citations:
            parts.append(("citations", self.citations))
        return parts


# By model, in the order of declaration. Filled when Django imports the models, and not changed afterwards.
_types = {}


def register(record_type):
    """Add a type to the registry.

    Its model gets it as ``record_type``, and the model of each kind of row gets that kind as ``row_kind``. Raise
    ``ValueError`` for a place that another type has.
    """
    plurals_by_place = {}
    for other in _types.values():
        if other.model is not record_type.model:
            plurals_by_place[other.place] = other.plural
    if record_type.place in plurals_by_place:
        free_places = itertools.filterfalse(plurals_by_place.get, itertools.count(1))
        raise ValueError(
            f"{record_type.plural}: place {record_type.place} is that of "
            f"{plurals_by_place[record_type.place]}. The next free place is {next(free_places)}."
        )
    _types[record_type.model] = record_type
    record_type.model.record_type = record_type
    for kind in record_type.rows:
        kind.model.row_kind = kind


def record_types():
    """Return every type, in an order in which each refers only to those before it, or to itself."""
    return list(_types.values())


def types_for_readers():
    """Return every type, in the order in which readers are shown them."""
    return sorted(_types.values(), key=lambda record_type: record_type.place)


def named(name):
    """Return the type that citations, changes and addresses call ``name``. Raise ``KeyError`` for an unknown one."""
    for record_type in _types.values():
        if record_type.name == name:
            return record_type
    raise KeyError(name)


def tables_of(record_type):
    """Return the column that holds the record's key, by the name of each table that holds a part of such a record."""
    model = record_type.model
    tables = {model._meta.db_table: model._meta.pk.column}
    for _relation, part in record_type.parts:
        tables[part._meta.db_table] = part._meta.get_field("record").column
    # The table between two models has no model of ours.
    for relation in model._meta.many_to_many:
        tables[relation.m2m_db_table()] = relation.m2m_column_name()
    return tables


def label_of(instance, name):
    """Return what a field of a record or row is called in a sentence."""
    return instance._meta.get_field(name).verbose_name


def words_of(instance, name):
    """Return the value of a field of a record or row as readers see it; ``""`` for one that is not known."""
    # Dates and states have words of their own, a term has its label.
    if hasattr(instance, f"{name}_words"):
        return str(getattr(instance, f"{name}_words"))
    if instance._meta.get_field(name).choices:
        return str(getattr(instance, f"get_{name}_display")())
    return value_in_words(getattr(instance, name))


def value_in_words(value):
    if value is None:
        return ""
    if value is True:
        return _("yes")
    if value is False:
        return _("no")
    if isinstance(value, Decimal):
        return decimal_text(value)
    return str(value)


def foreign_keys(model):
    """Return the names of the foreign keys of a model, in the order of declaration."""
    return [column.name for column in model._meta.concrete_fields if column.is_relation]


def foreign_keys_to_records(model):
    """Return the names of the relations of a record, row or citation to records, in the order of declaration."""
    return [
        column.name
        for column in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if column.is_relation and column.related_model in _types
    ]


def _lookups_of_citing_records(model):
    """Return the lookups from a source to the records that cite it, and to those that name these."""
    lookups = []
    for citing_type in record_types():
        if citing_type.citations is None:
            continue
        citations = citing_type.citations._meta.get_field("source").related_query_name()
        lookups.append(f"{citations}__record")
        for name in citing_type.named_by:
            lookups.append(f"{citations}__record__{name}")
    return lookups


def _type_at(model, lookup):
    """Return the type of the records that a lookup from a model leads to."""
    for name in lookup.split("__"):
        model = model._meta.get_field(name).related_model
    return model.record_type


def owner_of(part):
    """Return the model of the records that rows or citations of the model ``part`` belong to."""
    return part._meta.get_field("record").related_model


def references(instance):
    """Return what a record, or a row besides its record, refers to."""
    targets = []
    for column in instance._meta.concrete_fields:
        if column.is_relation and column.name != "record":
            targets.append(getattr(instance, column.name))
    for relation in instance._meta.many_to_many:
        targets += getattr(instance, relation.name).all()
    return [target for target in targets if target is not None]


def relations_to(model):
    """Return the relations that point at records of a model, but those of its own rows and citations.

    Pairs of the model that refers, a type's or that of its rows, and the name of its field.
    """
    relations = []
    for relation in model._meta.related_objects:
        # What belongs to a record is deleted with it; every other reference protects it.
        if relation.many_to_many or relation.on_delete is PROTECT:
            relations.append((relation.related_model, relation.field.name))
    return relations
