"""Loading the files into the database: all or nothing, and never over a curator's edit."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalog import canonical as forms
from catalog import files
from catalog.changes import record_all_changes
from catalog.models import LoadedRecord
from sources import publication
from sources.models import Row, name_rows


class LoadError(Exception):
    """Why nothing was loaded; the message names file, record and field."""


@dataclass
class Report:
    """How many records the load created, changed, deleted and left as they are."""

    created: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)

    def __str__(self):
        text = f"{self.created} created, {self.changed} changed, {self.deleted} deleted, {self.unchanged} unchanged."
        if self.kept:
            text += f" Kept as edited in the database: {', '.join(self.kept)}."
        return text


def load(directory, replace=False, why=""):
    """Load every record of the files in ``directory`` and return a ``Report``; ``why`` goes into the history.

    A record that changed only in the files is applied; one that changed only in the database is kept; one that
    changed in both is refused by name, unless ``replace`` lets the file win. Raises ``LoadError``, and then leaves
    the database as it was.
    """
    try:
        with transaction.atomic():
            load = _Load(directory, replace)
            report = load.run()
            record_all_changes(load.present, by="loadcatalog", why=why)
            return report
    except (files.FileError, forms.CanonicalError) as error:
        raise LoadError(str(error)) from error


def broken_constraint(instance, error):
    """Return the sentence of the constraint that the database names in an error, or the error's first line."""
    told = str(error)
    table = instance._meta.db_table
    for constraint in instance._meta.constraints:
        columns = [instance._meta.get_field(name).column for name in getattr(constraint, "fields", ())]
        # SQLite names the columns of a unique constraint, not the constraint.
        if constraint.name in told or (columns and all(f"{table}.{column}" in told for column in columns)):
            return constraint.violation_error_message
    return told.splitlines()[0]


def name(model, key):
    """Return what messages call a record: "payloads change-4-lnd"."""
    return f"{files.type_name(model)} {key}"


