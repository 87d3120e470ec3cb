"""What the catalogue counts beside each announced total, and the rule it counts by."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, prefetch_related_objects

from catalog.measures import HostIncluded, Measure, TotalKind
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
        public = Prefetch("mission__payloads", Payload.objects.published().for_list(), to_attr="public_payloads")
        prefetch_related_objects(totals, public)
        self.participations = []
        if any(total.programme_id for total in totals):
            self.participations = list(IlrsParticipation.objects.published().with_summary())

    def count(self, total):
        """Return the ``Count`` for an announced total, by its scope and measure."""
        rule = self.of_mission if total.mission_id else self.of_programme
        return rule(total)

    def of_mission(self, total):
        chosen = [
            payload
            for payload in total.mission.public_payloads
            if payload.status not in (PayloadStatus.PROPOSED, PayloadStatus.DID_NOT_FLY)
        ]
        partners = list(dict.fromkeys(partner for payload in chosen for partner in payload.counted_partners))
        if total.measure == Measure.PROJECTS:
            return Count("The payloads of the mission that were selected, flown or not yet flown.", chosen)
        if total.measure == Measure.COUNTRIES:
            rule = "Each country or region that a provision of a selected payload counts for, once; never the host."
            host = total.mission.operator.country_id if total.mission.operator else None
            countries = [partner for partner in partners if not isinstance(partner, Institution)]
            return Count(rule, [country for country in countries if country.pk != host])
        if total.measure == Measure.ORGANISATIONS:
            rule = "Each international organisation for which a provision of a selected payload counts, once."
            return Count(rule, [partner for partner in partners if isinstance(partner, Institution)])
        return Count("Nothing is counted: no source in the catalogue states this for every payload.", can_count=False)

    def of_programme(self, total):
        """Count participants as of the date of the total, by what is known of them today."""
        known = [p for p in self.participations if known_by(p, total.date_latest)]
        left_out = set(total.excluded.all())
        signed = [p for p in known if p.relation in SIGNED and p.country not in left_out]
        if total.host_included != HostIncluded.YES:
            signed = [p for p in signed if p.relation != Relation.INITIATOR]
        how = self.in_words(total, left_out)
        if total.measure == Measure.PARTICIPANTS:
            rule = f"Countries and international organisations that had signed{how}"
            return Count(rule, [p for p in signed if p.level != Level.INSTITUTION])
        if total.measure == Measure.COUNTRIES:
            return Count(f"Countries that had signed{how}", [p for p in signed if p.level == Level.NATIONAL])
        if total.measure == Measure.ORGANISATIONS:
            rule = f"International organisations that had signed{how}"
            return Count(rule, [p for p in signed if p.level == Level.ORGANISATION])
        if total.measure == Measure.PARTIES:
            return Count(f"Participants of every level that had signed{how}", signed)
        if total.measure == Measure.INSTITUTIONS:
            rule = (
                "Institutions that a source names as participants by that day, or names by their place only, each once."
            )
            return Count(rule, [p for p in known if p.level == Level.INSTITUTION])
        return Count("Nothing is counted: the catalogue holds no records of this kind.", can_count=False)

    def in_words(self, total, left_out):
        """Return the end of the rule: the day, who is left out, and whether the initiator is in it."""
        host = "included" if total.host_included == HostIncluded.YES else "not included"
        without = f"; without {', '.join(sorted(country.name for country in left_out))}" if left_out else ""
        return f" by {total.date_words or 'today'}, by the sources read, each once; the initiator {host}{without}."


def known_by(participation, day):
    """Tell whether a participation holds on a day: from its signature, else its first mention; without a day always."""
    first = participation.signed_from or participation.possibly_from or participation.named_from
    return day is None or participation.relation == Relation.INITIATOR or (first is not None and first <= day)


@dataclass
class Comparison:
    """An announced total beside what the catalogue counts."""

    total: object
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
    prefetch_related_objects([total for total in totals if total.programme_id], "excluded")
    counting = Counting(totals)
    return [Comparison(total, counting.count(total)) for total in totals]
