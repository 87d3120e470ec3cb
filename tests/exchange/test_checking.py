import datetime

import pytest
from django.core.management import CommandError, call_command

from exchange.checking import problems
from missions.models import Mission
from tests.factories import (
    cite,
    cite_facts,
    identify,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_source,
    make_spacecraft,
)

pytestmark = pytest.mark.django_db


def test_an_empty_catalogue_is_in_order(capsys):
    call_command("checkcatalog")

    assert "in order" in capsys.readouterr().out


def test_the_command_fails_and_names_the_problem(capsys):
    make_institution(slug="kiel")

    with pytest.raises(CommandError, match="1 problems"):
        call_command("checkcatalog")

    assert "institution kiel: No source is cited for it." in capsys.readouterr().out


def test_a_published_row_without_a_citation_is_found():
    payload = make_payload(slug="asan")
    cite_facts(payload)
    cite_facts(payload.mission)
    payload.specifications.create(key="mass", quantity="mass", as_printed="970 g")

    assert problems()[0] == "payload asan: No citation for specification “mass: 970 g”."


def test_a_landing_before_the_launch_is_found():
    mission = make_mission(slug="change-4", status_date="2019")
    cite_facts(mission)
    launch = mission.events.create(
        key="launch", kind="launch", title="Launch", date="2019-02-01"
    )
    landing = mission.events.create(
        key="landing", kind="landing", title="Landing", date="2019-01-03"
    )
    cite(mission, event=launch)
    cite(mission, event=landing)

    assert problems() == [
        "mission change-4: it landed on 2019-01-03, before its launch on 2019-02-01."
    ]


def test_derived_days_that_no_longer_fit_are_found():
    mission = make_mission(slug="change-4", status_date="2019", launch="2018")
    cite_facts(mission)

    Mission.objects.update(launch="2019")

    assert "mission change-4: the days of launch do not fit its text." in problems()


def test_an_undated_status_is_found():
    cite_facts(make_mission(slug="change-4", status_date=""))

    assert problems() == ["mission change-4: its status has no date."]


@pytest.mark.parametrize(
    "url", ["https://wybk.com/a", "http://m.zgkjsz.com/a", "http://49.213.3.35/doc"]
)
def test_addresses_of_re_hosts_are_found(url):
    make_source(slug="copy", url=url)

    assert "source copy: the address on" in problems()[0]


def test_two_sources_with_one_address_are_found():
    make_source(slug="a", url="https://example.org/1")
    make_source(slug="b", url="https://example.org/1")

    assert problems()[-1] == ("sources a, b: they share the url https://example.org/1.")


def test_a_source_that_nothing_cites_is_found():
    cited, listed, _ = (make_source(slug=slug) for slug in ("c", "l", "alone"))
    cite(make_country("SE"), cited, field="name")
    cited.references.create(number=1, cited=listed, as_printed="[1] Listed.")

    assert problems() == ["source alone: nothing cites it."]


def test_a_name_in_latin_letters_with_a_tag_of_another_script_is_found():
    sweden = make_country("SE")
    names = [("Швеция", "ru"), ("Shvetsiya", "ru"), ("Shvetsiya", "ru-Latn")]
    for number, (name, language) in enumerate(names):
        row = sweden.names.create(
            key=f"n{number}", name=name, kind="translation", language=language
        )
        cite(sweden, name=row)

    assert problems() == [
        "country SE: the name Shvetsiya is in Latin letters and not tagged so, as ru-Latn."
    ]


def test_an_ill_formed_identifier_is_found():
    make_source(slug="a", doi="doi:10.1/x")

    assert problems()[0].startswith("source a: doi: A DOI begins with 10.")


def test_an_identifier_of_a_wrong_form_is_found():
    kiel = make_institution(slug="kiel")
    cite_facts(kiel)
    # Past the forms, as SQL may.
    identify(kiel, "ror", "04v76ef79")
    identify(kiel, "wikidata", "156737")

    assert problems() == [
        "institution kiel: ror 04v76ef79: The ROR id 04v76ef79 has a wrong checksum.",
        "institution kiel: wikidata 156737: A Wikidata id is Q and a number, like Q156737.",
    ]


