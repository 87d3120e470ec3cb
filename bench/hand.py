"""The answers of the API written by hand: SQL, dictionaries, orjson. ``make bench`` checks that they are equal.

Words of dates and labels of terms come from the catalogue's own functions, as any program of its own would take them.
"""

import csv
import io
from datetime import date, time
from itertools import groupby

import orjson
from django.db import connection

from missions.models import MissionStatus
from payloads.models import PayloadKind, PayloadStatus
from records.dates import moment_in_words
from web.csv_lists import safe

PAGE = "SELECT * FROM payloads_payload WHERE publication = 'published' ORDER BY sort_key, slug"
ROWS = ("provision", "person", "specification", "result", "resultfigure", "paper", "payloadevent", "knowngap")
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
PAYLOADS = f"""
SELECT p.id, p.slug, p.name, p.acronym, p.kind, p.discipline, p.status,
       p.status_date, p.status_date_earliest, p.status_date_latest, p.differs,
       m.id, m.slug, m.name, m.status, m.launch, m.launch_earliest, m.launch_latest,
       s.slug, s.name, s.launch, s.launch_earliest, s.launch_latest, s.launch_time_utc,
       v.key, v.role, v.counts_as, v.contribution, v.rank, i.slug, i.name, c.code, c.name
FROM (SELECT p.*, {DIFFERS} AS differs FROM ({PAGE} LIMIT %s) p) p
JOIN missions_mission m ON m.id = p.mission_id
LEFT JOIN missions_spacecraft s ON s.id = p.host_id
LEFT JOIN payloads_provision v ON v.record_id = p.id
LEFT JOIN partners_institution i ON i.id = v.institution_id
LEFT JOIN partners_country c ON c.id = i.country_id
ORDER BY p.sort_key, p.slug, v.position, v.key
"""  # noqa: S608 - constants of this module
WARNINGS = """
SELECT record_id, key, kind, title, date, date_earliest, date_latest, time_utc, is_planned, description, rank
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
EVERYTHING = 10**9


def ask(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def clock(value):
    """Return a clock time as ``time``: SQLite stores its text."""
    return time.fromisoformat(value) if isinstance(value, str) else value


def dated(text, earliest, latest, at=None):
    words = moment_in_words(text, clock(at), beijing_day=True) if text else ""
    return {"edtf": text, "earliest": earliest, "latest": latest, "words": words} if text else None


def referred(site, resource, key, name, called="slug"):
    return {called: key, "name": name, "url": f"{site}/api/v1/{resource}/{key}/"} if key else None


def warnings():
    """Return what is reported of each mission, by its primary key."""
    found = {}
    for record, key, kind, title, text, earliest, latest, at, is_planned, description, rank in ask(WARNINGS):
        event = {"key": key, "kind": kind, "title": title, "date": dated(text, earliest, latest, at)}
        event |= {"time_utc": clock(at), "is_planned": bool(is_planned), "description": description, "rank": rank}
        found.setdefault(record, []).append(event)
    for events in found.values():
        events.sort(key=lambda event: str((event["date"] or {}).get("latest") or date.max), reverse=True)
    return found


def payloads(site, limit):
    """Yield the primary key of each payload with the payload as a list shows it."""
    reported = warnings()
    for _, group in groupby(ask(PAYLOADS, limit), key=lambda row: row[0]):
        rows = list(group)
        (pk, slug, name, acronym, kind, discipline, status, *of_status, differs, mission, m_slug, m_name, m_status) = (
            rows[0][:15]
        )
        m_launch, (s_slug, s_name, *s_launch) = rows[0][15:18], rows[0][18:24]
        own = bool(s_launch[0])
        yield (
            pk,
            {
                "slug": slug,
                "url": f"{site}/api/v1/payloads/{slug}/",
                "html_url": f"{site}/payloads/{slug}/",
                "name": name,
                "acronym": acronym,
                "mission": referred(site, "missions", m_slug, m_name),
                "spacecraft": referred(site, "spacecraft", s_slug, s_name),
                "kind": kind,
                "discipline": discipline,
                "status": status,
                "status_date": dated(*of_status),
                "launch": dated(*(s_launch if own else m_launch)),
                "launch_is_planned": m_status in (MissionStatus.PLANNED, MissionStatus.STOOD_DOWN) and not own,
                "warnings": reported.get(mission, []),
                "differs": bool(differs),
                "provisions": [
                    {
                        "key": row[24],
                        "institution": referred(site, "institutions", row[29], row[30]),
                        "country": referred(site, "countries", row[31], row[32], "code"),
                        "role": row[25],
                        "counts_as": row[26],
                        "contribution": row[27],
                        "rank": row[28],
                    }
                    for row in rows
                    if row[24]
                ],
            },
        )


def envelope(results):
    ((revision,),) = ask("SELECT number FROM history_revision")
    ((count,),) = ask("SELECT count(*) FROM payloads_payload WHERE publication = 'published'")
    return {"revision": revision, "count": count, "results": results}


def listed(site):
    return orjson.dumps(envelope([payload for _, payload in payloads(site, 100)]))


def facets(site):
    found = {}
    for name, sql in FACETS.items():
        counted, unknown = [], 0
        for value, label, count in ask(sql):
            if value:
                counted.append({"value": value, "name": LABELS.get(name, {}).get(value, label), "count": count})
            else:
                unknown += count
        counted.sort(key=lambda entry: (-entry["count"], entry["value"]))
        found[name] = [*counted, {"value": None, "name": "not stated", "count": unknown}]
    return orjson.dumps(envelope([payload for _, payload in payloads(site, 1)]) | {"facets": found})


PLAIN = ("name", "acronym")


def cells(payload, rivals):
    """Yield each column of a payload with its value."""

    def rival(name, field=None):
        return f"{name}_differs", "; ".join(rivals.get(field or name, ()))

    def days(name):
        value = payload[name] or {}
        return [(f"{name}_earliest", value.get("earliest")), (f"{name}_latest", value.get("latest"))]

    yield from ((name, payload[name]) for name in ("slug", "url", "html_url"))
    for name in PLAIN:
        yield from ((name, payload[name]), rival(name))
    for name, field in (("mission", "mission"), ("spacecraft", "host")):
        value = payload[name] or {}
        yield from ((name, value.get("slug")), rival(name, field), (f"{name}_name", value.get("name")))
    for name in ("kind", "discipline", "status"):
        yield from ((name, payload[name]), rival(name))
    yield from (("status_date", payload["status_date"]["edtf"]), rival("status_date"), *days("status_date"))
    yield from (("launch", (payload["launch"] or {}).get("edtf")), *days("launch"))
    yield from ((name, payload[name]) for name in ("launch_is_planned", "differs"))
    rows = payload["provisions"]
    columns = {
        "key": [row["key"] for row in rows],
        "institution": [row["institution"]["slug"] for row in rows],
        "institution_name": [row["institution"]["name"] for row in rows],
        "country": [row["country"] and row["country"]["code"] for row in rows],
        "country_name": [row["country"] and row["country"]["name"] for row in rows],
    }
    columns |= {name: [row[name] for row in rows] for name in ("role", "counts_as", "contribution", "rank")}
    for name, values in columns.items():
        yield f"provisions_{name}", "; ".join(safe(value) for value in values)
    told = (f"{warning['date']['words']}: {warning['title']}" for warning in payload["warnings"])
    yield "warning", "; ".join(told)


def table(site):
    rivals = {}
    for record, field, printed in ask(RIVALS):
        rivals.setdefault(record, {}).setdefault(field, []).append(printed)
    out = io.StringIO()
    writer = csv.writer(out)
    for number, (pk, payload) in enumerate(payloads(site, EVERYTHING)):
        line = list(cells(payload, rivals.get(pk, {})))
        if not number:
            writer.writerow([name for name, _ in line])
        writer.writerow([safe(value) for _, value in line])
    return out.getvalue().encode()
