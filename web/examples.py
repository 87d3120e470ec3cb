"""Answers to show in the description of the API, by path: real records, shortened to a row of each kind.

They stand here and are not read from the database, so that an edit of the data never changes the description.
"""

SITE = "https://catalogue.example.org"
API = f"{SITE}/api/v1"


def reference(resource, key, name):
    return {"code" if resource == "countries" else "slug": key, "name": name, "url": f"{API}/{resource}/{key}/"}


def date(edtf, earliest, latest, words):
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "words": words}


def page(record, count):
    """Return the first page of a list, at one record a page."""
    return {"revision": 6305, "count": count, "next": None, "previous": None, "results": [record]}


def addresses(resource, key):
    return {"slug": key, "url": f"{API}/{resource}/{key}/", "html_url": f"{SITE}/{resource}/{key}/"}


KIEL = reference("institutions", "kiel-university", "Kiel University")
PAPER = reference("sources", "wimmer-schweingruber-2020-lnd", "The Lunar Lander Neutron and Dosimetry (LND) Experiment")
PAYLOAD = addresses("payloads", "change-4-lnd") | {
    "name": "Lunar Lander Neutron and Dosimetry",
    "acronym": "LND",
    "mission": reference("missions", "change-4", "Chang'e-4"),
    "spacecraft": reference("spacecraft", "change-4-lander", "Chang'e-4 lander"),
    "kind": "dosimeter",
    "discipline": "radiation",
    "status": "operating",
    "status_date": date("2020-07", "2020-07-01", "2020-07-31", "July 2020"),
    "launch": date("2018-12-07", "2018-12-07", "2018-12-07", "7 December 2018, 18:23 UTC; 8 December in Beijing"),
    "launch_is_planned": False,
    "warnings": [],
    "differs": True,
    "provisions": [
        {
            "key": "kiel-university",
            "institution": KIEL,
            "country": reference("countries", "DE", "Germany"),
            "role": "lead",
            "counts_as": "country",
            "contribution": "Its Institute of Experimental and Applied Physics designed and built the instrument.",
            "rank": "preferred",
        }
    ],
}
CITATION = {
    "key": "6acfc18499f1",
    "field": "",
    "row_type": "specification",
    "row_key": "mass-built",
    "source": reference("sources", "zeit-2019-interview", "Interview with R. Wimmer-Schweingruber"),
    "locator": "article text",
    "stance": "supports",
    "confidence": "medium",
    "as_printed": "etwa zweieinhalb Kilogramm",
    "note": "Said by one of the leaders of the project.",
}
PAYLOAD_DETAIL = PAYLOAD | {
    "summary": "A charged-particle telescope, neutron detector and dosimeter.",
    "working_principle": "",
    "objectives": "To measure the dose on the lunar surface with an active instrument for the first time.",
    "data_access": "",
    "names": [
        {
            "key": "ampersand",
            "name": "Lunar Lander Neutron & Dosimetry",
            "kind": "as-printed",
            "language": "en",
            "rank": "preferred",
        }
    ],
    "persons": [
        {
            "key": "robert-f-wimmer-schweingruber",
            "name": "Robert F. Wimmer-Schweingruber",
            "native_name": "",
            "native_language": "",
            "role": "principal investigator",
            "institution": KIEL,
            "rank": "preferred",
        }
    ],
    "specifications": [
        {
            "key": "mass-built",
            "quantity": "mass",
            "as_printed": "about 2.5 kg",
            "bound": "about",
            "low": "2.5",
            "high": "2.5",
            "uncertainty": None,
            "unit": "kg",
            "condition": "",
            "stage": "built",
            "rank": "preferred",
        }
    ],
    "results": [],
    "papers": [
        {
            "key": "wimmer-schweingruber-2020-lnd",
            "kind": "instrument",
            "source": PAPER,
            "doi": "10.1007/s11214-020-00725-3",
            "rank": "preferred",
        }
    ],
    "events": [],
    "gaps": [
        {
            "key": "power",
            "fact": "power",
            "finding": "not-found",
            "looked": date("2026-11-20", "2026-11-20", "2026-11-20", "20 November 2026"),
            "note": "The power it draws.",
            "rank": "preferred",
        }
    ],
    "completeness": [{"fact": "mass", "knowledge": "known"}, {"fact": "power", "knowledge": "not-found"}],
    "differences": [],
    "citations": [CITATION],
}
MISSION = addresses("missions", "change-4") | {
    "name": "Chang'e-4",
    "operator": reference("institutions", "cnsa", "China National Space Administration"),
    "status": "operating",
    "status_date": date("2024-03-20", "2024-03-20", "2024-03-20", "20 March 2024"),
    "launch": None,
    "launch_is_planned": False,
}
COUNTS = {"day": "2024-04-05", "level": "national", "signed": 9, "possibly": 0, "named": 3}
CHANGE = {
    "revision": 6305,
    "recorded_at": "2026-11-21T09:02:13.903170Z",
    "record_type": "country",
    "record_key": "TR",
    "record_name": "Türkiye",
    "url": f"{API}/countries/TR/",
    "html_url": f"{SITE}/changes/?record=country:TR",
    "kind": "creation",
    "why": "",
    "before": None,
    "after": {"code": "TR", "name": "Türkiye"},
}
ANSWERS = {
    "/api/v1/payloads/": page(PAYLOAD, 27),
    "/api/v1/payloads/{slug}/": PAYLOAD_DETAIL,
    "/api/v1/missions/": page(MISSION, 9),
    "/api/v1/ilrs-counts/": page(COUNTS, 93),
    "/api/v1/changes/": page(CHANGE, 1),
}
