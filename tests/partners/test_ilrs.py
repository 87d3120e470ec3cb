from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partners.models import IlrsParticipation, IlrsStep, Standing, standings
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_participation,
    make_programme,
    make_source,
)
from tests.reading import read

pytestmark = pytest.mark.django_db


def standing_of(participation):
    """Return relation, evidence and sentence as the list of participations has them."""
    found = IlrsParticipation.objects.for_list().get(pk=participation.pk)
    return found.summary.relation, found.summary.evidence, found.summary.standing


def cite_step(participation, number=0, kind="news", **values):
    """Cite a new source of a kind for one of the steps."""
    step = participation.steps.all()[number]
    return cite(participation, make_source(kind=kind), step=step, **values)


@pytest.mark.parametrize(
    ("kind", "relation", "sentence"),
    [
        ("initiated", "initiator", "Initiator; unconfirmed"),
        ("signed", "signatory", "Signed, day not given; unconfirmed"),
        ("entered-into-force", "signatory", "Signed, day not given; unconfirmed"),
        (
            "applied",
            "applicant",
            "Said to have applied in 0 sources; no signature found",
        ),
        (
            "linked",
            "linked",
            "Linked through an organisation; no signature of its own found",
        ),
        ("named", "named", "Named as participant in 0 sources; no signature found"),
        ("claimed", "named", "Named as participant in 0 sources; no signature found"),
        ("omitted", "", "No step of its own is established"),
        ("withdrew", "ended", "Withdrew; unconfirmed"),
        ("expired", "ended", "Expired; unconfirmed"),
        ("superseded", "ended", "Superseded; unconfirmed"),
    ],
)
def test_each_kind_of_step_makes_its_relation(kind, relation, sentence):
    participation = make_participation(steps=[{"kind": kind}])

    assert standing_of(participation) == (relation, "unconfirmed", sentence)


@pytest.mark.parametrize(
    ("kinds", "relation"),
    [
        (["named", "linked", "applied", "signed", "initiated"], "initiator"),
        (["named", "linked", "applied", "entered-into-force"], "signatory"),
        (["claimed", "linked", "applied"], "applicant"),
        (["named", "linked", "omitted"], "linked"),
        (["omitted", "named"], "named"),
    ],
)
def test_the_firmest_step_makes_the_relation(kinds, relation):
    participation = make_participation(steps=[{"kind": kind} for kind in kinds])

    assert standing_of(participation)[0] == relation


@pytest.mark.parametrize("rank", ["alternative", "deprecated"])
def test_a_doubted_signature_makes_no_signatory(rank):
    steps = [{"kind": "signed", "rank": rank, "date": "2024-04-05"}, {"kind": "named"}]
    participation = make_participation(steps=steps)
    cite_step(participation, 0, kind="official")
    cite_step(participation, 1)

    found = standing_of(participation)

    assert found == (
        "named",
        "unconfirmed",
        "Named as participant in one source; no signature found",
    )


def test_a_participation_without_steps_has_no_relation():
    participation = make_participation(steps=[])

    assert standing_of(participation) == (
        "",
        "unconfirmed",
        "No step of its own is established",
    )


@pytest.mark.parametrize(
    ("kind", "source", "confidence", "evidence"),
    [
        ("signed", "official", "high", "signing-party"),
        ("signed", "official", "medium", "press"),
        ("signed", "official", "low", "unconfirmed"),
        ("signed", "news", "high", "press"),
        ("signed", "news", "medium", "press"),
        ("signed", "news", "low", "unconfirmed"),
        ("initiated", "official", "high", "signing-party"),
        ("entered-into-force", "official", "high", "signing-party"),
        ("entered-into-force", "news", "medium", "press"),
        ("linked", "official", "high", "signing-party"),
        ("linked", "news", "low", "unconfirmed"),
    ],
)
def test_evidence_is_graded_by_source_and_confidence(
    kind, source, confidence, evidence
):
    participation = make_participation(steps=[{"kind": kind}])
    cite_step(participation, kind=source, confidence=confidence)

    assert standing_of(participation)[1] == evidence


