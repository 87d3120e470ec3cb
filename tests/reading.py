"""Pages and API answers as a reader has them: text, links, fragments, records."""

from html.parser import HTMLParser

VOID = {"br", "input", "link", "meta", "hr", "img"}
IN_LINE = {"a", "span", "time", "em", "strong", "code", "q"}


class Page(HTMLParser):
    """A page as a reader has it: its text, the addresses it links, its parts by id, its facts by their term.

    ``rows`` are those of its tables' bodies, each a list of its cells. ``asides`` are facts with what stands in the
    margin beside them, each the text and the addresses that it links.
    """

    def __init__(self, html):
        super().__init__()
        self.html, self.words, self.links = html, [], []
        self.parts, self.facts, self.term = {}, {}, ""
        self.rows, self.cells = [], []
        self.open, self.at_anchor = [], False
        self.asides, self.open_asides = [], []
        self.feed(html)

    @property
    def text(self):
        return clean(self.words)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in IN_LINE:
            self.words.append(" ")
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if "aside" in attributes.get("class", "").split():
            self.open_asides.append((len(self.open), len(self.words), len(self.links)))
        if tag not in VOID:
            self.open.append((tag, attributes.get("id"), len(self.words)))
            self.at_anchor = attributes.get("class") == "anchor"

    def handle_endtag(self, tag):
        opened, name, start = self.open.pop()
        self.at_anchor = False
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        inside = clean(self.words[start:])
        if self.open_asides and self.open_asides[-1][0] == len(self.open):
            _depth, first_word, first_link = self.open_asides.pop()
            self.asides.append(
                (clean(self.words[first_word:]), self.links[first_link:])
            )
        if tag not in IN_LINE:
            self.words.append(" ")
        if name:
            assert name not in self.parts, f"the id {name} occurs twice"
            self.parts[name] = inside
        if tag in ("td", "th"):
            self.cells.append(inside)
        if tag == "tr":
            if all(name != "thead" for name, _, _ in self.open):
                self.rows.append(self.cells)
            self.cells = []
        if tag == "dt":
            self.term = inside
        if tag == "dd":
            self.facts[self.term] = inside

    def handle_data(self, data):
        is_script = self.open and self.open[-1][0] == "script"
        if (
            not self.at_anchor and not is_script
        ):  # the sign that links to a row says nothing
            self.words.append(data)


def clean(words):
    return " ".join("".join(words).split())


def read(client, address, **query):
    """Return the ``Page`` at an address, which must answer 200."""
    response = client.get(address, query)
    assert response.status_code == 200, (
        f"{address} answers {response.status_code}: {response.content[:300]}"
    )
    return Page(response.content.decode())


def get_json(client, address, **query):
    """Return the JSON at an address, which must answer 200."""
    response = client.get(address, query)
    assert response.status_code == 200, (
        f"{address} answers {response.status_code}: {response.content[:300]}"
    )
    assert response["Content-Type"] == "application/json"
    return response.json()


def refusal(client, address, **query):
    """Return the problem details of an address that must refuse the query with 400."""
    response = client.get(address, query)
    assert response.status_code == 400, (
        f"{address} answers {response.status_code}: {response.content[:300]}"
    )
    assert response["Content-Type"] == "application/problem+json"
    return response.json()


def listed(client, address, **query):
    """Return the slugs or codes of the records of a list, in order, from the page or from the API."""
    if address.startswith("/api/"):
        records = get_json(client, address, **query)["results"]
        return [
            record.get("slug") or record.get("code") or record["key"]
            for record in records
        ]
    links = read(client, address, **query).links
    records = [
        link.removeprefix(address).strip("/")
        for link in links
        if link.startswith(address) and link != address
    ]
    return list(dict.fromkeys(records))


def other_shapes(example, real, place=""):
    """Return the places where an example has other members than a real answer, as far as both have any."""
    if isinstance(example, dict) and isinstance(real, dict):
        places = [f"{place}/{name}" for name in example.keys() ^ real.keys()]
        for name in example.keys() & real.keys():
            places += other_shapes(example[name], real[name], f"{place}/{name}")
        return places
    if isinstance(example, list) and isinstance(real, list) and example and real:
        return other_shapes(example[0], real[0], f"{place}/0")
    return []
