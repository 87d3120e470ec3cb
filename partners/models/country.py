"""Countries and regions, by the reviewed list of names in fixtures/countries.yaml."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists

from partners.iso import is_country_code, names_in_other_languages
from records import dates
from records.fields import EdtfField, NameField, derived_day
from records.models import (
    AlternativeName,
    Citation,
    Publication,
    Record,
    RecordQuerySet,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic
from sources.models import Source

# The country whose missions are dated in Beijing too.
CHINA = "CN"


def validate_country_code(code):
    if not is_country_code(code):
        raise ValidationError(
            f"{code} is not an ISO 3166-1 alpha-2 code, like TR or HK."
        )


class CountryQuerySet(RecordQuerySet):
    def for_list(self):
        return self.select_related("region_of")

    def for_detail(self):
        return self.for_list().prefetch_related("contents", "regions")

    def with_payload_count(self):
        """Add ``payload_count``: how many published payloads count for the country.

        Payloads are of an app above this one, so their models are found by the relations to them.
        """
        institution = self.model._meta.get_field("institutions").related_model
        provision = institution._meta.get_field("provisions").related_model
        counted = models.Q(
            institutions__provisions__counts_as__in=provision.COUNTED_BY_COUNTRY,
            institutions__provisions__record__publication=Publication.PUBLISHED,
        )
        payload_count = models.Count(
            "institutions__provisions__record", filter=counted, distinct=True
        )
        # A query that counts groups its records, and Django then leaves out the order of the model.
        order = self.query.order_by or self.model._meta.ordering
        return self.annotate(payload_count=payload_count).order_by(*order)


class Country(Record):
    """A country or region with an ISO 3166-1 code. The name implies no view on its status."""

    key_field = "code"

    slug = None
    former_slugs = None
    code = models.CharField(
        max_length=2,
        unique=True,
        validators=[
            RegexValidator("^[A-Z]{2}$", "Two capital letters, like TR."),
            validate_country_code,
        ],
        help_text="ISO 3166-1 alpha-2, in capitals.",
    )
    name = NameField(max_length=80, unique=True)
    region_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="regions"
    )
    artemis_accords = EdtfField(
        earliest_field="artemis_accords_earliest",
        latest_field="artemis_accords_latest",
        verbose_name="Artemis Accords signed",
    )
    artemis_accords_earliest = derived_day()
    artemis_accords_latest = derived_day()
    note = models.TextField(blank=True, default="")

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "code"]
        verbose_name_plural = "countries and regions"

    def searchable(self):
        return [*super().searchable(), self.code, *names_in_other_languages(self.code)]

    @property
    def is_china(self):
        return self.code == CHINA

    @property
    def artemis_accords_words(self):
        return dates.date_in_words(self.artemis_accords)

    @property
    def full_name(self):
        """The name at first mention: "Hong Kong (region of China)"."""
        if self.region_of:
            return f"{self.name} (region of {self.region_of.name})"
        return self.name


def reach_of_participations(record):
    """Return the latest source on participation in the ILRS, and the participations that cite it.

    By it a page says through which day no participation was found, whoever the source is about. Participations refer
    to countries, so that their model is found by the relation to it.
    """
    participations = Country._meta.get_field(
        "ilrs_participations"
    ).related_model.objects
    return [participations.latest_sources(), participations.citing_latest_source()]


def reach_beside_country(country):
    """Return what ``reach_of_participations`` does, and nothing for a country that takes part itself."""
    own = country.ilrs_participations.own_of_ilrs()
    return [
        records.filter(~Exists(own)) for records in reach_of_participations(country)
    ]


class CountryName(AlternativeName):
    record = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="names")


class CountryCitation(Citation):
    record = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="citations"
    )
    name = models.ForeignKey(
        CountryName,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("name")]


def latest_on_artemis():
    """Return the latest source on signatures of the Artemis Accords, at most one: nothing later was read."""
    citations = CountryCitation.objects.filter(field__contains="artemis_accords")
    sources = Source.objects.filter(pk__in=citations.values("source"))
    dated = sources.exclude(published_earliest=None)
    return dated.order_by("-published_earliest", "-published_latest")[:1]


register(
    RecordType(
        Country,
        plural="countries",
        place=4,
        page="partners:country-detail",
        in_api=True,
        in_admin=True,
        rows=(RowKind("names", CountryName, cited_as="name", can_differ=False),),
        citations=CountryCitation,
        shown_fields=("artemis_accords",),
        field_topics={"artemis_accords": Topic.DATES},
        search_heading="Countries and regions",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("schema:Country",),
        finds_changes=True,
        shows=(
            "regions",
            "institutions",
            "institutions__provisions__record",
            "institutions__provisions__record__mission",
            "ilrs_participations",
            "ilrs_participations__programme",
            "ilrs_participations__citations__source",
            "ilrs_participations__through",
            "institutions__ilrs_participations",
            "institutions__ilrs_participations__programme",
            "institutions__ilrs_participations__citations__source",
            "institutions__ilrs_participations__through",
            "region_of__ilrs_participations",
        ),
        shows_besides=reach_beside_country,
        example_key="SE",
    )
)