@pytest.mark.parametrize(
    ("kind", "evidence"),
    [
        ("applied", "unconfirmed"),
        ("named", "unconfirmed"),
        ("claimed", "official-list"),
    ],
)
def test_a_mention_is_unconfirmed_unless_an_official_made_it(kind, evidence):
    participation = make_participation(steps=[{"kind": kind}])
    cite_step(participation, kind="official", confidence="high")

    assert standing_of(participation)[1] == evidence


@pytest.mark.parametrize("stance", ["differs", "about"])
def test_a_citation_that_does_not_support_is_no_evidence(stance):
    participation = make_participation(steps=[{"kind": "signed"}])
    cite_step(participation, kind="official", stance=stance, as_printed="Not signed")

    assert standing_of(participation)[1] == "unconfirmed"


def test_a_citation_of_the_whole_participation_is_no_evidence_of_a_step():
    participation = make_participation(steps=[{"kind": "signed"}])
    cite(participation, make_source(kind="official"))

    assert standing_of(participation)[1] == "unconfirmed"


def test_the_firmest_citation_counts():
    participation = make_participation(steps=[{"kind": "signed"}])
    cite_step(participation, kind="web-page", confidence="low")
    cite_step(participation, kind="official", confidence="high")
    cite_step(participation, kind="news", confidence="medium")

    assert standing_of(participation)[1] == "signing-party"


def test_the_evidence_is_that_of_the_steps_that_make_the_relation():
    participation = make_participation(steps=[{"kind": "signed"}, {"kind": "linked"}])
    cite_step(participation, 0, kind="news", confidence="medium")
    cite_step(participation, 1, kind="official", confidence="high")

    assert standing_of(participation) == (
        "signatory",
        "press",
        "Signed, day not given; reported by press",
    )


def test_one_participation_does_not_lend_its_steps_to_another():
    firm = make_participation(country=make_country("PK"), steps=[{"kind": "signed"}])
    cite_step(firm, kind="official")
    bare = make_participation(country=make_country("BH"), steps=[{"kind": "named"}])

    found = {
        p.country.code: (p.summary.relation, p.summary.evidence)
        for p in IlrsParticipation.objects.for_list()
    }

    assert found == {
        "PK": ("signatory", "signing-party"),
        "BH": ("named", "unconfirmed"),
    }
    assert (
        standing_of(bare)[2] == "Named as participant in 0 sources; no signature found"
    )


def test_first_and_latest_signature_are_told_with_their_evidence():
    steps = [
        {"kind": "signed", "date": "2021-03-09"},
        {"kind": "signed", "date": "2022-11-25"},
        {"kind": "signed", "date": "2023", "rank": "alternative"},
        {"kind": "signed"},
    ]
    participation = make_participation(steps=steps)
    cite_step(participation, kind="news")

    assert standing_of(participation)[2] == (
        "Signed 9 March 2021, latest 25 November 2022; reported by press"
    )


def test_a_link_names_its_organisation():
    apsco = make_institution(name="APSCO", is_international=True)
    participation = make_participation(steps=[{"kind": "linked"}], through=apsco)

    assert (
        standing_of(participation)[2]
        == "Linked through APSCO; no signature of its own found"
    )


def test_sources_that_name_a_participant_are_counted_once_each():
    participation = make_participation(
        steps=[{"kind": "named"}, {"kind": "claimed"}, {"kind": "omitted"}]
    )
    first = make_source()
    for number, step in enumerate(participation.steps.all()):
        cite(participation, first, step=step, locator=f"paragraph {number}")
    cite_step(participation, 1)
    cite_step(participation, 2)
    cite_step(participation, 0, stance="about")

    assert (
        standing_of(participation)[2]
        == "Named as participant in 2 sources; no signature found"
    )


