"""The schemes by which others identify records: what an identifier of each looks like, and where it leads."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from django.utils.translation import gettext as _

from records.fields import Vocabulary

# The letters and digits of ROR ids, each worth its place: Crockford's base 32, without the ambiguous i, l, o and u.
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


class IdentifierScheme(Vocabulary, public_name="identifier-scheme"):
    COSPAR = (
        "cospar",
        "The international designator of a launched object: year, number of the launch, letters, like 2018-103A.",
        "COSPAR id",
    )
    SATCAT = (
        "satcat",
        "The number of an object in the satellite catalogue of the United States, called NORAD number too, like 43470.",
        "SATCAT number",
    )
    NSSDCA_SPACECRAFT = (
        "nssdca-spacecraft",
        "The key of a spacecraft in the master catalogue of NASA's archive NSSDCA, like 2018-103A or QUEQIAO.",
        "NSSDCA spacecraft id",
    )
    NSSDCA_EXPERIMENT = (
        "nssdca-experiment",
        "The key of an experiment in the master catalogue of NASA's archive NSSDCA, like CHANG-E-6-02.",
        "NSSDCA experiment id",
    )
    UN_REGISTER = (
        "un-register",
        "The document of the United Nations by which a state registered an object, like ST/SG/SER.E/1.",
        "UN register",
    )
    GCAT = (
        "gcat",
        "The number of an object in the General Catalog of Artificial Space Objects, like S00001.",
        "GCAT number",
    )
    PDS4_CONTEXT = (
        "pds4-context",
        "The logical identifier of a context product in an archive that keeps to PDS4, beginning with urn.",
        "PDS4 context LID",
    )
    IVOA = (
        "ivoa",
        "The identifier of a resource in the registries of the virtual observatory, beginning with ivo.",
        "IVOA identifier",
    )
    WIKIDATA = (
        "wikidata",
        "The number of an item in Wikidata, like Q156737.",
        "Wikidata id",
    )
    ROR = (
        "ror",
        "The identifier of an organisation in the Research Organization Registry, like 04v76ef78.",
        "ROR id",
    )


@dataclass(frozen=True)
class Form:
    """What identifiers of a scheme look like. ``explanation`` is the sentence for one that does not.

    ``address`` is a template of the page that the scheme's own site has for one, with "{}" for the identifier; it is
    empty where the scheme has no such pages that all can read.
    """

    pattern: str
    explanation: str
    address: str = ""


NSSDCA = "https://nssdc.gsfc.nasa.gov/nmc"
FORMS = {
    IdentifierScheme.COSPAR: Form(
        r"\d{4}-\d{3}[A-Z]{1,3}", "A COSPAR id is like 2018-103A."
    ),
    IdentifierScheme.SATCAT: Form(
        r"[1-9]\d{0,8}", "A SATCAT number has at most nine digits, like 43470."
    ),
    IdentifierScheme.NSSDCA_SPACECRAFT: Form(
        r"[A-Z0-9]+(-[A-Z0-9]+)*",
        "An NSSDCA spacecraft id has capitals, digits and hyphens, like 2018-103A or QUEQIAO.",
        f"{NSSDCA}/spacecraft/display.action?id={{}}",
    ),
    IdentifierScheme.NSSDCA_EXPERIMENT: Form(
        r"[A-Z0-9]+(-[A-Z0-9]+)*-\d{2}[A-Z]?",
        "An NSSDCA experiment id is that of the spacecraft with a number, like CHANG-E-6-02.",
        f"{NSSDCA}/experiment/display.action?id={{}}",
    ),
    IdentifierScheme.UN_REGISTER: Form(
        r"(ST/SG/SER\.E|A/AC\.105/INF)/[0-9A-Za-z./]+",
        "A document of the UN register is like ST/SG/SER.E/1.",
        "https://undocs.org/{}",
    ),
    IdentifierScheme.GCAT: Form(
        r"[A-Z]\d{5}", "A GCAT number is a letter and five digits, like S00001."
    ),
    IdentifierScheme.PDS4_CONTEXT: Form(
        r"urn:[a-z]+:[a-z]+:context:[a-z_]+:[a-z0-9._-]+",
        "A PDS4 context LID is like urn:nasa:pds:context:target:satellite.earth.moon.",
    ),
    IdentifierScheme.IVOA: Form(
        r"ivo://[A-Za-z0-9._-]+(/[^\s]+)?",
        "An IVOA identifier is like ivo://ivoa.net/std.",
    ),
    IdentifierScheme.WIKIDATA: Form(
        r"Q[1-9]\d*",
        "A Wikidata id is Q and a number, like Q156737.",
        "https://www.wikidata.org/entity/{}",
    ),
    IdentifierScheme.ROR: Form(
        r"0[a-hj-km-np-tv-z0-9]{6}\d{2}",
        "A ROR id has nine characters, like 04v76ef78.",
        "https://ror.org/{}",
    ),
}
# Further addresses under which readers see an identifier, by what precedes it there.
OTHER_PLACES = (
    "https://www.wikidata.org/wiki/",
    "https://doi.org/",
    "https://dx.doi.org/",
)
# What stands before an identifier among the names that are searched; no name holds it.
IDENTIFIER_SIGN = "="
# What does not distinguish addresses.
PROTOCOL = re.compile(r"^https?://(www\.)?", re.IGNORECASE)


def address_of(scheme, value):
    """Return the address of an identifier on the site of its scheme; "" for a scheme without such addresses."""
    template = FORMS[scheme].address
    if not template:
        return ""
    return template.format(quote(value, safe="/:"))


def form_problem(scheme, value):
    """Return the sentence that says why a value is no identifier of a scheme; "" for one that is."""
    form = FORMS[scheme]
    if not re.fullmatch(form.pattern, value, re.ASCII):
        return _(form.explanation)
    if scheme == IdentifierScheme.ROR and not ror_checksum_holds(value):
        return _("The ROR id %(value)s has a wrong checksum.") % {"value": value}
    return ""


def ror_checksum_holds(ror):
    """Return whether the two check digits of a ROR id fit (ISO/IEC 7064, MOD 97-10, over Crockford's base 32)."""
    number = 0
    for letter in ror[:-2]:
        number = number * 32 + CROCKFORD.index(letter)
    return 98 - (number * 100) % 97 == int(ror[-2:])


def identifier_in(text):
    """Return the identifier that an address on the site of a scheme ends in; of any other text, the text itself."""
    text = text.strip()
    bare = PROTOCOL.sub("", text)
    # No text but an address has a slash after the name of a site.
    if "/" not in bare:
        return text
    for place in _places():
        if bare.lower().startswith(place):
            return unquote(bare[len(place) :].rstrip("/")) or text
    return text


def identifier_mark(text):
    """Return how a text that may be an identifier, or its address, stands among what is searched.

    It is one word with a sign before it, so that no piece of an identifier is taken for a word or number of a name.
    """
    letters = re.sub(r"[\W_]", "", identifier_in(text)).casefold()
    return f"{IDENTIFIER_SIGN}{letters}"


def _places():
    """Return what precedes an identifier in addresses, without the protocol and in small letters."""
    places = list(OTHER_PLACES)
    for form in FORMS.values():
        if form.address:
            places.append(form.address.removesuffix("{}"))
    return [PROTOCOL.sub("", place).lower() for place in places]
