"""The answers of the API written by hand: SQL, dictionaries, orjson. ``make bench`` checks that they are equal.

Words of dates and labels of terms come from the catalogue's own functions, as any program of its own would take them.
"""

import csv
import io
from collections import namedtuple
from datetime import date, time
from itertools import groupby

import orjson
from django.db import connection

from missions.models import MissionStatus
from payloads.models import PayloadKind, PayloadStatus
from records.dates import moment_in_words
from web.csv_lists import safe

PAGE = "SELECT * FROM payloads_payload WHERE publication = 'published' ORDER BY sort_key, slug"
ROWS = (
    "provision",
    "person",
    "specification",
    "result",
    "resultfigure",
    "paper",
    "payloadevent",
    "knowngap",
    "payloadpicture",
    "payloadidentifier",
)
HAS_DATA = """EXISTS (SELECT 1 FROM payloads_datasetsubject t JOIN payloads_dataset a ON a.id = t.record_id
           WHERE t.payload_id = p.id AND t.holding = 'holds'
           AND a.publication = 'published' AND a.access IN ('open', 'registration'))"""
DIFFERS = " OR ".join(
    [
        """EXISTS (SELECT 1 FROM payloads_payloadcitation d
           WHERE d.record_id = p.id AND d.stance = 'differs' AND NOT d.name_id IS NOT NULL)""",
        *(
            f"EXISTS (SELECT 1 FROM payloads_{row} d WHERE d.record_id = p.id AND d.rank <> 'preferred')"  # noqa: S608
            for row in ROWS
        ),
    ]
)
# The columns of PAYLOADS: a payload with its mission, its spacecraft and one of its provisions.
PayloadRow = namedtuple(
    "PayloadRow",
    [
        *("pk", "slug", "name", "acronym", "kind", "discipline", "status"),
        *(
            "status_date",
            "status_date_earliest",
            "status_date_latest",
            "differs",
            "has_data",
        ),
        *("mission_pk", "mission", "mission_name", "mission_status"),
        *("mission_launch", "mission_launch_earliest", "mission_launch_latest"),
        *("spacecraft", "spacecraft_name", "spacecraft_launch"),
        *(
            "spacecraft_launch_earliest",
            "spacecraft_launch_latest",
            "spacecraft_launch_time",
        ),
        *("provision", "role", "counts_as", "contribution", "rank"),
        *("institution", "institution_name", "country", "country_name"),
    ],
)
PAYLOADS = f"""
SELECT p.id, p.slug, p.name, p.acronym, p.kind, p.discipline, p.status,
       p.status_date, p.status_date_earliest, p.status_date_latest, p.differs, p.has_data,
       m.id, m.slug, m.name, m.status, m.launch, m.launch_earliest, m.launch_latest,
       s.slug, s.name, s.launch, s.launch_earliest, s.launch_latest, s.launch_time_utc,
       v.key, v.role, v.counts_as, v.contribution, v.rank, i.slug, i.name, c.code, c.name
FROM (SELECT p.*, {DIFFERS} AS differs, {HAS_DATA} AS has_data FROM ({PAGE} LIMIT %s) p) p
JOIN missions_mission m ON m.id = p.mission_id
LEFT JOIN missions_spacecraft s ON s.id = p.host_id
LEFT JOIN payloads_provision v ON v.record_id = p.id
LEFT JOIN partners_institution i ON i.id = v.institution_id
LEFT JOIN partners_country c ON c.id = i.country_id
ORDER BY p.sort_key, p.slug, v.position, v.key
"""  # noqa: S608 - constants of this module
WARNINGS = """
SELECT record_id, key, kind, title, date, date_earliest, date_latest, time_utc, is_planned,
    outcome, outcome_event, description, rank
FROM missions_missionevent WHERE is_standing AND rank = 'preferred' ORDER BY position, key
"""
RIVALS = "SELECT record_id, field, as_printed FROM payloads_payloadcitation WHERE stance = 'differs' ORDER BY id"
COUNTED = """FROM payloads_payload p
        JOIN payloads_provision v ON v.record_id = p.id AND v.counts_as IN ('country', 'region')
        JOIN partners_institution i ON i.id = v.institution_id JOIN partners_country c ON c.id = i.country_id
        WHERE p.publication = 'published'"""