def test_as_of_a_day_later_steps_are_not_told():
    steps = [
        {"kind": "signed", "date": "2021-03-09"},
        {"kind": "signed", "date": "2022-11-25"},
    ]
    russia = make_participation(steps, country=make_country("RU"))
    named = make_participation(
        [{"kind": "named", "date": "2023-04"}, {"kind": "named", "date": "2025-04"}]
    )
    for number, step in enumerate([*russia.steps.all(), *named.steps.all()]):
        cite(step.record, make_source(), step=step, locator=f"p. {number}")

    def told(day):
        return [
            participation.summary.standing
            for participation in IlrsParticipation.objects.as_of(day).order_by("pk")
        ]

    assert told(date(2021, 6, 1)) == ["Signed 9 March 2021; reported by press"]
    assert told(date(2023, 5, 1)) == [
        "Signed 9 March 2021, latest 25 November 2022; reported by press",
        "Named as participant in one source; no signature found",
    ]
    assert (
        told(date(2025, 5, 1))[1]
        == "Named as participant in 2 sources; no signature found"
    )


def test_the_list_costs_the_same_for_one_and_for_many(count_queries):
    def read():
        return [
            (str(participation), participation.summary.standing)
            for participation in IlrsParticipation.objects.for_list()
        ]

    cite_step(make_participation(country=make_country("PK"), steps=[{"kind": "named"}]))
    one = count_queries(read)
    for code in ("SE", "TR"):
        through = make_institution()
        cite_step(
            make_participation(
                country=make_country(code), through=through, steps=[{"kind": "linked"}]
            )
        )
    cite_step(
        make_participation(
            level="organisation",
            institution=make_institution(),
            steps=[{"kind": "applied"}],
        )
    )

    assert count_queries(read) == one == 2


def test_standings_are_a_partners_own_or_its_nations():
    china = make_country("CN", name="China")
    hong_kong = make_country("HK", name="Hong Kong", region_of=china)
    sweden, apsco = make_country("SE"), make_institution(is_international=True)
    make_participation(country=china, steps=[{"kind": "initiated"}])
    make_participation(
        level="organisation", institution=apsco, steps=[{"kind": "named"}]
    )

    found = standings([china, hong_kong, sweden, apsco])

    assert found == {
        china: Standing("initiator", "Initiator; unconfirmed"),
        hong_kong: Standing(
            "region-of-initiator",
            "Region of China, the initiator; none of its own found",
        ),
        sweden: Standing("none-found", "No participation found in sources"),
        apsco: Standing(
            "unconfirmed", "Named as participant in 0 sources; no signature found"
        ),
    }


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("signed", "Region of Denmark, a participant; none of its own found"),
        ("omitted", "No participation found in sources"),
    ],
)
def test_a_region_stands_as_its_nation_takes_part(kind, sentence):
    denmark = make_country("DK", name="Denmark")
    greenland = make_country("GL", name="Greenland", region_of=denmark)
    make_participation(country=denmark, steps=[{"kind": kind}])

    assert standings([greenland]) == {greenland: Standing("none-found", sentence)}


def test_a_region_with_a_participation_of_its_own_stands_by_it():
    china = make_country("CN")
    hong_kong = make_country("HK", region_of=china)
    make_participation(country=china, steps=[{"kind": "initiated"}])
    make_participation(country=hong_kong, steps=[{"kind": "signed", "date": "2024"}])

    assert standings([hong_kong]) == {
        hong_kong: Standing("unconfirmed", "Signed 2024; unconfirmed")
    }


@pytest.mark.parametrize(
    ("steps", "source", "kind"),
    [
        (["signed"], {"kind": "official"}, "signed-by-party"),
        (["signed"], {"kind": "news"}, "signed-by-press"),
        (["signed"], {"kind": "news", "confidence": "low"}, "unconfirmed"),
        (["applied"], {"kind": "news"}, "unconfirmed"),
        (["named"], {"kind": "news"}, "named-once"),
        (["linked"], {"kind": "official"}, "linked"),
        (["omitted"], {"kind": "official"}, "none-found"),
    ],
)
def test_each_standing_has_its_kind(steps, source, kind):
    thailand = make_country("TH")
    cite_step(
        make_participation(country=thailand, steps=[{"kind": step} for step in steps]),
        **source,
    )

    assert standings([thailand])[thailand].kind == kind


