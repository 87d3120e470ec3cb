"""The vocabularies of payloads."""

from django.db import models

from records.fields import Vocabulary


class PayloadKind(Vocabulary, public_name="payload-kind"):
    PARTICLE_ANALYZER = (
        "particle-analyzer",
        "It counts and sorts ions, neutral atoms or neutrons.",
        "particle analyzer",
    )
    DOSIMETER = "dosimeter", "It measures the radiation dose.", "dosimeter"
    RADIO_RECEIVER = (
        "radio-receiver",
        "It receives radio waves, alone or as an array.",
        "radio receiver",
    )
    CAMERA = "camera", "It takes pictures in visible or infrared light.", "camera"
    IMAGING_SPECTROMETER = (
        "imaging-spectrometer",
        "It takes pictures in many wavelengths.",
        "imaging spectrometer",
    )
    RETROREFLECTOR = (
        "retroreflector",
        "It sends laser light back to where it came from.",
        "retroreflector",
    )
    PLASMA_SENSOR = (
        "plasma-or-dust-sensor",
        "It senses plasma, charged dust or electric fields.",
        "plasma or dust sensor",
    )
    TELESCOPE = "telescope", "It observes the sky.", "telescope"
    ROVER = "rover", "A vehicle that drives on the surface.", "rover"
    ROBOT = "robot", "A machine that handles, carries or serves.", "robot"
    CUBESAT = (
        "cubesat",
        "A small satellite of cubic units, released on the way.",
        "cubesat",
    )
    GAS_DETECTOR = (
        "gas-detector",
        "It detects gases that come out of the ground.",
        "gas detector",
    )
    BEACON = (
        "radio-beacon",
        "It sends radio signals for others to receive.",
        "radio beacon",
    )
    RADIOMETER = "radiometer", "It measures radiation over a wide band.", "radiometer"


class Discipline(Vocabulary, public_name="discipline"):
    SPACE_PHYSICS = (
        "space-physics",
        "Solar wind, plasma, fields and energetic particles.",
        "space physics",
    )
    RADIATION = "radiation", "Dose and radiation hazards.", "radiation"
    RADIO_ASTRONOMY = (
        "radio-astronomy",
        "The sky at radio wavelengths.",
        "radio astronomy",
    )
    GEODESY = "geodesy", "Position, shape and motion of the Moon.", "geodesy"
    SURFACE_COMPOSITION = (
        "surface-composition",
        "What the surface is made of.",
        "surface composition",
    )
    EXOSPHERE = "exosphere", "The thin gas and dust above the surface.", "exosphere"
    IMAGING = "imaging", "Pictures of the Moon and the Earth.", "imaging"
    ROBOTICS = "robotics", "Moving, handling and working on the surface.", "robotics"
    ASTRONOMY = "astronomy", "The sky in visible and neighbouring light.", "astronomy"
    TECHNOLOGY = (
        "technology",
        "Trials of technology, and teaching.",
        "technology and education",
    )
    EARTH_OBSERVATION = (
        "earth-observation",
        "The Earth seen from the Moon.",
        "Earth observation",
    )


class PayloadStatus(Vocabulary, public_name="payload-status"):
    PROPOSED = "proposed", "Put forward, not selected.", "proposed"
    SELECTED = "selected", "Chosen to fly.", "selected"
    IN_DEVELOPMENT = "in-development", "Being built or tested.", "in development"
    DELIVERED = "delivered", "Handed over for integration.", "delivered"
    IN_FLIGHT = "in-flight", "Launched, not yet at work.", "in flight"
    OPERATING = (
        "operating",
        "Switched on and returning data by the status date; what came after is not implied.",
        "operating",
    )
    ENDED = "ended", "Its work is over.", "ended"
    DID_NOT_FLY = "did-not-fly", "It was meant to fly and did not.", "did not fly"


# Those of a payload that is no part of its mission: announced totals do not count it.
NOT_SELECTED = [PayloadStatus.PROPOSED, PayloadStatus.DID_NOT_FLY]
# Those of a payload that left the ground.
FLOWN = [PayloadStatus.IN_FLIGHT, PayloadStatus.OPERATING, PayloadStatus.ENDED]


