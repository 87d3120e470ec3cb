"""What is known of the expected facts of a payload: one rule for its page, the API, the filter and the sums.

A fact is stated in fields of the payload, in rows of one kind, or in its specifications of one quantity; where its data
is, by a data set that the public can have. It is known where it is stated, and where sources differ on it: then each
value is stated by somebody.
"""

from django.db.models import Exists, OuterRef, Q

from payloads.models.data_set import DataSetSubject
from payloads.models.rows import (
    PayloadCitation,
    Person,
    Provision,
    Result,
    Specification,
)
from payloads.models.terms import EXPECTED, Fact, Knowledge
from records.models import Stance

# Each fact is in one of the three tables. What is told of its data in words is no data set: sources may differ on it.
FIELDS = {
    Fact.HOST: ["host"],
    Fact.KIND: ["kind"],
    Fact.DISCIPLINE: ["discipline"],
    Fact.PRINCIPLE: ["working_principle"],
    Fact.OBJECTIVES: ["objectives"],
    Fact.STATUS: ["status", "status_date"],
    Fact.DATA: ["data_access"],
}
ROW_MODELS = {Fact.PROVIDER: Provision, Fact.PERSON: Person, Fact.RESULT: Result}
QUANTITIES = {
    Fact.MASS: ["mass"],
    Fact.POWER: ["power"],
    # A volume tells the size of a payload of which no source gives the edges.
    Fact.DIMENSIONS: ["dimensions", "volume"],
}


def completeness(payload):
    """Return each expected fact with what is known of it, as pairs."""
    return [(fact, knowledge(payload, fact)) for fact in EXPECTED]


def knowledge(payload, fact):
    """Return what is known of an expected fact of a payload. No query on a payload that was read with its contents."""
    if differs(payload, fact):
        return Knowledge.DIFFERING
    if is_stated(payload, fact):
        return Knowledge.KNOWN
    findings = [gap.finding for gap in payload.gaps.all() if gap.fact == fact]
    if not findings:
        return Knowledge.NOT_LOOKED_FOR
    # Of several gaps the last counts. A finding is a term of both vocabularies.
    return Knowledge(findings[-1])


def differs(payload, fact):
    """Return whether sources differ on a fact of a payload."""
    if fact in FIELDS:
        return any(
            payload.cited_evidence.differs_on_field(name) for name in FIELDS[fact]
        )
    return payload.cited_evidence.differs_on_rows(rows_of(payload, fact))


def is_stated(payload, fact):
    """Return whether a payload states a fact."""
    if fact == Fact.DATA:
        return payload.has_data
    if fact in FIELDS:
        return all(payload.cited_evidence.states(name) for name in FIELDS[fact])
    return bool(rows_of(payload, fact))


def rows_of(payload, fact):
    """Return the rows of a payload that state a fact."""
    if fact in ROW_MODELS:
        return ROW_MODELS[fact].row_kind.of(payload)
    return [
        row for row in payload.specifications.all() if row.quantity in QUANTITIES[fact]
    ]


def known(fact):
    """Return the condition, in SQL, under which ``knowledge`` finds a fact known or differing."""
    # Whatever its rank: a row that is not preferred is a value that somebody states.
    if fact in ROW_MODELS:
        return _has(ROW_MODELS[fact])
    if fact in QUANTITIES:
        return _has(Specification, quantity__in=QUANTITIES[fact])
    differing = _has(PayloadCitation, field__in=FIELDS[fact], stance=Stance.DIFFERS)
    if fact == Fact.DATA:
        return has_public_data() | differing
    # Unknown is NULL for a reference and empty for text.
    stated = Q()
    for name in FIELDS[fact]:
        if name == "host":
            stated &= Q(host__isnull=False)
        else:
            stated &= ~Q(**{name: ""})
    return stated | differing


def has_public_data():
    """Return the condition that a data set of the payload is published and the public can have it."""
    subjects = DataSetSubject.objects.held().published().accessible()
    return Exists(subjects.filter(payload=OuterRef("pk")))


def _has(model, **values):
    """Return the condition that a payload has such a row or citation."""
    return Exists(model.objects.filter(record=OuterRef("pk"), **values))
