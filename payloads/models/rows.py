"""The rows of a payload and the citations that speak for them."""

from django.core.exceptions import ValidationError
from django.db import models

from partners.models import Institution
from sources.fields import Vocabulary, one_of
from sources.models import AlternativeName, Citation, Event, Quantity, Row, only_one_target


class PayloadName(AlternativeName):
    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="names")


class Role(Vocabulary):
    LEAD = "lead", "It leads the payload, or is the only provider named.", "lead"
    JOINT = "joint", "It provides the payload together with others, none of them named as leading.", "joint"
    PARTNER = "partner", "It takes part under the lead of another.", "partner"
    FUNDER = "funder", "It pays.", "funder"
    SUPPORTER = "supporter", "It supports without providing a part.", "supporter"
    DEVELOPER = "developer", "It built the payload or a part of it for another.", "developer"


class CountsAs(Vocabulary):
    COUNTRY = "country", "The announcement counts its country.", "country"
    REGION = "region", "The announcement counts its region.", "region"
    ORGANISATION = (
        "organisation",
        "The announcement counts it as an international organisation.",
        "international organisation",
    )
    NOT_COUNTED = "not-counted", "The announcement does not count it.", "not counted"


COUNTED_BY_COUNTRY = [CountsAs.COUNTRY, CountsAs.REGION]


class Provision(Row):
    """An institution's part in a payload, and what it counts as in the announcement of the payload."""

    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="provisions")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="provisions")
    role = models.CharField(max_length=12, choices=Role)
    counts_as = models.CharField(max_length=12, choices=CountsAs)
    contribution = models.TextField(blank=True, default="", help_text="What it contributes, in our own words.")

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints, one_of("role", Role), one_of("counts_as", CountsAs)]

    def __str__(self):
        return f"{self.institution} ({self.get_role_display()})"

    def default_key(self):
        return self.institution.slug

    def clean(self):
        if not self.institution_id:
            return
        if self.counts_as in COUNTED_BY_COUNTRY and not self.institution.country:
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


class PayloadEvent(Event):
    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="events")


class PayloadCitation(Citation):
    record = models.ForeignKey("payloads.Payload", on_delete=models.CASCADE, related_name="citations")
    name = models.ForeignKey(PayloadName, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    provision = models.ForeignKey(Provision, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    specification = models.ForeignKey(
        Specification, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    event = models.ForeignKey(PayloadEvent, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("name", "provision", "specification", "event")]