FACETS = {
    "mission": """SELECT m.slug, m.name, count(*) FROM payloads_payload p JOIN missions_mission m ON m.id = p.mission_id
        WHERE p.publication = 'published' GROUP BY 1, 2""",
    "country": f"""SELECT c.code, c.name, count(DISTINCT p.id) {COUNTED} GROUP BY 1, 2 UNION ALL
        SELECT NULL, NULL, count(*) FROM payloads_payload
        WHERE publication = 'published' AND id NOT IN (SELECT p.id {COUNTED})""",  # noqa: S608
    "kind": "SELECT kind, kind, count(*) FROM payloads_payload WHERE publication = 'published' GROUP BY 1",
    "status": "SELECT status, status, count(*) FROM payloads_payload WHERE publication = 'published' GROUP BY 1",
}
LABELS = {"kind": dict(PayloadKind.choices), "status": dict(PayloadStatus.choices)}
# More than any database holds, for a query with a limit that is to return all.
EVERYTHING = 10**9


def ask(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def ask_number(sql):
    [[number]] = ask(sql)
    return number


def clock(value):
    """Return a clock time as ``time``: SQLite stores its text."""
    if isinstance(value, str):
        return time.fromisoformat(value)
    return value


def dated(text, earliest, latest, at=None):
    if not text:
        return None
    words = moment_in_words(text, clock(at), beijing_day=True)
    return {"edtf": text, "earliest": earliest, "latest": latest, "words": words}


def referred(site, resource, key, name, key_name="slug"):
    if not key:
        return None
    return {key_name: key, "name": name, "url": f"{site}/api/v1/{resource}/{key}/"}


def warnings():
    """Return what is reported of each mission, by its primary key."""
    events_by_mission = {}
    for (
        mission,
        key,
        kind,
        title,
        text,
        earliest,
        latest,
        at,
        is_planned,
        outcome,
        outcome_event,
        description,
        rank,
    ) in ask(WARNINGS):
        event = {
            "key": key,
            "kind": kind,
            "title": title,
            "date": dated(text, earliest, latest, at),
            "time_utc": clock(at),
            "is_planned": bool(is_planned),
            "outcome": outcome,
            "outcome_event": outcome_event,
            "description": description,
            "rank": rank,
        }
        events_by_mission.setdefault(mission, []).append(event)
    for events in events_by_mission.values():
        events.sort(key=latest_day, reverse=True)
    return events_by_mission


def latest_day(event):
    day = None
    if event["date"]:
        day = event["date"]["latest"]
    # The databases give a day as a date or as its text, which are in the same order.
    return str(day or date.max)


def earliest_day(event):
    day = None
    if event["date"]:
        day = event["date"]["earliest"]
    return str(day or date.max)


def payloads(site, limit):
    """Yield the primary key of each payload with the payload as a list shows it."""
    warnings_by_mission = warnings()
    rows = map(PayloadRow._make, ask(PAYLOADS, limit))
    for pk, group in groupby(rows, key=lambda row: row.pk):
        rows_of_payload = list(group)
        first = rows_of_payload[0]
        provisions = [provision(site, row) for row in rows_of_payload if row.provision]
        yield (
            pk,
            payload(
                site, first, warnings_by_mission.get(first.mission_pk, []), provisions
            ),
        )


def payload(site, row, warnings_of_mission, provisions):
    launch = dated(
        row.mission_launch, row.mission_launch_earliest, row.mission_launch_latest
    )
    launch_status = "none"
    if row.mission_status == MissionStatus.STOOD_DOWN:
        launch_status = "overtaken"
    elif row.mission_status != MissionStatus.PLANNED:
        launch_status = "done"
    elif row.mission_launch:
        launch_status = "planned"
    if row.spacecraft_launch:
        launch = dated(
            row.spacecraft_launch,
            row.spacecraft_launch_earliest,
            row.spacecraft_launch_latest,
            row.spacecraft_launch_time,
        )
        launch_status = "done"
    if row.status == "did-not-fly":
        launch = None
        launch_status = "none"
        end = str(row.status_date_latest or date.min)
        warnings_of_mission = [
            event for event in warnings_of_mission if earliest_day(event) <= end
        ]
    return {
        "slug": row.slug,
        "url": f"{site}/api/v1/payloads/{row.slug}/",
        "html_url": f"{site}/payloads/{row.slug}/",
        "name": row.name,
        "acronym": row.acronym,
        "mission": referred(site, "missions", row.mission, row.mission_name),
        "spacecraft": referred(site, "spacecraft", row.spacecraft, row.spacecraft_name),
        "kind": row.kind,
        "discipline": row.discipline,
        "status": row.status,
        "status_date": dated(
            row.status_date, row.status_date_earliest, row.status_date_latest
        ),
        "launch": launch,
        "launch_is_planned": launch_status == "planned",
        "launch_status": launch_status,
        "warnings": warnings_of_mission,
        "differs": bool(row.differs),
        "has_data": bool(row.has_data),
        "provisions": provisions,
    }


def provision(site, row):
    return {
        "key": row.provision,
        "institution": referred(
            site, "institutions", row.institution, row.institution_name
        ),
        "country": referred(site, "countries", row.country, row.country_name, "code"),
        "role": row.role,
        "counts_as": row.counts_as,
        "contribution": row.contribution,
        "rank": row.rank,
    }


def envelope(results):
    revision = ask_number("SELECT number FROM history_revision")
    count = ask_number(
        "SELECT count(*) FROM payloads_payload WHERE publication = 'published'"
    )
    return {"revision": revision, "count": count, "results": results}


def listed(site):
    results = [record for _, record in payloads(site, 100)]
    return orjson.dumps(envelope(results))


def facets(site):
    results = [record for _, record in payloads(site, 1)]
    answer = envelope(results)
    answer["facets"] = {name: facet(name, sql) for name, sql in FACETS.items()}
    return orjson.dumps(answer)


def facet(name, sql):
    labels = LABELS.get(name, {})
    entries = []
    not_stated = 0
    for value, label, count in ask(sql):
        if value:
            entries.append(
                {"value": value, "name": labels.get(value, label), "count": count}
            )
        else:
            not_stated += count
    entries.sort(key=lambda entry: (-entry["count"], entry["value"]))
    return [*entries, {"value": None, "name": "not stated", "count": not_stated}]


def cells(record, rivals):
    """Return the value of each column of a payload, in the order of the columns.

    ``rivals`` is what differing sources print for each of its fields.
    """
    values = {}

    def add_rivals(column, field):
        values[f"{column}_differs"] = "; ".join(rivals.get(field, ()))

    def add_plain(*columns):
        for column in columns:
            values[column] = record[column]
            add_rivals(column, column)

    def add_reference(column, field):
        reference = record[column] or {}
        values[column] = reference.get("slug")
        add_rivals(column, field)
        values[f"{column}_name"] = reference.get("name")

    def add_days(column, value):
        values[f"{column}_earliest"] = value.get("earliest")
        values[f"{column}_latest"] = value.get("latest")

    for column in ("slug", "url", "html_url"):
        values[column] = record[column]
    add_plain("name", "acronym")
    add_reference("mission", "mission")
    add_reference("spacecraft", "host")
    add_plain("kind", "discipline", "status")

    values["status_date"] = record["status_date"]["edtf"]
    add_rivals("status_date", "status_date")
    add_days("status_date", record["status_date"])
    launch = record["launch"] or {}
    values["launch"] = launch.get("edtf")
    add_days("launch", launch)
    values["launch_is_planned"] = record["launch_is_planned"]
    values["launch_status"] = record["launch_status"]
    values["differs"] = record["differs"]
    values["has_data"] = record["has_data"]

    values.update(provision_cells(record["provisions"]))
    warning_words = [
        f"{warning['date']['words']}: {warning['title']}"
        for warning in record["warnings"]
    ]
    values["warning"] = "; ".join(warning_words)
    return values


def provision_cells(provisions):
    """Return the columns of a payload's provisions, each with the values of all of them."""
    columns = {
        "key": [],
        "institution": [],
        "institution_name": [],
        "country": [],
        "country_name": [],
        "role": [],
        "counts_as": [],
        "contribution": [],
        "rank": [],
    }
    for row in provisions:
        country = row["country"] or {}
        columns["key"].append(row["key"])
        columns["institution"].append(row["institution"]["slug"])
        columns["institution_name"].append(row["institution"]["name"])
        columns["country"].append(country.get("code"))
        columns["country_name"].append(country.get("name"))
        for name in ("role", "counts_as", "contribution", "rank"):
            columns[name].append(row[name])
    return {
        f"provisions_{name}": "; ".join(map(safe, values))
        for name, values in columns.items()
    }


def table(site):
    rivals_by_payload = {}
    for pk, field, as_printed in ask(RIVALS):
        rivals_by_payload.setdefault(pk, {}).setdefault(field, []).append(as_printed)

    out = io.StringIO()
    writer = csv.writer(out)
    header = None
    for pk, record in payloads(site, EVERYTHING):
        values = cells(record, rivals_by_payload.get(pk, {}))
        if header is None:
            header = list(values)
            writer.writerow(header)
        writer.writerow(map(safe, values.values()))
    return out.getvalue().encode()


def is_same_answer(body, body_by_hand):
    """Return whether what was made by hand is what the API answered; of JSON, what it has beside links to pages."""
    if not body.startswith(b"{"):
        return body == body_by_hand
    answer = orjson.loads(body)
    answer_by_hand = orjson.loads(body_by_hand)
    return all(answer.get(name) == value for name, value in answer_by_hand.items())
