"""The rows of a payload and the citations that speak for them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from partners.models import Institution
from records import dates
from records.fields import EdtfField, TermField, Vocabulary, derived_day, one_of
from records.models import AlternativeName, Citation, Event, Quantity, Row, language_tag, only_one_target
from sources.models import Source


class PayloadName(AlternativeName):
    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="names")


class Role(Vocabulary, public_name="role"):
    LEAD = "lead", "It leads the payload, or is the only provider named.", "lead"
    JOINT = "joint", "It provides the payload together with others, none of them named as leading.", "joint"
    PARTNER = "partner", "It takes part under the lead of another.", "partner"
    FUNDER = "funder", "It pays.", "funder"
    SUPPORTER = "supporter", "It supports without providing a part.", "supporter"
    DEVELOPER = "developer", "It built the payload or a part of it for another.", "developer"


class CountsAs(Vocabulary, public_name="counts-as"):
    COUNTRY = "country", "The announcement counts its country.", "country"
    REGION = "region", "The announcement counts its region.", "region"
    ORGANISATION = (
        "organisation",
        "The announcement counts it as an international organisation.",
        "international organisation",
    )
    NOT_COUNTED = "not-counted", "The announcement does not count it.", "not counted"


class Provision(Row):
    """An institution's part in a payload, and what it counts as in the announcement of the payload."""

    COUNTED_BY_COUNTRY = [CountsAs.COUNTRY, CountsAs.REGION]

    shown_with = ("institution__country__region_of",)

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="provisions")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="provisions")
    role = TermField(max_length=12, choices=Role)
    counts_as = TermField(max_length=12, choices=CountsAs)
    contribution = models.TextField(blank=True, default="", help_text="What it contributes, in our own words.")

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints, one_of("role", Role), one_of("counts_as", CountsAs)]

    def __str__(self):
        return f"{self.institution} ({self.get_role_display()})"

    def default_key(self):
        return self.institution.slug

    @property
    def rival_group(self):
        return "providers and their roles"

    def clean(self):
        if not self.institution_id:
            return
        if self.counts_as in self.COUNTED_BY_COUNTRY and not self.institution.country:
            raise ValidationError({"counts_as": f"{self.institution} represents no country or region."})
        if self.counts_as == CountsAs.ORGANISATION and not self.institution.is_international:
            raise ValidationError({"counts_as": f"{self.institution} is not marked as international."})

    @property
    def counted_partner(self):
        """The country, region or international organisation it counts for, or ``None``."""
        if self.counts_as == CountsAs.NOT_COUNTED:
            return None
        return self.institution if self.counts_as == CountsAs.ORGANISATION else self.institution.country


class Specification(Quantity):
    """One technical indicator of a payload."""

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="specifications")


class Person(Row):
    """A person with a part in a payload, as sources name them."""

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="persons")
    name = models.CharField(max_length=120)
    native_name = models.CharField(max_length=120, blank=True, default="")
    native_language = models.CharField(max_length=12, validators=[language_tag], blank=True, default="")
    role = models.CharField(max_length=120, help_text="As sources put it: principal investigator.")
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="persons"
    )

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints]

    def __str__(self):
        return f"{self.name}, {self.role}"

    def default_key(self):
        return slugify(self.name) or "person"


class Result(Row):
    """One scientific or technical achievement of a payload, in our own words; its figures are rows of their own."""

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="results")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    date = EdtfField(
        earliest_field="date_earliest", latest_field="date_latest", help_text="When it was observed, or published."
    )
    date_earliest = derived_day()
    date_latest = derived_day()

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints]

    def __str__(self):
        return self.title

    @property
    def date_words(self):
        return dates.in_words(self.date)


class ResultFigure(Quantity):
    """One figure of a result, like a dose rate with its uncertainty."""

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="figures")
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="figures")

    def clean(self):
        if self.result_id and self.result.record_id != self.record_id:
            raise ValidationError({"result": "The figure belongs to a result of the same payload."})


class PaperKind(Vocabulary, public_name="paper-kind"):
    INSTRUMENT = "instrument", "It describes the payload.", "instrument paper"
    RESULT = "result", "It reports what the payload found.", "result paper"
    ABSTRACT = "abstract", "A conference abstract on the payload.", "conference abstract"


class Paper(Row):
    """A paper on a payload, and what kind of paper it is."""

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="papers")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="papers")
    kind = TermField(max_length=12, choices=PaperKind)

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints, one_of("kind", PaperKind)]

    def __str__(self):
        return self.source.label

    def default_key(self):
        return self.source.slug


class Fact(Vocabulary, public_name="fact"):
    """The facts that are expected of every payload."""

    PROVIDER = "provider", "Who provides it.", "provider"
    HOST = "host", "The spacecraft that carries it.", "host"
    KIND = "kind", "What it is.", "kind"
    DISCIPLINE = "discipline", "What it serves.", "discipline"
    PRINCIPLE = "working-principle", "How it works.", "working principle"
    OBJECTIVES = "objectives", "What it is for.", "objectives"
    MASS = "mass", "Its mass.", "mass"
    POWER = "power", "The power it draws.", "power"
    DIMENSIONS = "dimensions", "Its size.", "dimensions"
    PERSON = "person", "Who leads it.", "leading person"
    STATUS = "status", "Its status with a date.", "status"
    RESULT = "result", "What it achieved.", "result"
    DATA = "data", "Where its data is.", "data"
    OTHER = "other", "Another fact, named in the note.", "other fact"


class Finding(Vocabulary, public_name="finding"):
    NOT_PUBLISHED = "not-published", "Looked for; it is known that no source publishes it.", "not published"
    NOT_FOUND = "not-found", "Looked for and not found in the sources read.", "not found"


class Knowledge(Vocabulary, public_name="knowledge"):
    """What is known of an expected fact of a payload."""

    KNOWN = "known", "A source states it.", "known"
    DIFFERING = "differing", "Sources state it and differ.", "known; sources differ"
    NOT_PUBLISHED = "not-published", "Looked for; no source publishes it.", "not published"
    NOT_FOUND = "not-found", "Looked for and not found in the sources read.", "looked for, not found"
    NOT_LOOKED_FOR = "not-looked-for", "Not known, and nobody has looked for it yet.", "not looked for"


class KnownGap(Row):
    """A fact that was looked for in vain, and when."""

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="gaps")
    fact = TermField(max_length=20, choices=Fact)
    finding = TermField(max_length=16, choices=Finding)
    looked = EdtfField(
        earliest_field="looked_earliest", latest_field="looked_latest", blank=False, help_text="When it was looked for."
    )
    looked_earliest = derived_day()
    looked_latest = derived_day()
    note = models.TextField(blank=True, default="", help_text="What was looked for, exactly.")

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints, one_of("fact", Fact), one_of("finding", Finding)]

    def __str__(self):
        return f"{self.get_fact_display()}: {self.get_finding_display()}"

    def default_key(self):
        return self.fact

    @property
    def looked_words(self):
        return dates.in_words(self.looked)


class PayloadEvent(Event):
    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="events")


class PayloadCitation(Citation):
    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="citations")
    name = models.ForeignKey(PayloadName, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    provision = models.ForeignKey(Provision, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    specification = models.ForeignKey(
        Specification, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    result = models.ForeignKey(Result, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    figure = models.ForeignKey(ResultFigure, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    event = models.ForeignKey(PayloadEvent, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            *Citation.Meta.constraints,
            only_one_target("name", "provision", "specification", "person", "result", "figure", "event"),
        ]