class Flight(models.IntegerChoices):
    """The three lists that payloads are kept apart in, in their order."""

    FLOWN = 1, "Flown"
    AWAITING = 2, "Awaiting flight"
    DID_NOT_FLY = 3, "Did not fly"

    @classmethod
    def of_status(cls, status):
        """Return the list that a payload of a status belongs to."""
        if status in FLOWN:
            return cls.FLOWN
        if status == PayloadStatus.DID_NOT_FLY:
            return cls.DID_NOT_FLY
        return cls.AWAITING


class Role(Vocabulary, public_name="role"):
    LEAD = "lead", "It leads the payload, or is the only provider named.", "lead"
    JOINT = (
        "joint",
        "It provides the payload together with others, none of them named as leading.",
        "joint",
    )
    PARTNER = "partner", "It takes part under the lead of another.", "partner"
    FUNDER = "funder", "It pays.", "funder"
    SUPPORTER = "supporter", "It supports without providing a part.", "supporter"
    DEVELOPER = (
        "developer",
        "It built the payload or a part of it for another.",
        "developer",
    )


# The roles of those who provide no part of the payload.
WITHOUT_A_PART = [Role.FUNDER, Role.SUPPORTER]


class CountsAs(Vocabulary, public_name="counts-as"):
    COUNTRY = "country", "The announcement counts its country.", "country"
    REGION = "region", "The announcement counts its region.", "region"
    ORGANISATION = (
        "organisation",
        "The announcement counts it as an international organisation.",
        "international organisation",
    )
    NOT_COUNTED = (
        "not-counted",
        "The announcement does not count it, or the catalogue does not.",
        "not counted",
    )


class PaperKind(Vocabulary, public_name="paper-kind"):
    INSTRUMENT = "instrument", "It describes the payload.", "instrument paper"
    RESULT = "result", "It reports what the payload found.", "result paper"
    ABSTRACT = (
        "abstract",
        "A conference abstract on the payload.",
        "conference abstract",
    )


class Fact(Vocabulary, public_name="fact"):
    """The facts that are expected of every payload."""

    PROVIDER = "provider", "Who provides it.", "provider"
    HOST = "host", "The spacecraft that carries it.", "host"
    KIND = "kind", "What it is.", "kind"
    DISCIPLINE = "discipline", "What it serves.", "discipline"
    PRINCIPLE = "working-principle", "How it works.", "working principle"
    OBJECTIVES = "objectives", "What it is for.", "objectives"
    MASS = "mass", "Its mass.", "mass"
    POWER = "power", "The power it draws.", "power"
    DIMENSIONS = "dimensions", "Its size.", "dimensions"
    PERSON = "person", "Who leads it.", "leading person"
    STATUS = "status", "Its status with a date.", "status"
    RESULT = "result", "What it achieved.", "result"
    DATA = "data", "Where its data is.", "data"
    OTHER = "other", "Another fact, named in the note.", "other fact"


# Every fact but the one that stands for facts without a name of their own.
EXPECTED = [fact for fact in Fact if fact != Fact.OTHER]


class Finding(Vocabulary, public_name="finding"):
    NOT_PUBLISHED = (
        "not-published",
        "Looked for; it is known that no source publishes it.",
        "not published",
    )
    NOT_FOUND = (
        "not-found",
        "Looked for and not found in the sources read.",
        "not found",
    )


class Knowledge(Vocabulary, public_name="knowledge"):
    """What is known of an expected fact of a payload."""

    KNOWN = "known", "A source states it.", "known"
    DIFFERING = "differing", "Sources state it and differ.", "known; sources differ"
    NOT_PUBLISHED = (
        "not-published",
        "Looked for; no source publishes it.",
        "not published",
    )
    NOT_FOUND = (
        "not-found",
        "Looked for and not found in the sources read.",
        "looked for, not found",
    )
    NOT_LOOKED_FOR = (
        "not-looked-for",
        "Not known, and nobody has looked for it yet.",
        "not looked for",
    )

    @property
    def is_missing(self):
        """Whether nobody states the fact, looked for or not."""
        return self not in (Knowledge.KNOWN, Knowledge.DIFFERING)
