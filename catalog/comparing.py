"""Payloads side by side: the same asked of each, and where what is stated differs."""

from dataclasses import dataclass, field

from django.db.models import Case, Q, When
from django.shortcuts import render
from django.views.generic import TemplateView

from payloads.models import Fact, Payload
from records.models import RANK_WORDS, Rank
from records.text import nearest
from web.parameters import ParameterProblem, name_problems, shortened
from web.views import StrictPage

FEWEST, MOST = 2, 4
MOST_CANDIDATES = 20
NOT_STATED = "not stated in the sources read"


@dataclass
class Statement:
    """Something stated of a payload: its words, where they lead, what is said beside them.

    ``meaning`` is what is compared: the words, unless the same can be said in others.
    """

    words: str
    address: str = ""
    beside: str = ""
    meaning: object = None

    def __post_init__(self):
        self.meaning = self.meaning or self.words


@dataclass
class Cell:
    """What is stated of one payload in a row; ``absence`` says in words that nothing is."""

    payload: Payload
    statements: list[Statement] = field(default_factory=list)
    absence: str = NOT_STATED


@dataclass
class Row:
    label: str
    cells: list[Cell]

    @property
    def differs(self):
        """Whether the payloads of which something is stated are not all stated the same of."""
        return len({frozenset(one.meaning for one in cell.statements) for cell in self.cells if cell.statements}) > 1


def compare(payloads):
    """Return the rows that set payloads side by side. Needs ``for_comparison()``."""
    asked = [
        ("Mission", "", mission),
        ("Host", Fact.HOST, host),
        ("Launch", "", launch),
        ("Provided by", Fact.PROVIDER, providers),
        ("Kind", "", kind),
        ("Discipline", Fact.DISCIPLINE, discipline),
        ("Status", "", status),
        ("Objectives", Fact.OBJECTIVES, objectives),
    ]
    rows = [Row(label, [cell(payload, fact, state) for payload in payloads]) for label, fact, state in asked]
    if any(payload.mission.warnings for payload in payloads):
        cells = [Cell(payload, warnings(payload), "nothing found in the sources read") for payload in payloads]
        rows.insert(1, Row("Reported of the mission", cells))
    rows += [
        Row(quantity.replace("-", " "), [cell(payload, quantity, specified(quantity)) for payload in payloads])
        for quantity in quantities(payloads)
    ]
    rows.append(Row("Results", [Cell(payload, [results(payload)]) for payload in payloads]))
    rows.append(Row("Sources", [Cell(payload, [sources(payload)]) for payload in payloads]))
    return rows


def cell(payload, fact, state):
    """Return what ``state`` finds stated of a payload, or how the fact was looked for in vain."""
    gaps = [gap for gap in payload.gaps.all() if gap.fact == fact]
    absence = f"{gaps[0].get_finding_display()}, looked for on {gaps[0].looked_words}" if gaps else NOT_STATED
    return Cell(payload, state(payload), absence)


def mission(payload):
    return [Statement(str(payload.mission), payload.mission.get_absolute_url())]


def warnings(payload):
    page = payload.mission.get_absolute_url()
    reported = [(f"{event.date_words}: {event.title}", event.key) for event in payload.mission.warnings]
    return [Statement(words, f"{page}#missionevent-{key}") for words, key in reported]


def host(payload):
    return [Statement(str(payload.host), payload.host.get_absolute_url())] if payload.host else []


def launch(payload):
    known = payload.launch_words != "not known"
    return [Statement(payload.launch_words)] if known else []


def providers(payload):
    """State each institution with its role and the country it represents."""
    found = []
    for provision in payload.provisions.all():
        institution = provision.institution
        country = institution.country.full_name if institution.country else ""
        beside = ", ".join(filter(None, [country, provision.get_role_display()]))
        found.append(Statement(str(institution), institution.get_absolute_url(), beside))
    return found


def kind(payload):
    return [Statement(payload.get_kind_display())]


def discipline(payload):
    return [Statement(payload.get_discipline_display())] if payload.discipline else []


def status(payload):
    return [Statement(payload.status_words)]


def objectives(payload):
    return [Statement(payload.objectives)] if payload.objectives else []


