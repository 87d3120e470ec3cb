"""Countries and regions, by the reviewed list of names in fixtures/countries.yaml."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from partners.iso import is_country_code, names_in_other_languages
from partners.models.programme import ARTEMIS_ACCORDS, ILRS
from records.fields import NameField
from records.models import (
    AlternativeName,
    Citation,
    Publication,
    Record,
    RecordQuerySet,
    only_one_target,
)
from records.ranges import reaches
from records.registry import RecordType, RowKind, register

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

    def with_artemis_accords(self):
        """Add ``artemis_accords``: when each first signed the Artemis Accords, in EDTF; ``""`` where that is not known.

        ``artemis_accords_earliest`` is the earliest possible day of that.
        """
        signatures = _accords_signatures().order_by("position", "key")
        signed = Subquery(signatures.values("date")[:1])
        earliest = Subquery(signatures.values("date_earliest")[:1])
        return self.annotate(
            artemis_accords=Coalesce(signed, Value("")),
            artemis_accords_earliest=earliest,
        )

    def signed_artemis_accords(self, start=None, end=None):
        """Those that possibly signed the Artemis Accords within two days, of which either may be ``None``."""
        in_range = reaches("date_earliest", "date_latest", start, end)
        return self.filter(Exists(_accords_signatures().filter(in_range)))

    def signed_by(self, day, *programme_slugs):
        """Those that had surely signed for each of several programmes by a day, themselves."""
        countries = self
        for slug in programme_slugs:
            own = _participations().objects.published().own_of(slug)
            countries = countries.filter(pk__in=own.signed_by(day).values("country"))
        return countries

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


def _participations():
    """Return the model of participations, which refer to countries and so are found by the relation to them."""
    return Country._meta.get_field("ilrs_participations").related_model


def _accords_signatures():
    """Return the steps by which a country of the outer query signed the Artemis Accords."""
    steps = _participations().record_type.row_kind("steps").model.objects
    signatures = steps.signatures_of_countries(ARTEMIS_ACCORDS)
    return signatures.filter(record__country=OuterRef("pk"))


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
    def full_name(self):
        """The name at first mention: "Hong Kong (region of China)"."""
        if self.region_of:
            return f"{self.name} (region of {self.region_of.name})"
        return self.name


def reach_of_participations(record):
    """Return the latest source on participation in the ILRS, and the participations that cite it.

    By it a page says through which day no participation was found, whoever the source is about.
    """
    participations = _participations().objects
    return [participations.latest_sources(), participations.citing_latest_source()]


def reach_beside_country(country):
    """Return the latest source on each programme that the page tells of, and the participations that cite it.

    Nothing for a programme in which the country takes part itself.
    """
    participations = _participations().objects
    shown = []
    for slug in (ILRS, ARTEMIS_ACCORDS):
        own = country.ilrs_participations.own_of(slug)
        for records in (
            participations.latest_sources(slug),
            participations.citing_latest_source(slug),
        ):
            shown.append(records.filter(~Exists(own)))
    return shown


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
