"""What the API is measured against, on the same server: the list of payloads by hand, and bytes from memory.

``/hand`` asks one SQL query and writes 100 payloads with their partners by orjson. It leaves out what the API adds to a
payload beyond its columns and partners: addresses, words of dates, warnings of the mission, whether sources differ.
``/memory`` answers the bytes of the file that BENCH_BYTES names.
"""

import os
from itertools import groupby
from pathlib import Path

import orjson
from django.db import connection

from config.wsgi import application as catalogue

QUERY = """
SELECT p.slug, p.name, p.acronym, p.kind, p.discipline, p.status, p.status_date, m.slug, m.name, s.slug, s.name,
       coalesce(s.launch, m.launch), v.key, v.role, v.counts_as, v.contribution, v.rank, i.slug, i.name, c.code, c.name
FROM (SELECT * FROM payloads_payload WHERE publication = 'published' ORDER BY sort_key, slug LIMIT 100) p
JOIN missions_mission m ON m.id = p.mission_id
LEFT JOIN missions_spacecraft s ON s.id = p.host_id
LEFT JOIN payloads_provision v ON v.record_id = p.id
LEFT JOIN partners_institution i ON i.id = v.institution_id
LEFT JOIN partners_country c ON c.id = i.country_id
ORDER BY p.sort_key, p.slug, v.position
"""
PAYLOAD = ("slug", "name", "acronym", "kind", "discipline", "status", "status_date")
PROVISION = ("key", "role", "counts_as", "contribution", "rank")


def by_hand():
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        rows = cursor.fetchall()
    results = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        provisions = list(group)
        first = provisions[0]
        payload = dict(zip(PAYLOAD, first[:7], strict=True))
        payload["mission"] = {"slug": first[7], "name": first[8]}
        payload["spacecraft"] = {"slug": first[9], "name": first[10]} if first[9] else None
        payload["launch"] = first[11]
        payload["provisions"] = [
            dict(zip(PROVISION, row[12:17], strict=True))
            | {
                "institution": {"slug": row[17], "name": row[18]},
                "country": {"code": row[19], "name": row[20]} if row[19] else None,
            }
            for row in provisions
            if row[12]
        ]
        results.append(payload)
    return orjson.dumps({"results": results})


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/hand":
        body = by_hand()
    elif path == "/memory":
        body = memory()
    else:
        return catalogue(environ, start_response)
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def memory(kept={}):  # noqa: B006 - read once by each file
    place = Path(os.environ["BENCH_BYTES"])
    stamp = place.stat().st_mtime_ns
    if kept.get("stamp") != stamp:
        kept.update(stamp=stamp, body=place.read_bytes())
    return kept["body"]
