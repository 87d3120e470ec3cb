"""What every record has: an address, a key to sort by, a text to search, a state of publication."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from records.evidence import Evidence, SourcesDiffer
from records.fields import TermField, Vocabulary, one_of
from records.identifiers import identifier_in, identifier_mark
from records.models.rows import Rank
from records.reading import Contents
from records.text import normalise, sort_key


class Publication(Vocabulary, public_name="publication"):
    DRAFT = "draft", "Being written; only curators see it.", "draft"
    IN_REVIEW = (
        "in-review",
        "Written, waiting for a second pair of eyes; only curators see it.",
        "in review",
    )
    PUBLISHED = (
        "published",
        "Public, with evidence for everything it says.",
        "published",
    )
    WITHDRAWN = "withdrawn", "Taken back; only curators see it.", "withdrawn"


class RecordQuerySet(models.QuerySet):
    """The queries that every record type shares."""

    def published(self):
        """Records the public may see. Sources and countries have no state of publication: all of them."""
        if not issubclass(self.model, Publishable):
            return self
        return self.filter(publication=Publication.PUBLISHED)

    def with_differences(self):
        """Add ``differs``: whether sources differ about the record, without reading its rows."""
        return self.annotate(differs=SourcesDiffer(self.model.record_type))

    def differing(self):
        """Records about which sources differ."""
        return self.filter(SourcesDiffer(self.model.record_type))

    def agreeing(self):
        """Records about which sources do not differ."""
        return self.exclude(SourcesDiffer(self.model.record_type))

    def for_naming(self):
        """Records with all that their names and addresses need, and no more."""
        named_by = self.model.record_type.named_by
        # select_related() without names would follow every foreign key.
        if not named_by:
            return self
        return self.select_related(*named_by)

    def for_list(self):
        """Records with all that a row of a list shows, at a cost that does not grow with their number.

        That is what their names need and what their declared facts refer to; a type with a list of its own says what
        more there is.
        """
        paths = self.model.record_type.paths_of_list
        if not paths:
            return self
        return self.select_related(*paths)

    def for_detail(self):
        """Records with all that their page shows, citations included."""
        return self.for_list().prefetch_related("contents")

    def with_identifiers(self):
        """Add the identifiers that lists give, by their names, without reading rows; "" where there is none."""
        rows = self.model.record_type.row_kind("identifiers").model.objects
        annotations = {}
        for name, scheme in self.model.record_type.named_identifiers.items():
            preferred = rows.filter(
                record=models.OuterRef("pk"), scheme=scheme, rank=Rank.PREFERRED
            )
            value = models.Subquery(
                preferred.order_by("position", "key").values("value")[:1]
            )
            annotations[name] = Coalesce(value, models.Value(""))
        return self.annotate(**annotations)

    def identified_by(self, text):
        """Records with an identifier, of any scheme and rank. Its address will do; capitals do not count."""
        rows = self.model.record_type.row_kind("identifiers").model.objects
        identified = rows.filter(value__iexact=identifier_in(text))
        return self.filter(pk__in=identified.values("record"))

    def formerly(self, slug):
        """Records that were once addressed by ``slug``."""
        # A space on either side, so that no part of a longer slug is taken for the whole.
        padded = Concat(
            models.Value(" "),
            "former_slugs",
            models.Value(" "),
            output_field=models.TextField(),
        )
        return self.annotate(padded_former_slugs=padded).filter(
            padded_former_slugs__contains=f" {slug} "
        )

    def present_slugs(self):
        """Return the slug that a record has by each slug that it once had. One query."""
        slugs = {}
        renamed = self.exclude(former_slugs="")
        for slug, former_slugs in renamed.values_list("slug", "former_slugs"):
            slugs |= dict.fromkeys(former_slugs.split(), slug)
        return slugs

    def by_address(self):
        """Return the records that each slug and former slug leads to, by the address. One query."""
        owners = {}
        for record in self.order_by(self.model.key_field):
            for address in record.addresses:
                owners.setdefault(address, []).append(record)
        return owners

    def by_any_slug(self, slug):
        """Return the record that has ``slug`` or once had it, its present owner first; ``None`` without one."""
        return self.filter(slug=slug).first() or self.formerly(slug).first()

    def matching(self, query):
        """Records whose names hold every word of ``query``, whatever the spelling, or that have it as an identifier.

        None for an empty query.

        A word matches the beginning of a word, a number matches a whole number, and a word of a script
        without spaces matches anywhere. The address of an identifier is that identifier.
        """
        words = normalise(identifier_in(query)).split()
        if not words:
            return self.none()
        named = models.Q()
        for word in words:
            # make_search_text() puts a space before and after each name, so that every word has one on either side.
            if word.isdigit():
                pattern = f" {word} "
            elif word.isascii():
                pattern = f" {word}"
            else:
                pattern = word
            named &= models.Q(search_text__contains=pattern)
        identified = models.Q(search_text__contains=f" {identifier_mark(query)} ")
        return self.filter(named | identified)

    def called(self, piece):
        """Records whose name holds a piece of text anywhere, whatever the spelling; none for a piece without letters.

        Spaces do not count; a number is whole, and of a name longer than 200 letters the first 200 are looked at.
        """
        key = sort_key(piece)
        if not key:
            return self.none()
        return self.filter(sort_key__contains=key)

    def best_first(self, query):
        """Order by how well it matches: an identifier or a whole name first, then the beginning of a name, the rest."""
        name = normalise(identifier_in(query))
        # Each name is a line of search_text, with a space before and after it.
        closeness = models.Case(
            models.When(search_text__contains=f" {identifier_mark(query)} ", then=0),
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
    contents_and_references = Contents(with_references=True)

    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The public address, like change-4-lnd. It begins with the mission where a name could recur.",
    )
    former_slugs = models.TextField(
        blank=True,
        default="",
        help_text="Earlier addresses, separated by spaces; they redirect here.",
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
        # Names are rows and saved after the record: whoever saves them calls refresh_search_text().
        if self._state.adding:
            self.search_text = self.make_search_text()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """Return the path of the record's page; a type without pages says where else its records are shown."""
        return reverse(self.record_type.page, args=[self.record_key])

    def as_csl(self):
        """Return the record as a CSL-JSON item, where it is a document; ``{}`` for an entry of the catalogue."""
        return {}

    def linked_facts(self):
        """Return what its page tells search engines besides its name, in the words of schema.org."""
        return {}

    @classmethod
    def name_expression(cls, path=""):
        """Return an expression for what ``str()`` says of a record that ``path``, like "record__", leads to."""
        return models.F(f"{path}{cls.name_field}")

    @property
    def addresses(self):
        """The slug and the former slugs: each leads to the record. A country has a code, which never changes."""
        if self.key_field != "slug":
            return []
        return [self.slug, *self.former_slugs.split()]

    def refuse_taken_addresses(self, owners):
        """Raise ``ValidationError`` for an address that leads to another record: no address is given away.

        ``owners`` are the records of the type by address. Not a part of ``clean()``, which is also called where no
        address has changed.
        """
        for address in self.addresses:
            name = "slug" if address == self.slug else "former_slugs"
            for owner in owners.get(address, []):
                # That no two have one slug is the database's to refuse.
                have_one_slug = name == "slug" and owner.slug == address
                if owner.pk == self.pk or have_one_slug:
                    continue
                sentence = _(
                    "“%(address)s” is an address of %(owner)s (%(slug)s), which it leads to; choose another."
                )
                values = {"address": address, "owner": owner, "slug": owner.slug}
                raise ValidationError({name: sentence % values})

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
        texts = [str(self)]
        if self.record_type.row_kind("names"):
            texts += [name.name for name in self.held("names")]
        return texts

    def identifier_in(self, scheme):
        """Return the identifier of a scheme that is displayed; "" for none."""
        for identifier in self.held("identifiers"):
            if identifier.scheme == scheme and identifier.rank == Rank.PREFERRED:
                return identifier.value
        return ""

    def held(self, relation):
        """Return the rows of a relation; a record that is not stored yet has none."""
        if self._state.adding:
            return []
        return self.record_type.row_kind(relation).of(self)

    def refresh_search_text(self):
        """Update the stored search text, which is made before a new record has rows; called when these are in place."""
        self.search_text = self.make_search_text()
        # By update(), because save() would derive and write every other field too.
        type(self)._base_manager.filter(pk=self.pk).update(search_text=self.search_text)

    def make_search_text(self):
        """Return the names and identifiers of the record, each in a line of its own, as ``matching`` looks for them."""
        lines = [normalise(text) for text in self.searchable()]
        if self.record_type.row_kind("identifiers"):
            for identifier in self.held("identifiers"):
                if identifier.value:
                    lines.append(identifier_mark(identifier.value))
        return "\n" + "".join(f" {line} \n" for line in dict.fromkeys(lines) if line)

    @cached_property
    def cited_evidence(self):
        """What its rows and citations say about it, read once; no query where the record was read with both."""
        return Evidence(self)

    @cached_property
    def differs(self):
        """Whether sources differ about it. ``with_differences()`` sets this without reading rows and citations."""
        return self.cited_evidence.differs


class Publishable(Record):
    """A record that curators prepare before the public sees it."""

    publication = TermField(
        max_length=12, choices=Publication, default=Publication.DRAFT, db_index=True
    )

    class Meta:
        abstract = True
        constraints = [one_of("publication", Publication)]
