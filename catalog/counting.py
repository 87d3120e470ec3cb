"""What the catalogue counts beside each announced total, and the rule it counts by."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.measures import HostIncluded, Measure, TotalKind
from partners.models import Country, IlrsParticipation, Institution, Level, Relation
from payloads.models import NOT_SELECTED, Payload
from records.reading import read_whole

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


def address_of_payloads(only_selected=False, **parameters):
    """Return the address of the list of payloads under parameters; of those that were selected alone, if asked for."""
    if only_selected:
        parameters["status_not"] = NOT_SELECTED
    address = reverse("payloads:list")
    if not parameters:
        return address
    return f"{address}?{urlencode(parameters, doseq=True)}"


class Counting:
    """Counts for many totals at the cost of two lists: payloads with their provisions, and participations."""

    def __init__(self, totals):
        # To the attribute that Mission.public_payloads caches, so that one query serves all missions.
        public = Prefetch(
            "mission__payloads",
            Payload.objects.published().for_list(),
            to_attr="public_payloads",
        )
        prefetch_related_objects(totals, public)
        self.participations = {}
        programmes = {total.programme_id for total in totals if total.programme_id}
        if programmes:
            self.read_participations(programmes)

    def read_participations(self, programmes):
        [participations] = read_whole(
            IlrsParticipation.objects.published().filter(programme__in=programmes)
        )
        for participation in participations:
            self.participations.setdefault(participation.programme_id, []).append(
                participation
            )

    def count(self, total):
        """Return the ``Count`` for an announced total, by its scope and measure."""
        if total.mission_id:
            return count_of_mission(total)
        if total.programme.is_principles:
            rule = _(
                "Nothing is counted: the catalogue holds the signatures of its own countries and regions alone, "
                "and so a part of the list."
            )
            return Count(rule, can_count=False)
        return count_of_programme(
            total, self.participations.get(total.programme_id, [])
        )


def count_of_mission(total):
    """Return the ``Count`` of the payloads of the total's mission that were selected, or of their partners."""
    payloads = [
        payload for payload in total.mission.public_payloads if payload.is_selected
    ]
    if total.measure == Measure.PROJECTS:
        return Count(
            _(
                "The payloads of the mission that were selected, flown or not yet flown."
            ),
            payloads,
        )
    if total.measure == Measure.COUNTRIES:
        rule = _(
            "Each country or region that a provision of a selected payload counts for, once; never the host."
        )
        return Count(rule, partner_countries(total.mission, payloads))
    if total.measure == Measure.ORGANISATIONS:
        rule = _(
            "Each international organisation for which a provision of a selected payload counts, once."
        )
        return Count(rule, partner_organisations(payloads))
    if total.measure == Measure.PARTICIPANTS:
        rule = _(
            "Each country, region and international organisation that a provision of a selected payload counts for, "
            "once; never the host."
        )
        countries = partner_countries(total.mission, payloads)
        return Count(rule, countries + partner_organisations(payloads))
    rule = _(
        "Nothing is counted: no source in the catalogue states this for every payload."
    )
    return Count(rule, can_count=False)


def partner_countries(mission, payloads):
    """Return the countries and regions that payloads of a mission count for, each once; never the mission's own."""
    host_id = mission.operator.country_id if mission.operator else None
    return [
        partner
        for partner in partners_of(payloads)
        if isinstance(partner, Country) and partner.pk != host_id
    ]


def partner_organisations(payloads):
    """Return the international organisations that payloads count for, each once."""
    return [
        partner for partner in partners_of(payloads) if isinstance(partner, Institution)
    ]


def partners_of(payloads):
    """Return the countries, regions and organisations that the payloads count for, each once."""
    # A dict instead of a set, because it keeps the order of the payloads.
    partners = {}
    for payload in payloads:
        for partner in payload.counted_partners:
            partners[partner] = True
    return list(partners)


def count_of_programme(total, participations):
    """Return the ``Count`` of participants as of the date of the total, by what is known of them today."""
    participants = [
        participation
        for participation in participations
        if is_known_by(participation, total.date_latest)
    ]
    if total.measure == Measure.INSTITUTIONS:
        rule = _(
            "Institutions that a source names as participants by that day, or names by their place only, each once."
        )
        return Count(rule, at_levels(participants, Level.INSTITUTION))
    excluded = list(total.excluded.all())
    signed = []
    for participation in participants:
        if (
            has_signed(participation, total.host_included, total.date_latest)
            and participation.country not in excluded
        ):
            signed.append(participation)
    if total.measure == Measure.PARTICIPANTS:
        subject = _("Countries and international organisations")
        return Count(
            rule_of_signing(total, subject, excluded),
            at_levels(signed, Level.NATIONAL, Level.ORGANISATION),
        )
    if total.measure == Measure.COUNTRIES:
        return Count(
            rule_of_signing(total, _("Countries"), excluded),
            at_levels(signed, Level.NATIONAL),
        )
    if total.measure == Measure.ORGANISATIONS:
        subject = _("International organisations")
        return Count(
            rule_of_signing(total, subject, excluded),
            at_levels(signed, Level.ORGANISATION),
        )
    if total.measure == Measure.PARTIES:
        return Count(
            rule_of_signing(total, _("Participants of every level"), excluded), signed
        )
    return Count(
        _("Nothing is counted: the catalogue holds no records of this kind."),
        can_count=False,
    )


