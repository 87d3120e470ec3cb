"""The third step of a load: writing what the plan says."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from exchange.planning import Outcome, record_name
from records import canonical, publication
from records.models import Row, name_rows


class LoadError(Exception):
    """Why nothing was loaded; the message names file, record and field."""


class RefersToRefused(Exception):
    """A record refers to one that is refused; what is wrong with it itself is told once that one is right."""


class Application:
    """The application of one plan.

    Records are first all made, so that references between them resolve, then filled with their rows and citations.
    ``records`` are the records in the database by type and key, to which it adds the new ones. A record with a fault is
    refused and the others are tried all the same, so that one run tells all ``faults``.
    """

    def __init__(self, plan, records):
        self.plan = plan
        self.records = records
        self.rows = {}
        self.faults = list(plan.faults.values())
        self.refused = set(plan.faults)
        # What is still referred to at first and deleted at the end.
        self.leaving = {}

    def apply(self, stored):
        """Write everything, and return the canonical forms of all records as the database holds them then.

        ``stored`` are those forms before. Raise ``LoadError`` with all that cannot be written, a line each.
        """
        # Deleted first, so that a record given another slug can take over what is unique; what is still referred to is
        # tried again when nothing needs it any more.
        deleted_records = self.plan.records(Outcome.DELETE)
        self.delete_rows(deleted_records)
        self.leaving = self.delete(deleted_records)
        for record_type, key in self.plan.records(Outcome.RENAME):
            former_key = self.plan.former_keys[record_type, key]
            self.records[record_type][key] = self.records[record_type].pop(former_key)
        forms_by_type = {record_type: {} for record_type in self.records}
        written_records = self.plan.records(
            Outcome.CREATE, Outcome.CHANGE, Outcome.RENAME
        )
        for record_type, key in written_records:
            forms_by_type[record_type][key] = self.plan.forms[record_type, key]
        for record_type, forms in forms_by_type.items():
            self.make(record_type, forms)
        for record_type, forms in forms_by_type.items():
            self.fill(record_type, self.not_refused(record_type, forms))
        # What is refused still refers to what it did.
        if not self.faults:
            self.refuse_to_delete(self.delete(self.leaving))
        written_by_type = {}
        for record_type, forms in forms_by_type.items():
            kept_forms = self.not_refused(record_type, forms)
            written_by_type[record_type] = self.check(record_type, kept_forms)
        if self.faults:
            raise LoadError("\n".join(self.faults))
        stored_after = {}
        for record_type, written in written_by_type.items():
            # What was not written refers to a record with a new key by that key too.
            unwritten = {
                key: canonical.with_keys(record_type, form, self.plan.new_keys)
                for key, form in stored[record_type].items()
            }
            present = {**unwritten, **written}
            stored_after[record_type] = {
                key: present[key] for key in present if key in self.records[record_type]
            }
        return stored_after

    @contextmanager
    def refusing(self, record_type, key):
        """Refuse a record for what is raised, and go on with the next."""
        try:
            yield
        except LoadError as error:
            self.faults.append(str(error))
            self.refused.add((record_type, key))
        except RefersToRefused:
            self.refused.add((record_type, key))

    def not_refused(self, record_type, forms):
        return {
            key: form
            for key, form in forms.items()
            if (record_type, key) not in self.refused
        }

    def place(self, record_type, key):
        return self.plan.places[record_type, key]

    def delete_rows(self, identities):
        """Delete the rows of records that go: two that refer to each other by a row would keep each other."""
        for record_type in self.records:
            records = [
                self.records[record_type][key]
                for deleted_type, key in identities
                if deleted_type is record_type
            ]
            if records:
                for _, model in reversed(record_type.parts):
                    model._base_manager.filter(record__in=records).delete()

    def delete(self, identities):
        """Delete records until the rest is referred to; return the rest, each with the names of what refers to it."""
        still_referred_to = {}
        for record_type, key in identities:
            try:
                self.records[record_type][key].delete()
            except ProtectedError as error:
                # A row or citation refers for its record.
                referrers = {
                    str(getattr(referrer, "record", referrer))
                    for referrer in error.protected_objects
                }
                still_referred_to[record_type, key] = sorted(referrers)
            else:
                del self.records[record_type][key]
        # What was deleted may have been all that referred to the rest.
        if len(still_referred_to) < len(identities):
            return self.delete(still_referred_to)
        return still_referred_to

    def refuse_to_delete(self, still_referred_to):
        """Raise ``LoadError`` for records that the files no longer hold and that others refer to."""
        if not still_referred_to:
            return
        sentences = []
        for identity, referrers in still_referred_to.items():
            sentences.append(
                f"{record_name(*identity)} is still referred to by {', '.join(referrers)}."
            )
        raise LoadError(f"The files no longer hold every record. {' '.join(sentences)}")

    def make(self, record_type, forms):
        """Create or update the records of a type without their rows, and without references to their own type."""
        created = []
        for key, form in forms.items():
            place = self.place(record_type, key)
            record = self.records[record_type].setdefault(key, record_type.model())
            with self.refusing(record_type, key):
                self.set_fields(record, form, place, defer=record_type.model)
                with naming_the_place(record, place):
                    record.clean_fields(exclude=_relations(record_type.model))
                    if record.pk:
                        save(record)
                    else:
                        created.append((record, place))
        self.insert(created)

    def set_fields(self, instance, form, place, defer=None):
        """Set every field of the canonical form, the absent ones to their defaults.

        References to the type ``defer`` wait until all of its records are made.
        """
        for field in canonical.fields(type(instance)):
            if field.many_to_many:
                continue
            value = form.get(field.name)
            if not field.is_relation:
                value = field.get_default() if value is None else field.to_python(value)
            elif field.related_model is defer:
                value = None
            elif value is None:
                if not field.null:
                    raise LoadError(f"{place}: {field.name} is missing.")
            elif issubclass(field.related_model, Row):
                value = self.find_row(instance, field, value, place)
            else:
                value = self.find(field.related_model, value, f"{place}.{field.name}")
            setattr(instance, field.name, value)

    def find(self, model, key, place):
        """Return the record that a reference names."""
        records = self.records[model.record_type]
        if (model.record_type, key) in self.refused:
            raise RefersToRefused
        if key not in records:
            name = model.record_type.verbose_name
            raise LoadError(
                f"{place}: there is no {name} “{key}”.{canonical.did_you_mean(key, records)}"
            )
        return records[key]

    def find_row(self, instance, field, key, place):
        """Return the row of the same record that a row refers to; its type is loaded before."""
        row = self.rows.get((field.related_model, instance.record, key))
        if row is None:
            raise LoadError(
                f"{place}.{field.name}: this record has no {field.name} “{key}”."
            )
        return row

    def insert(self, instances_with_places):
        """Insert instances of one type together, each given with its place.

        What the database refuses is looked for one by one, so that the error names its place and constraint.
        """
        if not instances_with_places:
            return
        instances = [instance for instance, _ in instances_with_places]
        for instance in instances:
            # bulk_create() calls no save(), which derives otherwise.
            if hasattr(instance, "derive"):
                instance.derive()
        try:
            with transaction.atomic():
                type(instances[0])._base_manager.bulk_create(instances)
        except IntegrityError:
            for instance, place in instances_with_places:
                record = getattr(instance, "record", instance)
                with (
                    self.refusing(record.record_type, record.record_key),
                    naming_the_place(instance, place),
                ):
                    save(instance)
            if not self.faults:
                raise

    def fill(self, record_type, forms):
        """Set references to the records' own type and to several records, and replace their rows and citations."""
        changed = []
        leaving = [
            self.records[record_type][key].pk
            for leaving_type, key in self.leaving
            if leaving_type is record_type
        ]
        # A record that is merged into another one leaves its address to it.
        owners = record_type.model.objects.exclude(pk__in=leaving).by_address()
        for key, form in forms.items():
            record = self.records[record_type][key]
            place = self.place(record_type, key)
            is_new = self.plan.outcomes[record_type, key] == Outcome.CREATE
            if not is_new:
                changed.append(record)
            with self.refusing(record_type, key), naming_the_place(record, place):
                refers_to_own_type = self.set_late_references(
                    record, form, place, is_new
                )
                record.clean()
                record.refuse_taken_addresses(owners)
                if refers_to_own_type:
                    save(record)
        self.replace_rows(record_type, self.not_refused(record_type, forms), changed)

    def set_late_references(self, record, form, place, is_new):
        """Set what waited for all records to be made; return whether the record must be saved for it."""
        model = type(record)
        refers_to_own_type = False
        for field in canonical.fields(model):
            field_place = f"{place}.{field.name}"
            if field.many_to_many:
                if field.name in form or not is_new:
                    keys = form.get(field.name, [])
                    targets = [
                        self.find(field.related_model, key, field_place) for key in keys
                    ]
                    getattr(record, field.name).set(targets)
            elif field.related_model is model and field.name in form:
                setattr(
                    record, field.name, self.find(model, form[field.name], field_place)
                )
                refers_to_own_type = True
        return refers_to_own_type

    def replace_rows(self, record_type, forms, changed):
        """Give the records of a type the rows and citations of their forms; ``changed`` had others before.

        Those are deleted first, rows that refer to other rows of their record before the rows they refer to.
        """
        for _, model in reversed(record_type.parts):
            model._base_manager.filter(record__in=changed).delete()
        self.rows = {}
        citations = []
        for kind in record_type.rows:
            rows = []
            for key, form in self.not_refused(record_type, forms).items():
                record = self.records[record_type][key]
                with self.refusing(record_type, key):
                    rows += self.make_rows(
                        record, kind, form, self.place(record_type, key)
                    )
            self.insert([(row, place) for row, _, place in rows])
            for row, row_form, place in rows:
                if (record_type, row.record.record_key) in self.refused:
                    continue
                if hasattr(row, "key"):
                    self.rows[kind.model, row.record, row.key] = row
                target = {}
                if kind.cited_as:
                    target[kind.cited_as] = row
                with self.refusing(record_type, row.record.record_key):
                    citations += self.make_citations(
                        row.record, row_form, place, **target
                    )
        for key, form in self.not_refused(record_type, forms).items():
            record = self.records[record_type][key]
            with self.refusing(record_type, key):
                citations += self.make_citations(
                    record, form, self.place(record_type, key)
                )
        self.insert(citations)

    def make_rows(self, record, kind, form, record_place):
        """Return the rows of one kind of a record, checked and not yet stored, each with its form and its place."""
        rows = []
        for position, row_form in enumerate(form.get(kind.relation, []), start=1):
            place = f"{record_place}.{kind.relation}[{position}]"
            row = kind.model(record=record)
            # References of a source are ordered by their number and have no position.
            if hasattr(row, "position"):
                row.position = position
            self.set_fields(row, row_form, place)
            rows.append((row, row_form, place))
        if issubclass(kind.model, Row):
            name_rows([row for row, _, _ in rows])
        for row, _, place in rows:
            _check(row, place)
        return rows

    def make_citations(self, record, form, place, **target):
        """Return the citations in the form of a record or of one of its rows, checked and not yet stored.

        Each comes with its place; ``target`` names the row that it speaks for.
        """
        citations = []
        for number, citation_form in enumerate(form.get("citations", []), start=1):
            citation_place = f"{place}.citations[{number}]"
            citation = record.record_type.citations(record=record, **target)
            self.set_fields(citation, citation_form, citation_place)
            _check(citation, citation_place)
            citations.append((citation, citation_place))
        return citations

    def check(self, record_type, forms):
        """Refuse the load when a record is public without evidence; store what can be searched.

        Return the canonical forms of the records as the database holds them now.
        """
        model = record_type.model
        written = model._base_manager.filter(**{f"{record_type.key_field}__in": forms})
        records = list(canonical.prefetched(written))
        for record in records:
            problems = publication.problems(record)
            if problems:
                place = self.place(record_type, record.record_key)
                self.faults.append(f"{place}: {' '.join(problems)}")
            record.search_text = record.make_search_text()
        model._base_manager.bulk_update(records, ["search_text"])
        return {record.record_key: canonical.canonical(record) for record in records}


