"""The types of record that the catalogue holds, each declared once, beside its model.

Whatever treats all types alike asks this registry: canonical forms, files, search, history, downloads, the sitemap, the
API, the admin. A type that is declared is therefore in all of them; docs/adding.md says what a declaration holds.
"""

from dataclasses import dataclass, field

from records.topics import Topic


@dataclass(frozen=True, eq=False)
class RowKind:
    """A kind of row that the records of a type are made of.

    ``relation`` is the name of the rows on the record, in files and in the API. ``cited_as`` is the foreign key by
    which a citation of the record points at such a row; it is empty for rows that no source speaks for. ``topic`` is
    what sources differ about where such rows differ. ``can_differ`` is off for rows of which several are no difference,
    as a second spelling of a name is none.
    """

    relation: str
    model: type
    cited_as: str = ""
    topic: Topic = Topic.OTHER
    can_differ: bool = True


@dataclass(frozen=True, eq=False)
class RecordType:
    """What the catalogue knows of a type of record.

    ``plural`` names it in addresses, files and the API: "ilrs-participations". ``name`` is what citations, changes and
    the API call one of them: "payload".

    What there is of it, each off unless declared:

    ``one_file_each``: a record has a file of its own in ``fixtures/``, instead of a place in one list.
    ``search_heading``: what stands over the records that a search found; empty for a type that is not searched.
    ``in_api``: it has a resource of its own in the API.
    ``in_sitemap``: its records have pages that search engines are told of.
    ``can_be_cited``: its pages offer citations for reference managers.
    ``linked_types``: what a record is in JSON-LD, as terms of schema.org, SOSA or the catalogue's own vocabulary.
    ``finds_changes``: changes of other records that name one of these are found by it.
    ``found_with``: the relation to the record by which such changes are found too, as an institution's country.

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
    named_by: tuple[str, ...] = ()
    one_file_each: bool = False
    search_heading: str = ""
    in_api: bool = True
    in_sitemap: bool = False
    can_be_cited: bool = False
    linked_types: tuple[str, ...] = ()
    finds_changes: bool = False
    found_with: str = ""

    @property
    def name(self):
        return self.model._meta.model_name

    @property
    def verbose_name(self):
        return self.model._meta.verbose_name

    @property
    def plural_name(self):
        return self.model._meta.verbose_name_plural

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
        pairs = [(kind.relation, kind.model) for kind in self.rows]
        return [*pairs, ("citations", self.citations)] if self.citations else pairs


_types = {}


def register(record_type):
    """Add a type to the registry, and give it to its model as ``record_type``."""
    _types[record_type.model] = record_type
    record_type.model.record_type = record_type


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
    for _, part in record_type.parts:
        tables[part._meta.db_table] = part._meta.get_field("record").column
    for relation in model._meta.many_to_many:
        tables[relation.m2m_db_table()] = relation.m2m_column_name()
    return tables
