"""Organisations: what they are, whom they represent, where they sit."""

from django.db import models
from django.utils.functional import cached_property

from partners.models.country import Country
from records import dates
from records.fields import (
    EdtfField,
    NameField,
    TermField,
    Vocabulary,
    derived_day,
    one_of,
)
from records.models import (
    AlternativeName,
    Citation,
    Identifier,
    IdentifierScheme,
    Publication,
    Publishable,
    RecordQuerySet,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class InstitutionKind(Vocabulary, public_name="institution-kind"):
    AGENCY = (
        "agency",
        "A national or international space agency or space commission.",
        "space agency",
    )
    UNIVERSITY = "university", "A university or a part of one.", "university"
    INSTITUTE = (
        "institute",
        "A research institute, laboratory or observatory.",
        "research institute",
    )
    MINISTRY = "ministry", "A ministry of a government.", "ministry"
    COMPANY = "company", "A company.", "company"
    SOCIETY = (
        "society",
        "A learned society or professional association.",
        "learned society",
    )
    ORGANISATION = (
        "organisation",
        "An organisation of states.",
        "intergovernmental organisation",
    )
    NON_PROFIT = (
        "non-profit",
        "A foundation, alliance or other body not run for profit.",
        "non-profit organisation",
    )


class InstitutionQuerySet(RecordQuerySet):
    def for_list(self):
        return self.with_identifiers().select_related(
            "country__region_of", "seat_country", "parent"
        )

    def for_detail(self):
        parts = Institution.objects.published().order_by("sort_key", "slug")
        return self.for_list().prefetch_related(
            "contents", models.Prefetch("parts", parts)
        )

    def with_payloads(self):
        """Institutions with their provisions, and the payloads, missions and events that these lead to.

        Provisions are of an app above this one, so their model is found by the relation to them.
        """
        provisions = self.model._meta.get_field("provisions").related_model.objects
        provisions = provisions.select_related("record__mission").prefetch_related(
            "record__mission__events"
        )
        return self.prefetch_related(models.Prefetch("provisions", provisions))


class Institution(Publishable):
    """An organisation that takes part: an agency, university, institute, ministry, company or society.

    ``country`` is the one it represents; the seat may be elsewhere, and an international body represents none.
    """

    name = NameField(max_length=200)
    acronym = NameField(max_length=20, blank=True, default="")
    kind = TermField(max_length=16, choices=InstitutionKind)
    is_international = models.BooleanField(
        default=False,
        help_text="It represents no country: an organisation of states or an international society.",
    )
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
        help_text="The country or region it represents.",
    )
    seat = models.CharField(
        max_length=80, blank=True, default="", help_text="The city it sits in."
    )
    seat_country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seated_institutions",
        help_text="The country of the seat, where it is not the one it represents.",
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    founded = EdtfField(
        earliest_field="founded_earliest", latest_field="founded_latest"
    )
    founded_earliest = derived_day()
    founded_latest = derived_day()
    website = models.URLField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("kind", InstitutionKind),
            models.CheckConstraint(
                name="partners_institution_international_without_country",
                condition=models.Q(is_international=False) | models.Q(country=None),
                violation_error_message="An international institution represents no country; give its seat instead.",
            ),
        ]

    def searchable(self):
        return [*super().searchable(), self.acronym]

    @cached_property
    def ror(self):
        """Its ROR id; ``with_identifiers()`` sets this without reading rows."""
        return self.identifier_in(IdentifierScheme.ROR)

    @cached_property
    def wikidata(self):
        """Its Wikidata id; ``with_identifiers()`` sets this without reading rows."""
        return self.identifier_in(IdentifierScheme.WIKIDATA)

    @property
    def represents_china(self):
        return self.country is not None and self.country.is_china

    @property
    def public_provisions(self):
        """Its parts in published payloads, by payload: those flown, those awaiting flight, those that did not fly."""
        provisions = []
        for provision in self.provisions.all():
            if provision.record.publication == Publication.PUBLISHED:
                provisions.append(provision)
        return sorted(provisions, key=_place_of_payload)

    @property
    def founded_words(self):
        return dates.date_in_words(self.founded)


def _place_of_payload(provision):
    payload = provision.record
    return not payload.has_flown, payload.group, payload.sort_key, payload.slug


def parts_by_payload(institutions):
    """Return pairs of a payload and the parts that any of the institutions have in it, those counted first.

    Needs ``with_payloads()``.
    """
    provisions = []
    for institution in institutions:
        provisions += institution.public_provisions
    provisions.sort(
        key=lambda provision: (
            *_place_of_payload(provision),
            provision.counted_partner is None,
        )
    )
    parts = {}
    for provision in provisions:
        parts.setdefault(provision.record, []).append(provision)
    return list(parts.items())


class InstitutionName(AlternativeName):
    record = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="names"
    )


class InstitutionIdentifier(Identifier):
    record = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="identifiers"
    )


class InstitutionCitation(Citation):
    record = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="citations"
    )
    name = models.ForeignKey(
        InstitutionName,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    identifier = models.ForeignKey(
        InstitutionIdentifier,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [
            *Citation.Meta.constraints,
            only_one_target("name", "identifier"),
        ]


register(
    RecordType(
        Institution,
        plural="institutions",
        place=5,
        page="partners:institution-detail",
        in_api=True,
        in_admin=True,
        rows=(
            RowKind("names", InstitutionName, cited_as="name", can_differ=False),
            RowKind("identifiers", InstitutionIdentifier, cited_as="identifier"),
        ),
        citations=InstitutionCitation,
        shown_fields=(
            "kind",
            "country",
            "seat",
            "parent",
            "founded",
            "website",
        ),
        classified=("kind",),
        field_topics={"founded": Topic.DATES},
        one_file_each=True,
        search_heading="Institutions",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("schema:Organization",),
        finds_changes=True,
        found_with="country",
        shows=(
            "country__region_of",
            "parts",
            "provisions__record",
            "provisions__record__mission",
            "ilrs_participations",
            "ilrs_participations__programme",
            "ilrs_participations__citations__source",
            "ilrs_participations__through",
            "operated_missions",
            "responsibilities__record",
            "produced_data_sets",
            "archived_data_sets",
            # What it signed, for itself or another, and with whom.
            "steps_signed__record",
            "steps_signed__record__country",
            "steps_signed__record__institution",
            "steps_signed__signed_with",
            "steps_countersigned__record",
            "steps_countersigned__record__country",
            "steps_countersigned__record__institution",
            "steps_countersigned__signed_by",
        ),
        example_key="kiel-university",
        named_identifiers={
            "ror": IdentifierScheme.ROR,
            "wikidata": IdentifierScheme.WIKIDATA,
        },
    )
)