def is_known_by(participation, day):
    """Return whether a participation holds on a day: from its signature, else its first mention; without a day always.

    An initiator takes part from the beginning.
    """
    summary = participation.summary
    if day is None or summary.relation == Relation.INITIATOR:
        return True
    first_day = summary.signed_from or summary.possibly_from or summary.named_from
    return first_day is not None and first_day <= day


def has_signed(participation, host_included, day):
    """Return whether a participant signed, and had not ended by a day; without a day, by now.

    The initiator is one of them only where the number has the host in it.
    """
    if participation.summary.end_by(day):
        return False
    relation = participation.summary.firmest_relation
    if relation == Relation.INITIATOR:
        return host_included == HostIncluded.YES
    return relation in SIGNED


def at_levels(participations, *levels):
    return [
        participation
        for participation in participations
        if participation.level in levels
    ]


def rule_of_signing(total, subject, excluded):
    """Return the rule for participants that had signed: the day, who is left out, and whether the initiator is in."""
    values = {
        "subject": subject,
        "day": total.date_words or _("today"),
        "countries": ", ".join(sorted(country.name for country in excluded)),
    }
    included = total.host_included == HostIncluded.YES
    if included and excluded:
        sentence = _(
            "%(subject)s that had signed by %(day)s, by the sources read, each once; "
            "the initiator included; without %(countries)s."
        )
    elif included:
        sentence = _(
            "%(subject)s that had signed by %(day)s, by the sources read, each once; the initiator included."
        )
    elif excluded:
        sentence = _(
            "%(subject)s that had signed by %(day)s, by the sources read, each once; "
            "the initiator not included; without %(countries)s."
        )
    else:
        sentence = _(
            "%(subject)s that had signed by %(day)s, by the sources read, each once; the initiator not included."
        )
    return sentence % values


@dataclass
class Comparison:
    """An announced total beside what the catalogue counts."""

    total: object
    count: Count

    @property
    def difference(self):
        """Announced minus counted: 0 within an announced range, ``None`` for a target, an offer or without a count."""
        number = self.count.number
        if self.total.kind != TotalKind.COUNTED or number is None:
            return None
        if number < self.total.low:
            return self.total.low - number
        if self.total.high is not None and number > self.total.high:
            return self.total.high - number
        return 0

    @property
    def difference_words(self):
        if self.total.kind == TotalKind.TARGET:
            return _("An aim is not compared with a count.")
        if self.difference is None:
            return _("Not compared.")
        if self.difference == 0:
            return _("No difference.")
        if self.difference < 0:
            sentence = _("The catalogue counts %(number)d more than announced.")
            return sentence % {"number": -self.difference}
        if self.total.high is None:
            sentence = _(
                "%(number)d or more unexplained: announced, not found by name."
            )
        else:
            sentence = _("%(number)d unexplained: announced, not found by name.")
        return sentence % {"number": self.difference}

    @property
    def address(self):
        """The address of a list of exactly the records that are counted; "" where there are none."""
        if not self.count.records:
            return ""
        if self.total.mission_id and self.total.measure == Measure.PROJECTS:
            return address_of_payloads(True, mission=self.total.mission.slug)
        # No other list has partners of one mission, or participants of several levels.
        return f"{reverse('totals')}?{urlencode({'total': self.total.slug})}"

    @property
    def is_counted(self):
        """Whether the total is of what there is, and the catalogue has a number to set beside it."""
        return self.total.kind == TotalKind.COUNTED and self.count.number is not None


def compare(totals):
    """Return a ``Comparison`` for each announced total, at a cost that does not grow with their number."""
    totals = list(totals)
    # Totals of missions leave nobody out, and their number costs no query.
    of_programmes = [total for total in totals if total.programme_id]
    prefetch_related_objects(of_programmes, "excluded")
    counting = Counting(totals)
    return [Comparison(total, counting.count(total)) for total in totals]
