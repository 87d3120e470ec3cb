"""Payloads side by side: the same asked of each, and where what is stated differs."""

from dataclasses import dataclass, field

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from payloads.models import EXPECTED, Fact, Knowledge, Payload
from records.models import RANK_WORDS, Rank
from records.quantities import QuantityKind

MOST_CANDIDATES = 20


@dataclass
class Statement:
    """Something stated of a payload: its words, where they lead, what is said beside them.

    ``meaning`` is what is compared: the words, unless the same can be said in others.
    """

    words: str
    address: str = ""
    beside: str = ""
    meaning: str | tuple | None = None

    def __post_init__(self):
        if self.meaning is None:
            self.meaning = self.words


@dataclass
class Cell:
    """What is stated of one payload in a row, or in ``absence`` that nothing is."""

    payload: Payload
    statements: list[Statement]
    absence: "Absence"


@dataclass
class Absence:
    """Why nothing is stated, in words; ``knowledge`` is what is known of an expected fact, else empty."""

    words: str
    knowledge: str = ""


@dataclass
class Row:
    """One thing that is asked of every payload, with a cell for each of them."""

    label: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def differs(self):
        """Whether the payloads of which something is stated are not all stated the same of."""
        meanings = set()
        for cell in self.cells:
            # Where nothing is stated, nothing is compared.
            if cell.statements:
                # The order in which a payload states things does not make them different.
                meanings.add(
                    frozenset(statement.meaning for statement in cell.statements)
                )
        return len(meanings) > 1


def compare(payloads):
    """Return the rows that set payloads side by side. The payloads come from ``for_comparison()``."""
    rows = [make_row(_("Mission"), payloads, mission)]
    # A warning stands before everything that it makes doubtful.
    if any(payload.warnings for payload in payloads):
        rows.append(warning_row(payloads))
    # As a reader asks: where it flew, who made it, what it is, what became of it, what it is for.
    rows += [
        make_row(_("Host"), payloads, host, Fact.HOST),
        make_row(_("Launch"), payloads, launch),
        make_row(_("Provided by"), payloads, providers, Fact.PROVIDER),
        make_row(_("Kind"), payloads, kind),
        make_row(_("Discipline"), payloads, discipline, Fact.DISCIPLINE),
        make_row(_("Status"), payloads, status),
        make_row(_("Objectives"), payloads, objectives, Fact.OBJECTIVES),
    ]
    for quantity in shared_quantities(payloads):
        rows.append(quantity_row(quantity, payloads))
    rows.append(make_row(_("Results"), payloads, results))
    rows.append(make_row(_("Sources"), payloads, sources))
    return rows


def make_row(label, payloads, state, fact=""):
    """Return a row of what ``state`` returns for each payload: a list of statements.

    ``fact`` is what a payload's gaps call it, for payloads of which nothing is stated.
    """
    row = Row(label)
    for payload in payloads:
        row.cells.append(Cell(payload, state(payload), absence_of(fact, payload)))
    return row


def absence_of(fact, payload):
    """Return the ``Absence`` of a fact: looked for in vain, not looked for, or none of those that are expected."""
    gap = payload.gaps_by_fact.get(fact)
    if gap:
        return Absence(gap.absence_words, gap.finding)
    if fact in EXPECTED:
        return Absence(Knowledge.NOT_LOOKED_FOR.label, Knowledge.NOT_LOOKED_FOR)
    return Absence(_("not stated in the sources read"))


def warning_row(payloads):
    row = Row(_("Reported of the mission"))
    for payload in payloads:
        row.cells.append(
            Cell(
                payload,
                warnings(payload),
                Absence(_("nothing found in the sources read")),
            )
        )
    return row


def quantity_row(quantity, payloads):
    row = Row(QuantityKind(quantity).label)
    for payload in payloads:
        row.cells.append(
            Cell(payload, figures(payload, quantity), absence_of(quantity, payload))
        )
    return row


def mission(payload):
    return [Statement(str(payload.mission), payload.mission.get_absolute_url())]


