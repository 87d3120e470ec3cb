"""The vocabularies of participation in a programme: levels, steps, and what the steps come to."""

from records.fields import Vocabulary


class Level(Vocabulary, public_name="ilrs-level"):
    NATIONAL = "national", "A country takes part.", "national"
    ORGANISATION = (
        "organisation",
        "An international organisation takes part.",
        "international organisation",
    )
    INSTITUTION = (
        "institution",
        "An institution takes part, or one that is known only by its place; the country itself is not a party.",
        "institution",
    )


class StepKind(Vocabulary, public_name="ilrs-step"):
    INITIATED = "initiated", "It launched or leads the programme.", "initiated"
    SIGNED = (
        "signed",
        "It signed an instrument, or a source says that it signed.",
        "signed",
    )
    ENTERED_INTO_FORCE = (
        "entered-into-force",
        "An instrument entered into force.",
        "entered into force",
    )
    APPLIED = "applied", "It applied, or a source says so.", "applied"
    LINKED = (
        "linked",
        "It is tied to the programme by membership of an organisation.",
        "linked",
    )
    NAMED = (
        "named",
        "A source names it among the participants, without an instrument.",
        "named",
    )
    CLAIMED = (
        "claimed",
        "An official names it among the participants, without an instrument.",
        "claimed",
    )
    OMITTED = (
        "omitted",
        "A list that could have named it does not.",
        "omitted from a list",
    )
    WITHDREW = "withdrew", "It withdrew.", "withdrew"
    EXPIRED = "expired", "Its instrument ran out and was not renewed.", "expired"
    SUPERSEDED = (
        "superseded",
        "Its instrument was replaced by that of another participant.",
        "superseded",
    )


class InstrumentKind(Vocabulary, public_name="instrument-kind"):
    """What was signed, as we sort it; the wording of the source stands beside it."""

    MEMORANDUM = (
        "memorandum",
        "A memorandum of understanding or of cooperation.",
        "memorandum",
    )
    JOINT_STATEMENT = (
        "joint-statement",
        "A joint statement or declaration.",
        "joint statement",
    )
    LETTER_OF_INTENT = "letter-of-intent", "A letter of intent.", "letter of intent"
    COOPERATION_AGREEMENT = (
        "cooperation-agreement",
        "An agreement on cooperation between bodies.",
        "cooperation agreement",
    )
    INTERGOVERNMENTAL = (
        "intergovernmental-agreement",
        "An agreement between governments.",
        "intergovernmental agreement",
    )
    NOT_TOLD = (
        "not-told",
        "The sources do not say which, or name several.",
        "kind not told",
    )


class TextAccess(Vocabulary, public_name="text-access"):
    """Whether the text of what was signed can be read; where no source tells, nothing is entered."""

    PUBLISHED = "published", "Its text was published.", "text published"
    NOT_PUBLISHED = (
        "not-published",
        "It is known that no text was published.",
        "text not published",
    )


class Relation(Vocabulary, public_name="ilrs-relation"):
    INITIATOR = "initiator", "It launched or leads the programme.", "initiator"
    SIGNATORY = (
        "signatory",
        "It signed an instrument, or is said to have signed.",
        "signatory",
    )
    APPLICANT = "applicant", "It applied; no signature is known.", "applicant"
    LINKED = (
        "linked",
        "Tied through an organisation; no signature of its own is known.",
        "linked through an organisation",
    )
    NAMED = (
        "named",
        "Named among the participants; no signature is known.",
        "named as participant",
    )
    ENDED = "ended", "It took part, and does so no more.", "ended"


class Evidence(Vocabulary, public_name="ilrs-evidence"):
    SIGNING_PARTY = (
        "signing-party",
        "An official text of a signing party says so.",
        "published by a signing party",
    )
    PRESS = "press", "Press says so.", "reported by press"
    OFFICIAL_LIST = (
        "official-list",
        "An official's list says so.",
        "one official's list",
    )
    UNCONFIRMED = (
        "unconfirmed",
        "A source names it or leaves it open; nothing else bears it out.",
        "unconfirmed",
    )


# The published rule. The terms of Relation stand in order, the firmest first: a participant has the relation of its
# firmest step. Steps that are not listed make no relation.
RELATION_OF_STEP = {
    StepKind.INITIATED: Relation.INITIATOR,
    StepKind.SIGNED: Relation.SIGNATORY,
    StepKind.ENTERED_INTO_FORCE: Relation.SIGNATORY,
    StepKind.APPLIED: Relation.APPLICANT,
    StepKind.LINKED: Relation.LINKED,
    StepKind.NAMED: Relation.NAMED,
    StepKind.CLAIMED: Relation.NAMED,
    StepKind.WITHDREW: Relation.ENDED,
    StepKind.EXPIRED: Relation.ENDED,
    StepKind.SUPERSEDED: Relation.ENDED,
}
# Relations whose evidence is that of the steps that make them; every other one is unconfirmed or on a list.
SIGNED_OR_LINKED = [
    Relation.INITIATOR,
    Relation.SIGNATORY,
    Relation.LINKED,
    Relation.ENDED,
]
# Steps that a signing party can prove by its own text.
FIRM_STEPS = [StepKind.INITIATED, StepKind.SIGNED, StepKind.ENTERED_INTO_FORCE]
# Those of them on whose day something is signed. An instrument enters into force after it was signed, so that its day
# says no more of the signature than that it came before.
SIGNATURES = [StepKind.INITIATED, StepKind.SIGNED]
# Steps that end a participation, until a firm step that was taken after them.
END_STEPS = [StepKind.WITHDREW, StepKind.EXPIRED, StepKind.SUPERSEDED]
# Steps that speak against taking part.
AGAINST_STEPS = [StepKind.OMITTED, *END_STEPS]


class Group(Vocabulary, public_name="ilrs-group"):
    SIGNED = (
        "signed",
        "Signed by the day: the latest possible day of the step is not after it.",
        "signed by then",
    )
    POSSIBLY = (
        "possibly",
        "Possibly signed: only the earliest possible day is not after it; an open start is possible on every day.",
        "possibly signed",
    )
    NAMED = (
        "named",
        "First named by the day, by a step without a signature or by a source of that date; day of signing unknown.",
        "first named by then, day of signing unknown",
    )
    ENDED = (
        "ended",
        "Ended by the day: it withdrew, or its instrument expired or was superseded, and it has not signed since.",
        "ended by then",
    )


class StandingKind(Vocabulary, public_name="ilrs-standing"):
    SIGNED_BY_PARTY = (
        "signed-by-party",
        "It signed, and a signing party's own text says so.",
        "signature published by a signing party",
    )
    SIGNED_BY_PRESS = (
        "signed-by-press",
        "It signed, by press.",
        "signature reported by press",
    )
    UNCONFIRMED = (
        "unconfirmed",
        "It applied, or several sources or an official name it; no signature is known.",
        "applied or named, unconfirmed",
    )
    NAMED_ONCE = (
        "named-once",
        "One source names it; no signature is known.",
        "named once",
    )
    LINKED = (
        "linked",
        "Tied through an organisation; no signature of its own is known.",
        "linked through an organisation",
    )
    ENDED = "ended", "It took part, and does so no more.", "ended"
    REGION = (
        "region-of-initiator",
        "A region of a country that initiated the programme.",
        "region of an initiator",
    )
    INITIATOR = "initiator", "It launched or leads the programme.", "initiator"
    NONE = "none-found", "The sources read name no participation.", "none found"
