"""What the catalogue counts beside each announced total, and the rule it counts by."""

from dataclasses import dataclass, field

from catalog.models import AnnouncedTotal, HostIncluded, Measure, TotalKind
from partners.models import IlrsParticipation, Institution, Level, Relation
from payloads.models import Payload, PayloadStatus

SIGNED = (Relation.INITIATOR, Relation.SIGNATORY)


@dataclass
class Count:
    """What the catalogue counts under a rule: the rule in words and the records, or no records where it cannot."""

    rule: str
    records: list = field(default_factory=list)
    can_count: bool = True

    @property
    def number(self):
        """The number of records, or ``None`` where the catalogue has nothing to count."""
        return len(self.records) if self.can_count else None


class Counting:
    """Counts for many totals at the cost of two lists: payloads with their provisions, and participations."""

    def __init__(self, totals):
        self.payloads = {}
        missions = {total.mission_id for total in totals if total.mission_id}
        if missions:
            payloads = Payload.objects.published().for_list().select_related("mission__operator", "host")
            for payload in payloads.filter(mission__in=missions):
                self.payloads.setdefault(payload.mission_id, []).append(payload)
        self.participations = []
        if any(total.programme_id for total in totals):
            signing = IlrsParticipation.objects.published().with_standing()
            self.participations = list(signing.select_related("country", "institution"))

    def count(self, total):
        """Return the ``Count`` for an announced total, by its scope and measure."""
        rule = self.of_mission if total.mission_id else self.of_programme
        return rule(total)

    def of_mission(self, total):
        chosen = [
            payload
            for payload in self.payloads.get(total.mission_id, [])
            if payload.status not in (PayloadStatus.PROPOSED, PayloadStatus.DID_NOT_FLY)
        ]
        partners = list(dict.fromkeys(partner for payload in chosen for partner in payload.counted_partners))
        if total.measure == Measure.PROJECTS:
            return Count("The payloads of the mission that were selected, flown or not yet flown.", chosen)
        if total.measure == Measure.COUNTRIES:
            rule = "Each country or region that a provision of a selected payload counts for, once; never the host."
            hosts = [payload.mission.operator.country_id for payload in chosen if payload.mission.operator]
            countries = [partner for partner in partners if not isinstance(partner, Institution)]
            return Count(rule, [country for country in countries if country.pk not in hosts])
        if total.measure == Measure.ORGANISATIONS:
            rule = "Each international organisation for which a provision of a selected payload counts, once."
            return Count(rule, [partner for partner in partners if isinstance(partner, Institution)])
        return Count("Nothing is counted: no source in the catalogue states this for every payload.", can_count=False)

    def of_programme(self, total):
        with_host = total.host_included == HostIncluded.YES
        signed = [p for p in self.participations if p.relation in SIGNED]
        if not with_host:
            signed = [p for p in signed if p.relation != Relation.INITIATOR]
        host = "the initiator included" if with_host else "the initiator not included"
        if total.measure == Measure.PARTICIPANTS:
            rule = f"Countries and international organisations that signed, by a source, each once; {host}."
            return Count(rule, [p for p in signed if p.level != Level.INSTITUTION])
        if total.measure == Measure.COUNTRIES:
            rule = f"Countries that signed, by a source, each once; {host}."
            return Count(rule, [p for p in signed if p.level == Level.NATIONAL])
        if total.measure == Measure.INSTITUTIONS:
            rule = "Institutions that a source names as participants, or names by their place only, each once."
            return Count(rule, [p for p in self.participations if p.level == Level.INSTITUTION])
        return Count("Nothing is counted: the catalogue holds no records of this kind.", can_count=False)


@dataclass
class Comparison:
    """An announced total beside what the catalogue counts."""

    total: AnnouncedTotal
    count: Count

    @property
    def difference(self):
        """Announced minus counted: 0 within an announced range, ``None`` for a target, an offer or without a count."""
        if self.total.kind != TotalKind.COUNTED or self.count.number is None:
            return None
        if self.count.number < self.total.low:
            return self.total.low - self.count.number
        return 0 if self.total.high is None else min(0, self.total.high - self.count.number)

    @property
    def difference_words(self):
        if self.total.kind == TotalKind.TARGET:
            return "An aim is not compared with a count."
        if self.difference is None:
            return "Not compared."
        if self.difference == 0:
            return "No difference."
        if self.difference > 0:
            more = "or more " if self.total.high is None else ""
            return f"{self.difference} {more}unexplained: announced, not found by name."
        return f"The catalogue counts {-self.difference} more than announced."


def compare(totals):
    """Return a ``Comparison`` for each announced total, at a cost that does not grow with their number."""
    totals = list(totals)
    counting = Counting(totals)
    return [Comparison(total, counting.count(total)) for total in totals]
