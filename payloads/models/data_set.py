"""Data sets: what payloads and missions measured, where it can be had, and what was handed over and is not public."""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from missions.models import Mission
from partners.models import Institution
from payloads.models.data_terms import (
    PUBLIC,
    DataAccess,
    DataIdentifierScheme,
    Holding,
)
from records import dates
from records.fields import EdtfField, NameField, TermField, derived_day, one_of
from records.identifiers import identifier_in
from records.models import (
    Citation,
    Publication,
    Publishable,
    RecordQuerySet,
    Row,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic

# Where an identifier of a scheme leads, and what it looks like.
RESOLVERS = {DataIdentifierScheme.DOI: "https://doi.org/"}
PATTERNS = {
    DataIdentifierScheme.DOI: re.compile(r"10\.\d{4,9}/\S+"),
    # A logical identifier of a PDS4 bundle, collection or product; the version is a field of its own.
    DataIdentifierScheme.PDS4: re.compile(r"urn:[a-z0-9]+:[a-z0-9]+(:[a-z0-9._-]+)+"),
}


class DataSetQuerySet(RecordQuerySet):
    def accessible(self):
        """Data sets that the public can have, openly or on registration."""
        return self.filter(access__in=PUBLIC)

    def identified_by(self, text):
        """Data sets with an identifier, in any version. Its address will do; capitals do not count."""
        return self.filter(identifier__iexact=identifier_in(text))

    def of_payloads(self, payloads):
        """Data sets that hold data of one of the payloads."""
        return self._holding(Q(payload__in=payloads))

    def of_missions(self, missions):
        """Data sets that hold data of one of the missions, or of a payload of theirs."""
        return self._holding(Q(mission__in=missions) | Q(payload__mission__in=missions))

    def around_mission(self, mission):
        """Data sets that name a mission or one of its published payloads, whatever they hold of it."""
        of_payload = Q(
            payload__mission=mission, payload__publication=Publication.PUBLISHED
        )
        subjects = DataSetSubject.objects.filter(Q(mission=mission) | of_payload)
        return self.filter(Exists(subjects.filter(record=OuterRef("pk"))))

    def _holding(self, condition):
        # Not by a join, which would give a data set once for each subject.
        subjects = DataSetSubject.objects.held().filter(condition)
        return self.filter(Exists(subjects.filter(record=OuterRef("pk"))))

    def for_list(self):
        subjects = DataSetSubject.objects.select_related("payload", "mission")
        return self.select_related("producer", "archive").prefetch_related(
            models.Prefetch("subjects", subjects)
        )

    def for_detail(self):
        # Results are rows of payloads, whose module refers to this one.
        results = (
            apps.get_model("payloads", "Result")
            .objects.filter(record__publication=Publication.PUBLISHED)
            .select_related("record")
            .order_by("record__sort_key", "record__slug", "position", "key")
        )
        return self.select_related("producer", "archive").prefetch_related(
            "contents",
            models.Prefetch("results", results, to_attr="public_results"),
        )


class DataSet(Publishable):
    """A body of data of payloads or missions, kept or published as one, with who may have it."""

    name_field = "title"

    title = NameField(
        max_length=250,
        help_text="As its archive prints it; descriptive where none is printed.",
    )
    description = models.TextField(
        blank=True, default="", help_text="What it holds, in our own words."
    )
    producer = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="produced_data_sets",
        help_text="Who made it.",
    )
    producer_as_printed = NameField(max_length=250, blank=True, default="")
    archive = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="archived_data_sets",
        help_text="Who keeps it and gives it out.",
    )
    archive_as_printed = NameField(
        max_length=250,
        blank=True,
        default="",
        help_text="Dryad; Planetary Geodesy Data Archive.",
    )
    identifier_scheme = TermField(
        max_length=12, choices=DataIdentifierScheme, blank=True, default=""
    )
    identifier = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="10.5061/dryad.rjdfn2zqb; without an address before it.",
    )
    version = models.CharField(
        max_length=40, blank=True, default="", help_text="Of the data set: 3, B, 1.0."
    )
    address = models.URLField(
        max_length=500, blank=True, default="", help_text="The page to get it from."
    )
    processing_level = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="As printed: 2B, calibrated.",
    )
    encoding_format = models.CharField(
        "format",
        max_length=120,
        blank=True,
        default="",
        help_text="As printed: PDS4, CSV.",
    )
    temporal_coverage = EdtfField(
        "period covered",
        earliest_field="temporal_coverage_earliest",
        latest_field="temporal_coverage_latest",
        help_text="2019-01/2022-01",
    )
    temporal_coverage_earliest = derived_day()
    temporal_coverage_latest = derived_day()
    cadence = models.CharField(
        max_length=120, blank=True, default="", help_text="As printed: one minute."
    )
    size = models.CharField(
        max_length=120, blank=True, default="", help_text="As printed: 194.94 MB."
    )
    published = EdtfField(
        earliest_field="published_earliest",
        latest_field="published_latest",
        help_text="When it, or this version of it, was made public.",
    )
    published_earliest = derived_day()
    published_latest = derived_day()
    handed_over = EdtfField(
        earliest_field="handed_over_earliest",
        latest_field="handed_over_latest",
        help_text="When it was handed to the provider of the payload.",
    )
    handed_over_earliest = derived_day()
    handed_over_latest = derived_day()
    access = TermField(max_length=12, choices=DataAccess)
    license = models.CharField(
        "licence", max_length=200, blank=True, default="", help_text="As printed: CC0."
    )
    citation_as_printed = models.TextField(
        blank=True, default="", help_text="How its archive asks to cite it."
    )
    note = models.TextField(
        blank=True,
        default="",
        help_text="Our own remark: what was looked for, and when; what it overlaps with.",
    )

    objects = DataSetQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("identifier_scheme", DataIdentifierScheme, blank=True),
            one_of("access", DataAccess),
            models.CheckConstraint(
                name="payloads_dataset_identifier_has_scheme",
                condition=Q(identifier="", identifier_scheme="")
                | (~Q(identifier="") & ~Q(identifier_scheme="")),
                violation_error_message="An identifier needs its scheme, and a scheme an identifier.",
            ),
            models.UniqueConstraint(
                name="payloads_dataset_identifier_unique",
                fields=["identifier_scheme", "identifier", "version"],
                condition=~Q(identifier=""),
                violation_error_message="Another data set has this identifier and version.",
            ),
        ]

    def clean(self):
        super().clean()
        errors = {}
        pattern = PATTERNS.get(self.identifier_scheme)
        if self.identifier and pattern and not pattern.fullmatch(self.identifier):
            message = _("“%(identifier)s” is no %(scheme)s.")
            values = {
                "identifier": self.identifier,
                "scheme": self.get_identifier_scheme_display(),
            }
            errors["identifier"] = message % values
        if self.is_public and not (self.address or self.identifier):
            errors["address"] = _(
                "Data that the public can have needs an address or an identifier."
            )
        if errors:
            raise ValidationError(errors)

    def searchable(self):
        texts = [*super().searchable(), self.identifier]
        texts += [self.producer_as_printed, self.archive_as_printed]
        for subject in self.held("subjects"):
            texts.append(str(subject.target))
        return texts

    @property
    def is_public(self):
        """Whether the public can have it, openly or on registration."""
        return self.access in PUBLIC

    @property
    def access_words(self):
        """Who may have it; of what is not public, with the day on which the provider was given it."""
        if self.access == DataAccess.HANDED_OVER and self.handed_over:
            words = _("handed to the provider, %(date)s; no public copy found")
            return words % {"date": self.handed_over_words}
        return self.get_access_display()

    @property
    def identifier_words(self):
        """The identifier with its scheme and version: "DOI 10.5878/v4sy-3t95, version 3"; "" without one."""
        values = {
            "scheme": self.get_identifier_scheme_display(),
            "identifier": self.identifier,
            "version": self.version,
        }
        if not self.identifier:
            if not self.version:
                return ""
            return _("version %(version)s") % values
        if self.version:
            return _("%(scheme)s %(identifier)s, version %(version)s") % values
        return _("%(scheme)s %(identifier)s") % values

    @property
    def link(self):
        """Where a reader gets it: where its identifier leads, else its page; "" for what has neither."""
        resolver = RESOLVERS.get(self.identifier_scheme)
        if resolver:
            return f"{resolver}{self.identifier}"
        return self.address

    @property
    def producer_words(self):
        """Who made it, by the name of the record or as printed; "" if unknown."""
        return self._institution_words(self.producer, self.producer_as_printed)

    @property
    def archive_words(self):
        """Who keeps it, by the name of the record or as printed; "" if unknown."""
        return self._institution_words(self.archive, self.archive_as_printed)

    def _institution_words(self, institution, as_printed):
        return as_printed or str(institution or "")

    @property
    def temporal_coverage_words(self):
        return dates.date_in_words(self.temporal_coverage)

    @property
    def published_words(self):
        return dates.date_in_words(self.published)

    @property
    def handed_over_words(self):
        return dates.date_in_words(self.handed_over)

    @property
    def holding_subjects(self):
        """Its subjects of which it holds data."""
        return [subject for subject in self.subjects.all() if subject.is_held]

    @property
    def subjects_without(self):
        """Its subjects of which it was found to hold no data."""
        return [subject for subject in self.subjects.all() if not subject.is_held]

    @property
    def citations_of_absence(self):
        """The citations that speak for ``subjects_without``, each place of a source once."""
        citations = {}
        for subject in self.subjects_without:
            for citation in self.cited_evidence.of_row(subject):
                citations.setdefault((citation.source_id, citation.locator), citation)
        return list(citations.values())

    def linked_facts(self):
        """Return what it is as a ``Dataset`` of schema.org; a licence only as its archive prints it."""
        facts = {
            "identifier": self._linked_identifier(),
            "version": self.version,
            "description": self.description,
            "temporalCoverage": self.temporal_coverage,
            "datePublished": self.published,
            "license": self.license,
            "creator": _linked_organization(self.producer_words),
            "includedInDataCatalog": _linked("DataCatalog", name=self.archive_words),
        }
        if self.is_public and self.link:
            # The link leads to a page and not to the bytes, as contentUrl would have to.
            facts["sameAs"] = self.link
            facts["distribution"] = [
                _linked(
                    "DataDownload",
                    url=self.link,
                    encodingFormat=self.encoding_format,
                    contentSize=self.size,
                )
            ]
        return facts

    def _linked_identifier(self):
        if self.identifier_scheme == DataIdentifierScheme.DOI:
            return self.link
        return self.identifier