def save(instance):
    """Save an instance; where the database refuses it, the transaction goes on."""
    with transaction.atomic():
        instance.save()


def _relations(model):
    """Return the names of the foreign keys, which were resolved already; to validate them asks a query each."""
    return [field.name for field in model._meta.fields if field.is_relation]


def _check(instance, place):
    """Check the fields of an instance and the rules across them."""
    with naming_the_place(instance, place):
        instance.clean_fields(exclude=_relations(type(instance)))
        instance.clean()


def broken_constraint(instance, error):
    """Return the sentence of the constraint that the database names in an error, or the error's first line."""
    message = str(error)
    table = instance._meta.db_table
    for constraint in instance._meta.constraints:
        columns = [
            instance._meta.get_field(name).column
            for name in getattr(constraint, "fields", ())
        ]
        # SQLite names the columns of a unique constraint, not the constraint.
        names_columns = columns and all(
            f"{table}.{column}" in message for column in columns
        )
        if constraint.name in message or names_columns:
            return constraint.violation_error_message
    return message.splitlines()[0]


@contextmanager
def naming_the_place(instance, place):
    """Turn what a check or the database refuses into a ``LoadError`` that names the place."""
    try:
        yield
    except IntegrityError as error:
        raise LoadError(f"{place}: {broken_constraint(instance, error)}") from error
    except ValidationError as error:
        sentences = []
        for name, messages in error.message_dict.items():
            field_place = place if name == "__all__" else f"{place}.{name}"
            sentences += [f"{field_place}: {message}" for message in messages]
        raise LoadError(" ".join(sentences)) from error
