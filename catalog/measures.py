"""The vocabularies of announced totals: what is counted, and how."""

from records.fields import Vocabulary


class Measure(Vocabulary, public_name="measure"):
    PROJECTS = "payload-projects", "Payload projects or payloads.", "payload projects"
    COUNTRIES = (
        "countries-and-regions",
        "Countries and regions.",
        "countries and regions",
    )
    ORGANISATIONS = (
        "international-organisations",
        "International organisations.",
        "international organizations",
    )
    PARTICIPANTS = (
        "countries-and-organisations",
        "Countries and international organisations together.",
        "countries and international organizations",
    )
    INSTITUTIONS = (
        "research-institutions",
        "Research institutions.",
        "research institutions",
    )
    PARTIES = (
        "parties",
        "Participants of every kind together.",
        "participants of all kinds",
    )
    RESEARCHERS = "researchers", "Researchers.", "researchers"
    PAYLOAD_MASS = (
        "payload-mass",
        "Mass set aside for payloads, in kilograms.",
        "kilograms of payload resources",
    )


class TotalKind(Vocabulary, public_name="total-kind"):
    COUNTED = "counted", "What there is, by the announcer.", "counted"
    OFFERED = "offered", "What partners were offered.", "offered"
    TARGET = (
        "target",
        "What the announcer aims at; never a total of what there is.",
        "target",
    )


class Qualifier(Vocabulary, public_name="qualifier"):
    EXACTLY = "exactly", "The number as it stands.", ""
    MORE_THAN = "more-than", "More than the number.", "more than"
    ABOUT = "about", "About the number.", "about"


class HostIncluded(Vocabulary, public_name="host-included"):
    YES = "yes", "The host nation is in the number.", "yes"
    NO = "no", "The host nation is not in the number.", "no"
    UNKNOWN = "unknown", "The announcement does not say.", "not said"