def _linked_organization(name):
    return _linked("Organization", name=name)


def _linked(linked_type, **facts):
    """Return a node of schema.org with the facts that are stated; ``None`` without any."""
    stated = {name: fact for name, fact in facts.items() if fact}
    if not stated:
        return None
    return {"@type": linked_type, **stated}


class DataSetSubjectQuerySet(models.QuerySet):
    def published(self):
        """Subjects of published data sets."""
        return self.filter(record__publication=Publication.PUBLISHED)

    def accessible(self):
        """Subjects of data sets that the public can have, openly or on registration."""
        return self.filter(record__access__in=PUBLIC)

    def held(self):
        """Subjects of which the data set holds data."""
        return self.filter(holding=Holding.HOLDS)

    def with_data_sets(self):
        """Add the data set of each, with who made and keeps it."""
        return self.select_related("record__producer", "record__archive")


class DataSetSubject(Row):
    """A payload or a mission whose data a data set holds, or was gone through for."""

    record = models.ForeignKey(
        DataSet, on_delete=models.CASCADE, related_name="subjects"
    )
    payload = models.ForeignKey(
        "payloads.Payload",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="data_set_subjects",
    )
    mission = models.ForeignKey(
        Mission,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="data_set_subjects",
    )
    holding = TermField(max_length=12, choices=Holding, default=Holding.HOLDS)

    objects = DataSetSubjectQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            one_of("holding", Holding),
            models.CheckConstraint(
                name="payloads_datasetsubject_one_target",
                condition=Q(payload=None) ^ Q(mission=None),
                violation_error_message="A subject is a payload or a mission, one of the two.",
            ),
            models.UniqueConstraint(
                name="payloads_datasetsubject_payload_once",
                fields=["record", "payload"],
                violation_error_message="The data set names this payload already.",
            ),
            models.UniqueConstraint(
                name="payloads_datasetsubject_mission_once",
                fields=["record", "mission"],
                violation_error_message="The data set names this mission already.",
            ),
        ]

    def __str__(self):
        if self.is_held:
            return str(self.target)
        return _("none of %(target)s") % {"target": self.target}

    def default_key(self):
        return self.target.slug

    @property
    def target(self):
        return self.payload or self.mission

    @property
    def is_held(self):
        return self.holding == Holding.HOLDS


