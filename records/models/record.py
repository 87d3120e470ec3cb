"""What every record has: an address, a place in the order, a text to search, a state of publication."""

from django.db import models
from django.db.models.functions import Concat

from records.fields import Vocabulary, one_of
from records.models.citation import Stance
from records.models.rows import Rank
from records.reading import Contents
from records.text import normalise, sort_key


class Publication(Vocabulary, public_name="publication"):
    DRAFT = "draft", "Being written; only curators see it.", "draft"
    IN_REVIEW = "in-review", "Written, waiting for a second pair of eyes; only curators see it.", "in review"
    PUBLISHED = "published", "Public, with evidence for everything it says.", "published"
    WITHDRAWN = "withdrawn", "Taken back; only curators see it.", "withdrawn"


class RecordQuerySet(models.QuerySet):
    """The words that every record type shares."""

    def published(self):
        """Records the public may see. Sources and countries have no state of publication: all of them."""
        if not issubclass(self.model, Publishable):
            return self
        return self.filter(publication=Publication.PUBLISHED)

    def with_differences(self):
        """Add ``differs``: a citation differs, or a row stands beside a preferred one. Names do not count."""
        record_type = self.model.record_type
        of_record = {"record": models.OuterRef("pk")}
        differing = record_type.citations.objects.filter(**of_record, stance=Stance.DIFFERS)
        for kind in record_type.rows:
            if kind.cited_as and not kind.can_differ:
                # Not name=None, for which SQLite reads the index of all citations without a name, for each record.
                differing = differing.exclude(**{f"{kind.cited_as}__isnull": False})
        differs = models.Exists(differing)
        for kind in record_type.rows:
            if kind.can_differ:
                ranked = kind.model.objects.filter(**of_record).exclude(rank=Rank.PREFERRED)
                differs |= models.Exists(ranked)
        return self.annotate(differs=differs)

    def for_naming(self):
        """Records with all that their names and addresses need, and no more."""
        named_by = self.model.record_type.named_by
        return self.select_related(*named_by) if named_by else self

    def for_list(self):
        """Records with all that a row of a list shows, at a cost that does not grow with their number."""
        return self

    def for_detail(self):
        """Records with all that their page shows, citations included."""
        return self.for_list()

    def formerly(self, slug):
        """Records that were once addressed by ``slug``."""
        padded = Concat(models.Value(" "), "former_slugs", models.Value(" "), output_field=models.TextField())
        return self.annotate(padded_former_slugs=padded).filter(padded_former_slugs__contains=f" {slug} ")

    def matching(self, query):
        """Records whose names hold every word of ``query``, whatever the spelling; none for an empty query.

        A word matches the beginning of a word, a number matches a whole number, and a word of a script
        without spaces matches anywhere.
        """
        words = normalise(query).split()
        if not words:
            return self.none()
        found = self
        for word in words:
            pattern = f" {word} " if word.isdigit() else f" {word}" if word.isascii() else word
            found = found.filter(search_text__contains=pattern)
        return found

    def called(self, piece):
        """Records whose name holds a piece of text anywhere, whatever the spelling; none for a piece without letters.

        Spaces do not count; a number is whole, and of a name longer than 200 letters the first 200 are looked at.
        """
        found = sort_key(piece)
        return self.filter(sort_key__contains=found) if found else self.none()

    def best_first(self, query):
        """Order by how well the names match: a whole name first, then the beginning of one, then the rest."""
        name = normalise(query)
        closeness = models.Case(
            models.When(search_text__contains=f"\n {name} \n", then=0),
            models.When(search_text__contains=f"\n {name} ", then=1),
            models.When(search_text__contains=f"\n {name}", then=2),
            default=3,
            output_field=models.IntegerField(),
        )
        return self.order_by(closeness, "sort_key", self.model.key_field)


class Record(models.Model):
    """Something with a page or an address of its own.

    ``name_field`` is what it is ordered and searched by, beside the names in its rows. ``record_type`` is the
    declaration of its type, which also says of what rows it is made (``records.registry``).
    """

    key_field = "slug"
    name_field = "name"
    record_type = None
    # Whether readers are told the day in Beijing beside that of UTC, where they differ.
    is_dated_in_beijing = False
    contents = Contents()

    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The public address, like change-4-lnd. It begins with the mission where a name could recur.",
    )
    former_slugs = models.TextField(
        blank=True, default="", help_text="Earlier addresses, separated by spaces; they redirect here."
    )
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    search_text = models.TextField(editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return getattr(self, self.name_field)

    def save(self, *args, **kwargs):
        self.derive()
        if self._state.adding:
            self.search_text = self.make_search_text()
        super().save(*args, **kwargs)

    def as_csl(self):
        """Return the record as a CSL-JSON item, where it is a document; ``{}`` for an entry of the catalogue."""
        return {}

    @classmethod
    def name_expression(cls, path=""):
        """Return an expression for what ``str()`` says of a record that ``path``, like "record__", leads to."""
        return models.F(f"{path}{cls.name_field}")

    def derive(self):
        """Set what is stored and follows from the other fields; also for whoever inserts many at once."""
        self.sort_key = sort_key(str(self))

    @property
    def search_heading(self):
        """What stands over the record where a search found it."""
        return self.record_type.search_heading

    @property
    def record_key(self):
        """The slug, or the code of a country: what files, addresses and the API know the record by."""
        return getattr(self, self.key_field)

    def searchable(self):
        """Return the texts under which the record can be found, its alternative names among them."""
        names = self.held("names") if self.record_type.row_kind("names") else []
        return [str(self), *(name.name for name in names)]

    def held(self, relation):
        """Return the rows of a relation; a record that is not stored yet has none."""
        return [] if self._state.adding else getattr(self, relation).all()

    def refresh_search_text(self):
        """Store the search text anew, which a new record has without rows; called when the rows are in place."""
        self.search_text = self.make_search_text()
        type(self)._base_manager.filter(pk=self.pk).update(search_text=self.search_text)

    def make_search_text(self):
        """Return the names of the record, each in a line of its own, as ``matching`` looks for them."""
        names = [normalise(text) for text in self.searchable()]
        return "\n" + "".join(f" {name} \n" for name in dict.fromkeys(names) if name)

    def citations_by_target(self):
        """Return the record's citations by what they speak for; one query, or none when prefetched.

        Keys are ``("", 0)`` for the whole record, ``(field, 0)`` for a field, ``(relation, pk)`` for a row.
        """
        if not hasattr(self, "_citations_by_target"):
            self._citations_by_target = {}
            for citation in self.citations.all():
                self._citations_by_target.setdefault(citation.target, []).append(citation)
        return self._citations_by_target


class Publishable(Record):
    """A record that curators prepare before the public sees it."""

    publication = models.CharField(max_length=12, choices=Publication, default=Publication.DRAFT, db_index=True)

    class Meta:
        abstract = True
        constraints = [one_of("publication", Publication)]