def test_what_flies_together_may_share_an_identifier():
    mission = make_mission(slug="change-5-t1", status_date="2014")
    stage = make_spacecraft(slug="stage", mission=mission)
    payload = make_payload(slug="4m", mission=mission, host=stage)
    for record in (mission, stage, payload):
        cite_facts(record)
        identify(record, "cospar", "2014-065B")

    assert problems() == []


def test_an_identifier_that_two_records_share_is_found():
    mission = make_mission(slug="change-9", status_date="2014")
    craft = make_spacecraft(slug="relay")
    cite_facts(craft.mission)
    craft.mission.status_date = "2020"
    craft.mission.save()
    for record in (mission, craft):
        cite_facts(record)
        identify(record, "wikidata", "Q1")

    assert (
        "mission change-9, spacecraft relay: they share the wikidata Q1." in problems()
    )


def test_a_reason_beside_an_identifier_is_found():
    kiel = make_institution(slug="kiel")
    cite_facts(kiel)
    identify(kiel, "ror", "04v76ef78")
    identify(kiel, "ror", finding="not-found", looked="2020")

    assert problems() == [
        "institution kiel: it has a ror, and the reason why it has none."
    ]


def test_a_plan_whose_last_day_has_passed_is_found():
    mission = make_mission(slug="change-9", status_date="2026", launch="2028")
    cite_facts(mission)
    plan = mission.events.create(
        key="landing", kind="landing", title="Landing", date="2029-03", is_planned=True
    )
    cite(mission, event=plan)

    assert problems(datetime.date(2028, 12, 31)) == []
    launch, landing = problems(datetime.date(2029, 4, 1))
    assert launch == (
        "mission change-9: the last day of its planned launch, 2028-12-31, has passed."
    )
    assert landing.startswith(
        "mission change-9: the last day of the plan landing, 2029-03-31, has passed;"
    )

    plan.outcome = "not-known"
    plan.save()
    Mission.objects.update(launch="", launch_earliest=None, launch_latest=None)

    assert problems(datetime.date(2029, 4, 1)) == []


def test_an_outcome_that_no_event_tells_is_found():
    mission = make_mission(slug="change-9", status_date="2026")
    cite_facts(mission)
    plan = mission.events.create(
        key="landing",
        kind="landing",
        title="Landing",
        is_planned=True,
        outcome="carried-out",
        outcome_event="landed",
    )
    cite(mission, event=plan)

    assert problems() == [
        "mission change-9: the outcome of landing is told by landed, which is none of its events."
    ]


def test_a_date_that_its_source_could_not_know_is_found():
    mission = make_mission(slug="change-9", status_date="2026-03")
    source = make_source(slug="early", published="2026-02-20")
    cite(mission, source, field="status, status_date")
    happened = {"kind": "end", "title": "Over", "date": "2026-02-22"}
    event = mission.events.create(key="over", **happened)
    cite(mission, source, event=event)

    assert problems() == [
        "mission change-9: status_date is dated 2026-03, after its source early of 2026-02-20.",
        "mission change-9: mission event over is dated 2026-02-22, after its source early of 2026-02-20.",
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"date": "2026-02-21"},
        {"date": "2026-05", "is_planned": True, "outcome": "carried-out"},
        {"date": "2026-05", "kind": "call"},
        {"date": "2026"},
    ],
)
def test_a_date_that_its_source_could_know_or_announce_is_in_order(values):
    mission = make_mission(slug="change-9", status_date="2026")
    source = make_source(published="2026-02-20")
    cite(mission, source, field="status, status_date")
    event = mission.events.create(key="a", **({"kind": "end", "title": "A"} | values))
    cite(mission, source, event=event)

    assert problems() == []
