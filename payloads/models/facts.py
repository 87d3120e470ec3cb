"""Which of the expected facts of a payload are known: one rule for its page, the filter and the sums."""

from django.db.models import Exists, OuterRef, Q

from payloads.models.rows import Fact, Person, Provision, Result, Specification
from records.models import Rank


def _row(model, **values):
    return Exists(model.objects.filter(record=OuterRef("pk"), rank=Rank.PREFERRED, **values))


def known(fact):
    """Return the condition under which a fact of a payload is known."""
    return {
        Fact.PROVIDER: lambda: _row(Provision),
        Fact.HOST: lambda: Q(host__isnull=False),
        Fact.KIND: lambda: ~Q(kind=""),
        Fact.DISCIPLINE: lambda: ~Q(discipline=""),
        Fact.PRINCIPLE: lambda: ~Q(working_principle=""),
        Fact.OBJECTIVES: lambda: ~Q(objectives=""),
        Fact.MASS: lambda: _row(Specification, quantity="mass"),
        Fact.POWER: lambda: _row(Specification, quantity="power"),
        Fact.DIMENSIONS: lambda: _row(Specification, quantity="dimensions"),
        Fact.PERSON: lambda: _row(Person),
        Fact.STATUS: lambda: ~Q(status_date=""),
        Fact.RESULT: lambda: _row(Result),
        Fact.DATA: lambda: ~Q(data_access=""),
    }[fact]()


# Every fact but the one that stands for facts without a name of their own.
EXPECTED = [fact for fact in Fact if fact != Fact.OTHER]
