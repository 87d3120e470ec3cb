"""The vocabularies of data sets."""

from records.fields import Vocabulary


class DataAccess(Vocabulary, public_name="data-access"):
    OPEN = "open", "Anybody can have it without asking.", "open"
    REGISTRATION = (
        "registration",
        "Anybody can have it after registering.",
        "on registration",
    )
    ON_REQUEST = (
        "on-request",
        "Its holder gives it to those who ask and whom it approves.",
        "on request",
    )
    HANDED_OVER = (
        "handed-over",
        "The provider of the payload was given it; a public copy was looked for and not found.",
        "handed to the provider; no public copy found",
    )


# What the public can have.
PUBLIC = [DataAccess.OPEN, DataAccess.REGISTRATION]


class DataIdentifierScheme(Vocabulary, public_name="data-identifier-scheme"):
    DOI = "doi", "A digital object identifier.", "DOI"
    PDS4 = (
        "pds4",
        "A logical identifier of the Planetary Data System, version 4; with the version it is a LIDVID.",
        "PDS4 identifier",
    )
    ESA = "esa", "An identifier of an archive of the European Space Agency.", "ESA"
    NATIONAL = (
        "national",
        "An identifier of a national data service.",
        "national identifier",
    )
    ARCHIVE = (
        "archive",
        "A number or name that its archive gives it.",
        "archive's number",
    )


class Holding(Vocabulary, public_name="holding"):
    HOLDS = "holds", "The data set holds data of it.", "holds data of it"
    HOLDS_NONE = (
        "holds-none",
        "What the data set holds is known, and data of it are not among that.",
        "holds none of its data",
    )
