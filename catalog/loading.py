"""Loading the files into the database: all or nothing, and never over a curator's edit."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalog import canonical as forms
from catalog import files
from catalog.models import LoadedRecord
from sources import publication
from sources.models import Record, Row, name_rows


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


def load(directory, replace=False):
    """Load every record of the files in ``directory`` and return a ``Report``.

    A record that changed only in the files is applied; one that changed only in the database is kept; one that
    changed in both is refused by name, unless ``replace`` lets the file win. Raises ``LoadError``, and then leaves
    the database as it was.
    """
    try:
        with transaction.atomic():
            return _Load(directory, replace).run()
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
        self.new = set()

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
        for (model, key), form in applied:
            self.make(model, key, form)
        for (model, key), form in applied:
            self.fill(model, key, form)
        if left := self.delete(gone):
            told = [f"{name(*identity)} is still referred to by {', '.join(left[identity])}." for identity in left]
            raise LoadError(f"The files no longer hold every record. {' '.join(told)}")
        self.check([identity for identity, _ in applied])
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
        row = model_field.related_model.objects.filter(record=instance.record, key=key).first()
        if row is None:
            raise LoadError(f"{where}.{model_field.name}: this record has no {model_field.name} “{key}”.")
        return row

    def make(self, model, key, form):
        """Create or update a record without its rows, and without references to its own type."""
        record = self.records[model].get(key)
        if record is None:
            record = model()
            self.new.add((model, key))
            self.report.created += 1
        else:
            self.report.changed += 1
        where = self.where[model, key]
        self.set_fields(record, form, where, defer=model)
        self.save(record, where)
        self.records[model][key] = record

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

    def save(self, instance, where):
        """Save an instance after checking its fields. What the database refuses is told by its constraint."""
        relations = [model_field.name for model_field in instance._meta.fields if model_field.is_relation]
        with self.told(instance, where):
            instance.clean_fields(exclude=relations)
            if not isinstance(instance, Record):
                instance.clean()
            instance.save()

    @contextmanager
    def told(self, instance, where):
        """Turn what an instance or the database refuses into a ``LoadError`` that names the place."""
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

    def fill(self, model, key, form):
        """Set references to the record's own type and to several records, and replace its rows and citations."""
        record, where = self.records[model][key], self.where[model, key]
        own = [model_field for model_field in forms.fields(model) if model_field.related_model is model]
        for model_field in forms.fields(model):
            place = f"{where}.{model_field.name}"
            if model_field.many_to_many:
                listed = [self.find(model_field.related_model, k, place) for k in form.get(model_field.name, [])]
                getattr(record, model_field.name).set(listed)
            elif model_field in own and model_field.name in form:
                setattr(record, model_field.name, self.find(model, form[model_field.name], place))
        with self.told(record, where):
            record.clean()
            if any(model_field.name in form for model_field in own):
                record.save()
        if (model, key) not in self.new:
            self.clear(record)
        for relation in model.rows:
            self.add_rows(record, relation, form.get(relation, []), where)
        for number, entry in enumerate(form.get("citations", []), start=1):
            self.add_citation(record, entry, f"{where}.citations[{number}]")

    def clear(self, record):
        """Delete the citations and rows of a record, rows that refer to other rows of it first."""
        if cited := forms.citation_model(type(record)):
            cited.objects.filter(record=record).delete()
        for relation in reversed(record.rows):
            forms.row_model(type(record), relation)._base_manager.filter(record=record).delete()

    def add_rows(self, record, relation, listed, where):
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
        for position, (row, entry) in enumerate(zip(rows, listed, strict=True), start=1):
            place = f"{where}.{relation}[{position}]"
            self.save(row, place)
            citing = "citations" in entry and publication.row_citation_field(record, row_model)
            for number, citation in enumerate(entry.get("citations", []), start=1):
                self.add_citation(record, citation, f"{place}.citations[{number}]", **{citing: row})

    def add_citation(self, record, entry, where, **row):
        citation = forms.citation_model(type(record))(record=record, **row)
        self.set_fields(citation, entry, where)
        self.save(citation, where)

    def check(self, identities):
        """Refuse the load when a record is public without evidence; store what can be searched."""
        for model in forms.RECORD_TYPES:
            keys = [key for of_model, key in identities if of_model is model]
            if not keys:
                continue
            records = forms.prefetched(model._base_manager.filter(**{f"{model.key_field}__in": keys}))
            for record in records:
                record.refresh_search_text()
                if found := publication.problems(record):
                    raise LoadError(f"{self.where[model, record.record_key]}: {' '.join(found)}")

    def remember(self, wanted):
        """Store the digests of what the files and the database hold now, for all that was applied or is identical."""
        held = {(files.type_name(model), key) for model, key in wanted}
        forgotten = [entry.pk for identity, entry in self.loaded.items() if identity not in held]
        LoadedRecord.objects.filter(pk__in=forgotten).delete()
        entries = []
        for model in forms.RECORD_TYPES:
            present, _ = self.read_database(model)
            for (of_model, key), form in wanted.items():
                if of_model is not model or name(model, key) in self.report.kept:
                    continue
                database_digest = forms.digest(present[key]) if key in present else ""
                entries.append(
                    LoadedRecord(
                        kind=files.type_name(model),
                        key=key,
                        file_digest=forms.digest(form),
                        database_digest=database_digest,
                    )
                )
        LoadedRecord.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["file_digest", "database_digest"],
        )
