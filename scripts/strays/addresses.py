"""Addresses of pages and resources with parameters and headers that mean something, and that mean nothing."""

import re
from urllib.parse import quote, urlencode, urlsplit

from django.contrib.admindocs.views import simplify_regex
from django.urls import get_resolver

from scripts.strays.values import NUL, VALUES

HOSTS = [
    "evil.example",
    "127.0.0.1",
    "[::1]",
    "[::1",
    "a b",
    "testserver:x",
    "",
    "x" * 300,
]
ACCEPTED = [
    "*/*",
    "text/*",
    "text/csv",
    "application/json",
    "application/json; indent=x",
]
ACCEPTED += ["application/ld+json", "application/json; indent=4", "text/html;q=x", "a"]
ACCEPTED += [";", "/", "*/*;q=0", "x" * 3000]
HEADERS = {
    "Accept": ACCEPTED,
    "Accept-Encoding": ["gzip", "br;q=x", "*", "identity;q=0"],
    "Accept-Language": ["de", "zh-Hans", "*", "x" * 600, "\xff"],
    "If-None-Match": ["*", '"x"', 'W/"x"', 'W/"', "x", '"a", "b"', ",", '"' * 500],
    "If-Match": ["*", '"x"', "x"],
    "If-Modified-Since": ["Sat, 28 Nov 2026 00:00:00 GMT", "yesterday", "0", "Sat, 99 Nov 99999 00:00:00 GMT"],
    "Range": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=x", "items=0-1", "bytes=0-1,2-3", f"bytes={'9' * 50}-"],
    "X-Forwarded-For": ["192.0.2.1", "192.0.2.1, 198.51.100.1", ",", "unknown", "::1", "x" * 500, "\xff"],
    "X-Forwarded-Proto": ["https", "http", "x", "https, http"],
    "X-Forwarded-Host": ["evil.example", "a b"],
    "X-HTTP-Method-Override": ["DELETE", "x"],
    "HX-Request": ["true", "x"],
    "HX-Current-URL": ["http://[::1", "x"],
    "Origin": ["https://elsewhere.example", "null", "http://[", "x"],
    "Referer": ["https://elsewhere.example/", "http://[", "\xff"],
    "Access-Control-Request-Method": ["GET", "POST", "x"],
    "Access-Control-Request-Headers": ["if-none-match", ",", "x" * 500],
    "Authorization": ["Basic x", "Bearer", "Basic =========", ""],
    "Cookie": ["sessionid=x", f"csrftoken={'x' * 99}", "messages=x", "a", ";;", "=", "sessionid=\xff"],
    "Content-Type": ["application/json", "text/csv; charset=x", "multipart/form-data", ";", "x"],
    "Content-Length": ["0", "x"],
}  # fmt: skip
METHODS = ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"]
# Ends of queries that are no parameter.
TAILS = ["&", "%", "&a=%ff", "&%00=1", "=;", "&q=%ed%a0%80", "+" * 5000, "&&==?#"]
# Parameters that only pages have, the lists of the admin among them.
OF_PAGES = ["revision", "total", "as_of", "p", "o", "e", "all", "_popup", "_to_field"]
OF_PAGES += ["next", "kind__exact", "publication__exact", "mission__id__exact", "id"]
OF_PAGES += ["slug__regex", "id__in", "launch_earliest__year", "ip_address", "by"]
# Keys of what has no page of its own, and extensions.
KEYS = ["1", "2", "payload", "mission", "bib", "ris", "json", "payload-kind", "change-4-lnd.mass"]  # fmt: skip
# Made of the whole catalogue each time, which takes a second.
DOWNLOADS = "/downloads/"


class Addresses:
    """What can be asked of the catalogue; ``chance`` is what chooses, and ``client`` reads what there is."""

    def __init__(self, client, chance):
        self.chance = chance
        sitemap = client.get("/sitemap.xml").content.decode()
        locations = re.findall("<loc>(.*?)</loc>", sitemap)
        self.paths = [urlsplit(location).path for location in locations]
        self.keys = [path.strip("/").rpartition("/")[2] for path in self.paths]
        self.patterns = sorted(address_patterns(get_resolver()))
        self.terms_by_parameter = described_parameters(client)

    def request(self):
        """Return a method, an address and headers."""
        address = self.path()
        query = self.query()
        if query:
            address = f"{address}?{query}"
        method = "GET"
        if self.chance.random() < 0.25:
            method = self.chance.choice(METHODS)
        return method, address, self.headers()

    def path(self):
        """Return the path of a page or resource, or one made of a pattern with a key or a value in it."""
        if self.chance.random() < 0.3:
            return self.chance.choice(self.paths)
        pattern = self.chance.choice(self.patterns)
        if pattern.startswith(DOWNLOADS) and self.chance.random() < 0.9:
            pattern = "/api/v1/<resource>/"
        return re.sub("<[^>]+>", lambda _place: self.part(), pattern)

    def part(self):
        """Return a part of a path: the key of a record, or something else."""
        if self.chance.random() < 0.4:
            return self.chance.choice(self.keys)
        if self.chance.random() < 0.5:
            return self.chance.choice(KEYS)
        return quote(self.chance.choice([*VALUES, NUL]), safe="/%:@")

    def query(self):
        """Return a query: mostly parameters that exist, with values that their description names or with others."""
        names = sorted(self.terms_by_parameter)
        pairs = []
        for _number in range(self.chance.choice((0, 1, 1, 1, 2, 3, 8))):
            name = self.chance.choice(names)
            value = self.chance.choice(VALUES)
            if self.chance.random() < 0.7:
                value = self.chance.choice(self.terms_by_parameter[name] or self.keys)
            if self.chance.random() < 0.03:
                name = self.chance.choice(VALUES)
            pairs.append((name, value))
        query = urlencode(pairs)
        if self.chance.random() < 0.05:
            query += self.chance.choice(TAILS)
        return query

    def headers(self):
        # Of a host that is not served nothing else is looked at.
        if self.chance.random() < 0.02:
            return {"Host": self.chance.choice(HOSTS)}
        names = self.chance.sample(sorted(HEADERS), self.chance.choice((0, 0, 1, 2, 4)))
        return {name: self.chance.choice(HEADERS[name]) for name in names}


def address_patterns(resolver, before="/"):
    """Yield the address of each view, with "<name>" for what varies."""
    for entry in resolver.url_patterns:
        pattern = simplify_regex(str(entry.pattern)).removeprefix("/")
        if hasattr(entry, "url_patterns"):
            yield from address_patterns(entry, f"{before}{pattern}")
        else:
            yield f"{before}{pattern}"


def described_parameters(client):
    """Return the parameters that the API describes and those of pages, each with the terms that are described."""
    terms_by_parameter = {name: [] for name in OF_PAGES}
    description = client.get("/api/v1/schema/?format=json").json()
    for operations in description["paths"].values():
        for parameter in operations["get"].get("parameters", []):
            known_terms = terms_by_parameter.setdefault(parameter["name"], [])
            for term in described_terms(parameter["schema"]):
                if str(term) not in known_terms:
                    known_terms.append(str(term))
    return terms_by_parameter


def described_terms(schema):
    """Return the terms that a parameter takes, where its description lists them."""
    return schema.get("enum") or schema.get("items", {}).get("enum") or []