def test_absence_is_worded_by_the_latest_source_read():
    participation = make_participation(
        country=make_country("TH"), steps=[{"kind": "named"}]
    )
    cite(
        participation,
        make_source(published="2025-04-29"),
        step=participation.steps.get(),
    )
    italy = make_country("IT")

    assert (
        standings([italy])[italy].words
        == "No participation found in sources through 29 April 2025"
    )


def test_an_institution_or_a_draft_does_not_make_its_country_a_party():
    kenya, sweden = make_country("KE"), make_country("SE")
    make_participation(
        level="institution", country=kenya, place="Nairobi", steps=[{"kind": "signed"}]
    )
    make_participation(country=sweden, publication="draft", steps=[{"kind": "signed"}])

    found = standings([kenya, sweden])

    assert found == {
        kenya: Standing(
            "none-found",
            "No participation of its own found in sources; its institution signed: Institution in Nairobi",
        ),
        sweden: Standing("none-found", "No participation found in sources"),
    }


def take_part(country, name, *steps, **values):
    """Make an institution of a country take part by steps of some kinds."""
    institution = make_institution(name=name, country=country)
    return make_participation(
        level="institution",
        institution=institution,
        steps=[{"kind": kind} for kind in steps],
        **values,
    )


def test_institutions_that_take_part_are_named_where_their_country_does_not():
    switzerland, panama, oman, serbia = (
        make_country(code) for code in ("CH", "PA", "OM", "RS")
    )
    hong_kong = make_country("HK", region_of=make_country("CN", name="China"))
    take_part(switzerland, "Nano", "signed")
    take_part(switzerland, "Talk", "signed")
    take_part(switzerland, "Only named", "named")
    take_part(panama, "Centre", "named")
    take_part(oman, "Lens", "omitted")
    take_part(oman, "Draft", "signed", publication="draft")
    take_part(hong_kong, "Laboratory", "signed")
    take_part(serbia, "Observatory", "signed")
    make_participation(country=serbia, steps=[{"kind": "signed", "date": "2024"}])
    make_participation(country=hong_kong.region_of, steps=[{"kind": "initiated"}])
    ethiopia = make_country("ET")
    take_part(ethiopia, "Institute", "signed")
    make_participation(country=ethiopia, steps=[{"kind": "named"}])

    partners = [switzerland, panama, oman, serbia, hong_kong, ethiopia]
    words = {
        partner.code: standing.words
        for partner, standing in standings(partners).items()
    }

    assert words == {
        "CH": "No participation of its own found in sources; its institutions signed: Nano, Talk",
        "PA": "No participation of its own found in sources; "
        "its institution is named, without a signature: Centre",
        "OM": "No participation found in sources",
        "RS": "Signed 2024; unconfirmed",
        "HK": "Region of China, the initiator; none of its own found; its institution signed: Laboratory",
        "ET": "Named as participant in 0 sources; no signature found; its institution signed: Institute",
    }


def test_list_of_countries_says_that_an_institution_signed(client, count_queries):
    kenya = make_country("KE", name="Kenya")
    take_part(kenya, "Advanced Institute", "signed")
    one = count_queries(client.get, "/countries/")
    for code in ("CH", "PA", "OM"):
        take_part(make_country(code), f"Institute {code}", "signed")

    rows = {row[0]: row[3] for row in read(client, "/countries/").rows if len(row) == 4}

    assert rows["Kenya"] == (
        "No participation of its own found in sources; its institution signed: Advanced Institute"
    )
    assert count_queries(client.get, "/countries/") == one


@pytest.mark.parametrize(
    ("level", "has_country", "has_institution", "place", "name"),
    [
        ("national", True, False, "", "Sweden"),
        ("organisation", False, True, "", "IRF"),
        ("institution", False, True, "", "IRF"),
        ("institution", True, False, "Kiruna", "Institution in Kiruna"),
    ],
)
def test_a_participation_names_its_party(
    level, has_country, has_institution, place, name
):
    country = make_country("SE", name="Sweden") if has_country else None
    institution = make_institution(name="IRF") if has_institution else None

    participation = make_participation(
        level=level, country=country, institution=institution, place=place
    )

    participation.full_clean()
    assert str(participation) == name