class _Load:
    """One run of the loader. Records are first all made, so that references between them resolve, then filled."""

    def __init__(self, directory, replace):
        self.directory, self.replace = directory, replace
        self.report = Report()
        self.conflicts = []
        self.where = {}

    def run(self):
        wanted = self.read_files()
        stored = {model: self.read_database(model) for model in forms.RECORD_TYPES}
        self.loaded = {(entry.kind, entry.key): entry for entry in LoadedRecord.objects.all()}
        applied = [item for item in wanted.items() if self.should_apply(*item, stored)]
        gone = self.deletions(wanted, stored)
        if self.conflicts:
            raise LoadError(
                "These records changed both in the files and in the database since the last load: "
                f"{', '.join(self.conflicts)}. "
                "Export the database and merge, or load with --replace to let the files win."
            )
        self.records = {model: dict(stored[model][1]) for model in forms.RECORD_TYPES}
        # First, so that a record given another slug can take over what is unique; the rest when nothing needs it.
        gone = self.delete(gone)
        by_type = {model: {} for model in forms.RECORD_TYPES}
        for (model, key), form in applied:
            by_type[model][key] = form
        self.new = {(model, key) for (model, key), _ in applied if key not in self.records[model]}
        self.report.created, self.report.changed = len(self.new), len(applied) - len(self.new)
        for model, listed in by_type.items():
            self.make(model, listed)
        for model, listed in by_type.items():
            self.fill(model, listed)
        if left := self.delete(gone):
            told = [f"{name(*identity)} is still referred to by {', '.join(left[identity])}." for identity in left]
            raise LoadError(f"The files no longer hold every record. {' '.join(told)}")
        self.present = {}
        for model, listed in by_type.items():
            forms_of = stored[model][0] | self.check(model, listed)
            self.present[model] = {key: form for key, form in forms_of.items() if key in self.records[model]}
        self.remember(wanted)
        return self.report

    def read_files(self):
        """Return the canonical forms of the files by record type and key."""
        wanted = {}
        for model, path, data in files.read(self.directory):
            key = data.get(model.key_field) if isinstance(data, dict) else None
            if not key or not isinstance(key, str):
                raise LoadError(f"{path}: a record has no {model.key_field}.")
            where = f"{path}: {key}"
            if (model, key) in wanted:
                raise LoadError(f"{where}: this record stands in the files twice.")
            if model in files.ONE_FILE_EACH and path.stem != key:
                raise LoadError(f"{where}: the file of this record must be called {key}.yaml.")
            self.where[model, key] = where
            wanted[model, key] = forms.normalised(model, data, where)
        return wanted

    def read_database(self, model):
        """Return the canonical forms and the instances of a record type in the database, by key."""
        records = list(forms.prefetched(model._base_manager.all()))
        return (
            {record.record_key: forms.canonical(record) for record in records},
            {record.record_key: record for record in records},
        )

    def should_apply(self, identity, form, stored):
        """Tell whether the file's form goes into the database, by what changed since the last load."""
        model, key = identity
        present = stored[model][0].get(key)
        last = self.loaded.get((files.type_name(model), key))
        if present == form:
            self.report.unchanged += 1
            return False
        file_changed = last is None or last.file_digest != forms.digest(form)
        present_digest = forms.digest(present) if present is not None else ""
        database_changed = last.database_digest != present_digest if last else present is not None
        if database_changed and not self.replace:
            if file_changed:
                self.conflicts.append(name(model, key))
            else:
                self.report.kept.append(name(model, key))
            return False
        if not file_changed and not database_changed:
            self.report.unchanged += 1
            return False
        return True

    def deletions(self, wanted, stored):
        """Return the records that were loaded once and that the files no longer hold, the most dependent first."""
        gone = []
        for model in reversed(forms.RECORD_TYPES):
            for key, present in stored[model][0].items():
                last = self.loaded.get((files.type_name(model), key))
                if (model, key) in wanted or last is None:
                    continue
                if last.database_digest != forms.digest(present) and not self.replace:
                    self.conflicts.append(f"{name(model, key)} (deleted in the files)")
                gone.append((model, key))
        return gone

    def delete(self, gone):
        """Delete records until the rest is referred to; return the rest, each with the names of what refers to it."""
        left = {}
        for model, key in gone:
            try:
                self.records[model][key].delete()
            except ProtectedError as error:
                left[model, key] = sorted({str(getattr(other, "record", other)) for other in error.protected_objects})
            else:
                del self.records[model][key]
                self.report.deleted += 1
        return self.delete(left) if len(left) < len(gone) else left

    def find(self, model, key, where):
        """Return the record that a reference names."""
        try:
            return self.records[model][key]
        except KeyError:
            kind = model._meta.verbose_name
            raise LoadError(f"{where}: there is no {kind} “{key}”.{forms.nearest(key, self.records[model])}") from None

    def find_row(self, instance, model_field, key, where):
        """Return the row of the same record that a row refers to; its type is loaded before."""
        row = self.rows.get((model_field.related_model, instance.record, key))
        if row is None:
            raise LoadError(f"{where}.{model_field.name}: this record has no {model_field.name} “{key}”.")
        return row

    def make(self, model, listed):
        """Create or update the records of a type without their rows, and without references to their own type."""
        created = []
        for key, form in listed.items():
            where = self.where[model, key]
            record = self.records[model].setdefault(key, model())
            self.set_fields(record, form, where, defer=model)
            with _telling(record, where):
                record.clean_fields(exclude=_relations(model))
                if record.pk:
                    record.save()
            if not record.pk:
                created.append((record, where))
        self.insert(created)

    def set_fields(self, instance, form, where, defer=None):
        """Set every field of the canonical form, the absent ones to their defaults."""
        for model_field in forms.fields(type(instance)):
            value = form.get(model_field.name)
            if model_field.many_to_many:
                continue
            if not model_field.is_relation:
                value = model_field.get_default() if value is None else model_field.to_python(value)
            elif model_field.related_model is defer:
                value = None
            elif value is None and not model_field.null:
                raise LoadError(f"{where}: {model_field.name} is missing.")
            elif value is not None and issubclass(model_field.related_model, Row):
                value = self.find_row(instance, model_field, value, where)
            elif value is not None:
                value = self.find(model_field.related_model, value, f"{where}.{model_field.name}")
            setattr(instance, model_field.name, value)

    def insert(self, made):
        """Insert instances of one type, each given with its place, together.

        What the database refuses is looked for one by one, so that the error names its place and constraint.
        """
        if not made:
            return
        instances = [instance for instance, _ in made]
        for instance in instances:
            if hasattr(instance, "derive"):
                instance.derive()
        try:
            with transaction.atomic():
                type(instances[0])._base_manager.bulk_create(instances)
        except IntegrityError:
            for instance, where in made:
                with _telling(instance, where):
                    instance.save()
            raise

    def fill(self, model, listed):
        """Set references to the records' own type and to several records, and replace their rows and citations."""
        changed = []
        for key, form in listed.items():
            record, where = self.records[model][key], self.where[model, key]
            is_new, referring = (model, key) in self.new, False
            if not is_new:
                changed.append(record)
            for model_field in forms.fields(model):
                place = f"{where}.{model_field.name}"
                if model_field.many_to_many and (model_field.name in form or not is_new):
                    found = [self.find(model_field.related_model, k, place) for k in form.get(model_field.name, [])]
                    getattr(record, model_field.name).set(found)
                elif model_field.related_model is model and model_field.name in form:
                    setattr(record, model_field.name, self.find(model, form[model_field.name], place))
                    referring = True
            with _telling(record, where):
                record.clean()
                if referring:
                    record.save()
        self.replace_rows(model, listed, changed)

    def replace_rows(self, model, listed, changed):
        """Give the records of a type the rows and citations of their forms; ``changed`` had others before.

        Those are deleted first, rows that refer to other rows of their record before the rows they refer to.
        """
        cited = forms.citation_model(model)
        rows_of = {relation: forms.row_model(model, relation) for relation in model.rows}
        for part in filter(None, [cited, *reversed(rows_of.values())]):
            part._base_manager.filter(record__in=changed).delete()
        self.rows = {}
        citations = []
        for relation, row_model in rows_of.items():
            citing = cited and publication.row_citation_field(model, row_model)
            made = [
                (row, entry, f"{self.where[model, key]}.{relation}[{number}]")
                for key, form in listed.items()
                for number, (row, entry) in enumerate(
                    self.make_rows(self.records[model][key], relation, form.get(relation, []), self.where[model, key]),
                    start=1,
                )
            ]
            self.insert([(row, where) for row, _, where in made])
            for row, entry, where in made:
                if hasattr(row, "key"):
                    self.rows[row_model, row.record, row.key] = row
                citations += self.make_citations(row.record, entry, where, **{citing: row} if citing else {})
        for key, form in listed.items():
            citations += self.make_citations(self.records[model][key], form, self.where[model, key])
        self.insert(citations)

    def make_rows(self, record, relation, listed, where):
        """Return the rows of one relation of a record, checked and not yet stored, each with its form."""
        row_model = forms.row_model(type(record), relation)
        rows = []
        for position, entry in enumerate(listed, start=1):
            row = row_model(record=record)
            if hasattr(row_model, "position"):
                row.position = position
            self.set_fields(row, entry, f"{where}.{relation}[{position}]")
            rows.append(row)
        if issubclass(row_model, Row):
            name_rows(rows)
        for position, row in enumerate(rows, start=1):
            _check(row, f"{where}.{relation}[{position}]")
        return zip(rows, listed, strict=True)

    def make_citations(self, record, form, where, **row):
        """Return the citations in the form of a record or of one of its rows, checked and not yet stored."""
        made = []
        for number, entry in enumerate(form.get("citations", []), start=1):
            place = f"{where}.citations[{number}]"
            citation = forms.citation_model(type(record))(record=record, **row)
            self.set_fields(citation, entry, place)
            _check(citation, place)
            made.append((citation, place))
        return made

    def check(self, model, listed):
        """Refuse the load when a record is public without evidence; store what can be searched.

        Returns the canonical forms of the records as they now stand in the database.
        """
        records = list(forms.prefetched(model._base_manager.filter(**{f"{model.key_field}__in": listed})))
        for record in records:
            if found := publication.problems(record):
                raise LoadError(f"{self.where[model, record.record_key]}: {' '.join(found)}")
            record.search_text = record.make_search_text()
        model._base_manager.bulk_update(records, ["search_text"])
        return {record.record_key: forms.canonical(record) for record in records}

    def remember(self, wanted):
        """Store the digests of what the files and the database hold now, for all that was applied or is identical."""
        held = {(files.type_name(model), key) for model, key in wanted}
        forgotten = [entry.pk for identity, entry in self.loaded.items() if identity not in held]
        LoadedRecord.objects.filter(pk__in=forgotten).delete()
        entries = [
            LoadedRecord(
                kind=files.type_name(model),
                key=key,
                file_digest=forms.digest(form),
                database_digest=forms.digest(self.present[model][key]) if key in self.present[model] else "",
            )
            for (model, key), form in wanted.items()
            if name(model, key) not in self.report.kept
        ]
        LoadedRecord.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["file_digest", "database_digest"],
        )


def _relations(model):
    return [model_field.name for model_field in model._meta.fields if model_field.is_relation]


def _check(instance, where):
    """Check the fields of an instance and the rules across them."""
    with _telling(instance, where):
        instance.clean_fields(exclude=_relations(type(instance)))
        instance.clean()


@contextmanager
def _telling(instance, where):
    """Turn what a check or the database refuses into a ``LoadError`` that names the place."""
    try:
        yield
    except IntegrityError as error:
        raise LoadError(f"{where}: {broken_constraint(instance, error)}") from error
    except ValidationError as error:
        details = [
            f"{where}{'' if name == '__all__' else f'.{name}'}: {message}"
            for name, messages in error.message_dict.items()
            for message in messages
        ]
        raise LoadError(" ".join(details)) from error