def warnings(payload):
    page = payload.mission.get_absolute_url()
    statements = []
    for event in payload.warnings:
        words = _("%(date)s: %(title)s") % {
            "date": event.date_words,
            "title": event.title,
        }
        statements.append(Statement(words, f"{page}#missionevent-{event.key}"))
    return statements


def host(payload):
    if payload.host is None:
        return []
    return [Statement(str(payload.host), payload.host.get_absolute_url())]


def launch(payload):
    if not payload.has_stated_launch:
        return []
    return [Statement(payload.launch_words)]


def providers(payload):
    """State each institution with its role, the country it represents, and whether it is not counted."""
    statements = []
    for provision in payload.provisions.all():
        institution = provision.institution
        country = ""
        if institution.country:
            country = institution.country.full_name
        uncounted = ""
        if not provision.is_counted:
            uncounted = _("not counted")
        words = [country, provision.get_role_display(), uncounted]
        beside = ", ".join(filter(None, words))
        address = institution.get_absolute_url()
        statements.append(Statement(str(institution), address, beside))
    return statements


def kind(payload):
    return [Statement(payload.get_kind_display())]


def discipline(payload):
    if not payload.discipline:
        return []
    return [Statement(payload.get_discipline_display())]


def status(payload):
    return [Statement(payload.status_words)]


def objectives(payload):
    if not payload.objectives:
        return []
    return [Statement(payload.objectives)]


def shared_quantities(payloads):
    """Return the quantities that the payloads have specifications of; those that most of them have come first."""
    payload_counts = {}
    for payload in payloads:
        # In the order of the specifications, which a set would lose.
        quantities = dict.fromkeys(
            specification.quantity for specification in payload.specifications.all()
        )
        for quantity in quantities:
            payload_counts[quantity] = payload_counts.get(quantity, 0) + 1
    return sorted(payload_counts, key=payload_counts.get, reverse=True)


def figures(payload, quantity):
    """State each figure of a quantity as printed, with its condition, its stage and, unless it is displayed, its rank.

    Figures mean the same when they are the same in SI units.
    """
    statements = []
    for specification in payload.specifications.all():
        if specification.quantity != quantity:
            continue
        address = f"{payload.get_absolute_url()}#specification-{specification.key}"
        beside = qualifications(specification)
        # The same figure under another condition is another statement.
        meaning = (
            figure_in_si(specification),
            specification.condition,
            specification.rank,
        )
        statements.append(Statement(specification.as_printed, address, beside, meaning))
    return statements


def figure_in_si(specification):
    """Return the bounds of a figure in SI units, or its text where its unit is not known."""
    if specification.si_low is None and specification.si_high is None:
        return specification.as_printed
    return specification.bound, specification.si_low, specification.si_high


def qualifications(specification):
    """Return what is said beside a figure."""
    rank = ""
    if specification.rank != Rank.PREFERRED:
        rank = RANK_WORDS[specification.rank]
    words = [rank, specification.condition, specification.get_stage_display()]
    return ", ".join(filter(None, words))


def results(payload):
    if not payload.result_count:
        return [Statement(_("none recorded"))]
    return [
        Statement(str(payload.result_count), f"{payload.get_absolute_url()}#results")
    ]


def sources(payload):
    words = str(payload.source_count or _("none recorded"))
    return [Statement(words, f"{payload.get_absolute_url()}#evidence")]


def candidates(chosen):
    """Return payloads to set beside those chosen: of the same kind first, then on the same mission."""
    kinds = {payload.kind for payload in chosen}
    missions = {payload.mission_id for payload in chosen}
    payloads = Payload.objects.published().filter(
        Q(kind__in=kinds) | Q(mission__in=missions)
    )
    payloads = payloads.exclude(
        pk__in=[payload.pk for payload in chosen]
    ).select_related("mission")
    same_kind_first = Case(When(kind__in=kinds, then=0), default=1)
    return payloads.order_by(same_kind_first, "sort_key", "slug")[:MOST_CANDIDATES]