@pytest.mark.parametrize(
    ("level", "has_country", "has_institution", "place"),
    [
        ("national", False, False, ""),
        ("national", False, True, ""),
        ("national", True, True, ""),
        ("national", True, False, "Kiruna"),
        ("organisation", True, False, ""),
        ("organisation", True, True, ""),
        ("organisation", False, True, "Kiruna"),
        ("institution", True, False, ""),
        ("institution", False, False, "Kiruna"),
        ("institution", True, True, ""),
        ("institution", False, True, "Kiruna"),
    ],
)
def test_a_participation_without_its_party_is_refused(
    level, has_country, has_institution, place
):
    participation = IlrsParticipation(
        slug="wrong",
        programme=make_programme(),
        level=level,
        country=make_country("SE") if has_country else None,
        institution=make_institution() if has_institution else None,
        place=place,
    )

    with pytest.raises(
        ValidationError,
        match="A national participation names a country; an organisation's or",
    ):
        participation.full_clean()
    with (
        pytest.raises(IntegrityError, match="ilrsparticipation_names_its_party"),
        transaction.atomic(),
    ):
        participation.save()


def test_a_country_has_one_participation():
    make_participation(country=make_country("SE"))
    second = IlrsParticipation(
        slug="second",
        programme=make_programme(),
        level="national",
        country=make_country("SE"),
    )

    with pytest.raises(
        ValidationError,
        match="This country has a participation already; add a step to it",
    ):
        second.full_clean()
    with (
        pytest.raises(
            IntegrityError, match=r"one_per_country|ilrsparticipation\.country_id"
        ),
        transaction.atomic(),
    ):
        second.save()


def test_a_country_may_have_institutions_beside_its_own_participation():
    make_participation(country=make_country("SE"))

    make_participation(
        level="institution", country=make_country("SE"), place="Kiruna"
    ).full_clean()
    make_participation(
        level="institution", country=make_country("SE"), place="Lund"
    ).full_clean()

    assert IlrsParticipation.objects.count() == 3


def test_an_institution_has_one_participation():
    institution = make_institution()
    make_participation(level="organisation", institution=institution)
    second = IlrsParticipation(
        slug="second",
        programme=make_programme(),
        level="institution",
        institution=institution,
    )

    with pytest.raises(
        ValidationError,
        match="This institution has a participation already; add a step to it",
    ):
        second.full_clean()
    refused = pytest.raises(
        IntegrityError, match=r"one_per_institution|ilrsparticipation\.institution_id"
    )
    with refused, transaction.atomic():
        second.save()


def test_levels_and_steps_keep_to_their_vocabularies():
    participation = make_participation(steps=[{"kind": "signed"}])
    step = participation.steps.get()
    participation.level, step.kind = "galactic", "dreamt"

    for instance, name in (
        (participation, "partners_ilrsparticipation_level"),
        (step, "partners_ilrsstep_kind"),
    ):
        with pytest.raises(ValidationError, match="is not a valid choice"):
            instance.full_clean()
        with (
            pytest.raises(IntegrityError, match=f"{name}_known|names_its_party"),
            transaction.atomic(),
        ):
            instance.save()


@pytest.mark.parametrize(
    ("kind", "date", "key", "name"),
    [
        ("signed", "2024-04-05", "signed-2024-04-05", "signed 5 April 2024"),
        ("applied", "../2024", "applied-2024", "applied by 2024"),
        (
            "entered-into-force",
            "2021/2022",
            "entered-into-force-2021-2022",
            "entered into force 2021 to 2022",
        ),
        ("named", "", "named", "named"),
    ],
)
def test_a_step_is_called_by_kind_and_date(kind, date, key, name):
    step = IlrsStep(kind=kind, date=date)

    assert step.default_key() == key
    assert str(step) == name