class DataSetCitation(Citation):
    record = models.ForeignKey(
        DataSet, on_delete=models.CASCADE, related_name="citations"
    )
    subject = models.ForeignKey(
        DataSetSubject,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("subject")]


register(
    RecordType(
        DataSet,
        plural="data-sets",
        place=10,
        page="data_sets:detail",
        in_api=True,
        in_admin=True,
        rows=(RowKind("subjects", DataSetSubject, cited_as="subject"),),
        citations=DataSetCitation,
        facts=(
            "published",
            "temporal_coverage",
            "cadence",
            "processing_level",
            "encoding_format",
            "size",
            "license",
            "citation_as_printed",
        ),
        shown_fields=(
            "description",
            "access",
            "identifier",
            "address",
            "handed_over",
            "producer",
            "producer_as_printed",
            "archive",
            "archive_as_printed",
        ),
        field_topics={
            "temporal_coverage": Topic.DATES,
            "published": Topic.DATES,
            "handed_over": Topic.DATES,
            "size": Topic.FIGURES,
            "cadence": Topic.FIGURES,
        },
        one_file_each=True,
        search_heading="Data sets",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("schema:Dataset",),
        # The results of payloads that rest on it.
        shows=("results__record",),
        example_key="change-4-lnd-protons",
    )
)
