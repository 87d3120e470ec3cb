"""Documents, their authors, and the numbered references between them."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _

from records import dates
from records.fields import (
    EdtfField,
    NameField,
    TermField,
    Vocabulary,
    derived_day,
    one_of,
)
from records.models.record import Publication, Record, RecordQuerySet
from records.models.rows import language_tag
from records.registry import RecordType, RowKind, named, register
from web.bibliography import csl_date


class SourceKind(Vocabulary, public_name="source-kind"):
    PAPER = "paper", "An article in a scholarly journal.", "paper"
    ABSTRACT = "abstract", "A conference abstract.", "conference abstract"
    BOOK = "book", "A book or a chapter of one.", "book"
    OFFICIAL = (
        "official",
        "A text that an agency, a government or an institution published itself.",
        "official text",
    )
    NEWS = (
        "news",
        "An article of a newspaper, magazine, broadcaster or news agency.",
        "news article",
    )
    REGISTER = (
        "register",
        "A register or database of record: ROR, COSPAR ids, the planetary gazetteer.",
        "register",
    )
    WEB_PAGE = "web-page", "Another page on the web.", "web page"


# What CSL calls each kind.
CSL_TYPES = {
    SourceKind.PAPER: "article-journal",
    SourceKind.ABSTRACT: "paper-conference",
    SourceKind.BOOK: "book",
    SourceKind.NEWS: "article-newspaper",
    SourceKind.OFFICIAL: "report",
    SourceKind.REGISTER: "dataset",
    SourceKind.WEB_PAGE: "webpage",
}


class Reliability(Vocabulary, public_name="reliability"):
    PRIMARY = (
        "primary",
        "An agency, a signing party or a peer-reviewed paper on its own doings or findings.",
        "primary",
    )
    PRESS = "press", "Press, and official text known through press.", "press"
    SECONDARY = (
        "secondary",
        "A summary, encyclopaedia, forum or other account at second hand.",
        "secondary",
    )


class Reading(Vocabulary, public_name="reading"):
    FULL = "full", "Read from beginning to end.", "read in full"
    PART = "part", "Read in part.", "read in part"
    ABSTRACT = (
        "abstract",
        "Its abstract and reference list were read, not its body.",
        "abstract and references read",
    )
    THROUGH_ANOTHER = (
        "through-another",
        "Not seen; known through another source.",
        "known through another source",
    )


class SourceQuerySet(RecordQuerySet):
    def latest_of(self, *citations):
        """The latest source that published records cite: at most one. Takes querysets of citations.

        A source that is dated by its year counts from 1 January, so that no reach of evidence is overstated.
        """
        is_cited = models.Q()
        for queryset in citations:
            public = queryset.filter(record__publication=Publication.PUBLISHED)
            is_cited |= models.Q(pk__in=public.values("source"))
        dated = self.filter(is_cited, published_earliest__isnull=False)
        return dated.order_by("-published_earliest", "-published_latest")[:1]

    def latest_on(self, *type_names):
        """The latest source that published records of some types cite, as ``latest_of``: at most one."""
        citations = [named(name).citations.objects.all() for name in type_names]
        return self.latest_of(*citations)

    def for_list(self):
        return self.prefetch_related("authors")

    def for_detail(self):
        references = Reference.objects.select_related("record").order_by(
            "record__slug", "number"
        )
        return self.prefetch_related(
            "contents", models.Prefetch("cited_by", references)
        )


class Source(Record):
    """A document that facts are taken from: a paper, an article, a notice, a page, a book."""

    name_field = "title"

    title = NameField(max_length=400)
    original_title = NameField(
        max_length=400, blank=True, default="", help_text="In the original language."
    )
    label = NameField(max_length=60, help_text="How notes name it: Jia et al. 2022.")
    kind = TermField(max_length=12, choices=SourceKind)
    reliability = TermField(max_length=12, choices=Reliability)
    et_al = models.BooleanField(
        default=False, help_text="It has more authors than the ones listed."
    )
    container = NameField(
        max_length=200, blank=True, default="", help_text="The journal, book or site."
    )
    publisher = NameField(max_length=200, blank=True, default="")
    volume = models.CharField(max_length=20, blank=True, default="")
    issue = models.CharField(max_length=20, blank=True, default="")
    pages = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(
        max_length=12, validators=[language_tag], blank=True, default=""
    )
    published = EdtfField(
        earliest_field="published_earliest", latest_field="published_latest"
    )
    published_earliest = derived_day()
    published_latest = derived_day()
    reading = TermField(max_length=16, choices=Reading)
    checked = EdtfField(
        earliest_field="checked_earliest",
        latest_field="checked_latest",
        help_text="When it was last read.",
    )
    checked_earliest = derived_day()
    checked_latest = derived_day()
    doi = models.CharField(
        "DOI",
        max_length=120,
        blank=True,
        default="",
        validators=[
            RegexValidator(
                r"^10\.\d{4,9}/\S+$",
                "A DOI begins with 10., like 10.1126/sciadv.aaz1334.",
            )
        ],
    )
    url = models.URLField("address", max_length=400, blank=True, default="")
    archived_url = models.URLField(
        "archived address", max_length=400, blank=True, default=""
    )
    no_link_reason = models.CharField(
        max_length=200, blank=True, default="", help_text="Why there is no address."
    )
    note = models.TextField(
        blank=True,
        default="",
        help_text="What is known of its origin, and what is not.",
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [
            one_of("kind", SourceKind),
            one_of("reliability", Reliability),
            one_of("reading", Reading),
            models.CheckConstraint(
                name="sources_source_link_or_reason",
                condition=~models.Q(url="")
                | ~models.Q(doi="")
                | ~models.Q(no_link_reason=""),
                violation_error_message="Give an address or a DOI, or say why there is none.",
            ),
        ]

    def searchable(self):
        authors = [str(author) for author in self.held("authors")]
        return [self.title, self.original_title, self.label, self.doi, *authors]

    @property
    def byline(self):
        """The authors as a list in one line, with "et al." where the source has more."""
        names = ", ".join([str(author) for author in self.authors.all()])
        if names and self.et_al:
            return f"{names} et al."
        return names

    @property
    def published_in(self):
        """The journal, book or site with volume, issue and pages: "Science 12(3), 4-9"; ``""`` for none."""
        if not self.container:
            return ""
        text = self.container
        if self.volume:
            text += f" {self.volume}"
        if self.issue:
            text += f"({self.issue})"
        if self.pages:
            text += f", {self.pages}"
        return text

    @property
    def publication_line(self):
        """Where, by whom and when it was published, in one line."""
        parts = [
            self.published_in,
            self.publisher,
            self.published_words or _("date not given"),
        ]
        return "; ".join([part for part in parts if part])

    @property
    def summary_line(self):
        """Its authors, container, date and kind, and how it was read, in one line, as lists of sources have it."""
        kind = f"{self.get_kind_display()}, {self.get_reliability_display()}"
        date = self.published_words or _("date not given")
        parts = [self.byline, self.container, date, kind, self.get_reading_display()]
        return "; ".join([part for part in parts if part])

    def as_csl(self):
        """Return the source as a CSL-JSON item, without what is unknown."""
        item = {
            "id": self.slug,
            "type": CSL_TYPES[self.kind],
            "title": self.title,
            "author": [author.as_csl() for author in self.authors.all()],
            "container-title": self.container,
            "publisher": self.publisher,
            "volume": self.volume,
            "issue": self.issue,
            "page": self.pages,
            "DOI": self.doi,
            "URL": self.url,
            "language": self.language,
            "issued": csl_date(self.published_earliest, self.published),
        }
        return {name: value for name, value in item.items() if value}

    @property
    def published_words(self):
        return dates.date_in_words(self.published)

    @property
    def checked_words(self):
        return dates.date_in_words(self.checked)

    @property
    def page_of_passages(self):
        """The address of the page that holds its words; ``""`` for a register, whose entries have pages of their own.

        A source that is known through another one was not seen, so that its page may print something else.
        """
        if self.kind == SourceKind.REGISTER or self.reading == Reading.THROUGH_ANOTHER:
            return ""
        return self.url

    @property
    def link(self):
        """The address to follow: the DOI's resolver before the page's own address."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url