def quantities(payloads):
    """Return the quantities that the payloads have specifications of; those that most of them have come first."""
    having = {}
    for payload in payloads:
        for quantity in dict.fromkeys(row.quantity for row in payload.specifications.all()):
            having[quantity] = having.get(quantity, 0) + 1
    return sorted(having, key=lambda quantity: -having[quantity])


def specified(quantity):
    """Return what states a quantity of a payload: each figure as printed, with its condition and, but first, its rank.

    Figures mean the same when they are the same in SI units.
    """

    def state(payload):
        found = []
        for row in payload.specifications.all():
            if row.quantity == quantity:
                rank = "" if row.rank == Rank.PREFERRED else RANK_WORDS[row.rank]
                beside = ", ".join(filter(None, [rank, row.condition, row.get_stage_display()]))
                known = (row.si_low, row.si_high) != (None, None)
                figure = (row.bound, row.si_low, row.si_high) if known else row.as_printed
                address = f"{payload.get_absolute_url()}#specification-{row.key}"
                found.append(Statement(row.as_printed, address, beside, (figure, row.condition, row.rank)))
        return found

    return state


def results(payload):
    address = f"{payload.get_absolute_url()}#results" if payload.result_count else ""
    return Statement(str(payload.result_count or "none recorded"), address)


def sources(payload):
    return Statement(str(payload.source_count or "none recorded"), f"{payload.get_absolute_url()}#evidence")


def candidates(chosen):
    """Return payloads to set beside those chosen: of the same kind first, then on the same mission."""
    kinds, missions = {payload.kind for payload in chosen}, {payload.mission_id for payload in chosen}
    found = Payload.objects.published().filter(Q(kind__in=kinds) | Q(mission__in=missions)).select_related("mission")
    found = found.exclude(pk__in=[payload.pk for payload in chosen])
    return found.order_by(Case(When(kind__in=kinds, then=0), default=1), *Payload._meta.ordering)[:MOST_CANDIDATES]


class CompareView(StrictPage, TemplateView):
    """Two to four payloads side by side; with fewer, more or others, what is wrong and a choice."""

    template_name = "compare.html"
    parameters = ("payload",)

    def problems(self):
        slugs = self.request.GET.getlist("payload")
        found = Payload.objects.published().for_comparison().in_bulk(slugs, field_name="slug")
        self.chosen = [found[slug] for slug in dict.fromkeys(slugs) if slug in found]
        problems = name_problems(self.request.GET, self.parameters, repeatable=self.parameters)
        problems += unknown_payloads([slug for slug in dict.fromkeys(slugs) if slug not in found])
        for payload in self.chosen:
            if (times := slugs.count(payload.slug)) > 1:
                detail = f"{payload.title} is named {times} times; a payload is not compared with itself."
                problems.append(ParameterProblem("payload", payload.slug, detail))
        if len(self.chosen) > MOST:
            detail = f"{len(self.chosen)} payloads are chosen; at most {MOST} fit side by side. Untick some of them."
            problems.append(ParameterProblem("payload", str(len(self.chosen)), detail))
        return problems

    def refuse(self, problems):
        told = [(problem, self.mended(problem)) for problem in problems]
        return render(self.request, self.template_name, self.get_context_data(problems=told), status=400)

    def get_context_data(self, **kwargs):
        comparable = FEWEST <= len(self.chosen) <= MOST and "problems" not in kwargs
        return super().get_context_data(
            chosen=self.chosen,
            rows=compare(self.chosen) if comparable else [],
            candidates=candidates(self.chosen) if len(self.chosen) < MOST else [],
            **kwargs,
        )


def unknown_payloads(slugs):
    """Return the problems with slugs of no payload, each with the nearest one."""
    known = list(Payload.objects.published().values_list("slug", flat=True)) if slugs else []
    problems = []
    for slug in slugs:
        close = nearest(slug, known)
        hint = f" Did you mean {close}?" if close else ""
        problems.append(
            ParameterProblem(
                "payload", shortened(slug), f"There is no payload called “{shortened(slug)}”.{hint}", close
            )
        )
    return problems