class SourceAuthor(models.Model):
    """An author as CSL has them: a family and a given name, or a literal such as an agency."""

    record = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField(default=0)
    family = NameField(max_length=80, blank=True, default="")
    given = NameField(max_length=80, blank=True, default="")
    literal = NameField(
        max_length=200,
        blank=True,
        default="",
        help_text="An organisation, or a name unparted.",
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sources_sourceauthor_person_or_literal",
                condition=models.Q(literal="") ^ models.Q(family="", given=""),
                violation_error_message="Give a family and a given name, or a literal name.",
            )
        ]

    def __str__(self):
        # A person has at least one of both names.
        return self.literal or f"{self.given} {self.family}".strip()

    def as_csl(self):
        """Return the author as a CSL-JSON name."""
        if self.literal:
            return {"literal": self.literal}
        return {"family": self.family, "given": self.given}


class Reference(models.Model):
    """One entry of a source's own numbered list: the citing source, the number, the source cited."""

    record = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="references"
    )
    number = models.PositiveSmallIntegerField()
    cited = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="cited_by")
    as_printed = models.TextField(
        help_text="The entry as the citing source prints it, slips and all."
    )
    note = models.TextField(
        blank=True, default="", help_text="What is known to be wrong in it."
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="sources_reference_number_unrepeated",
                fields=["record", "number"],
                violation_error_message="This source already has a reference of that number.",
            )
        ]

    def __str__(self):
        return f"{self.record.label}, reference {self.number}"

    def get_absolute_url(self):
        return f"{self.record.get_absolute_url()}#{self.fragment}"

    @property
    def fragment(self):
        """What addresses call the entry on the page of the citing source."""
        return f"reference-{self.number}"

    @property
    def key(self):
        return str(self.number)


register(
    RecordType(
        Source,
        plural="sources",
        place=8,
        page="sources:detail",
        in_api=True,
        in_admin=True,
        rows=(
            RowKind("authors", SourceAuthor, can_differ=False),
            RowKind("references", Reference, can_differ=False),
        ),
        search_heading="Sources",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("schema:CreativeWork",),
        shows=("cited_by__record",),
        shows_citing=True,
        example_key="jia-2022",
    )
)
