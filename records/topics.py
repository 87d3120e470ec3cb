"""What sources differ about."""

from records.fields import Vocabulary


class Topic(Vocabulary, public_name="difference-topic"):
    """What a difference is about, in the order in which differences are listed."""

    PARTICIPATION = (
        "participation",
        "Whether and how a participant takes part in a programme.",
        "participation",
    )
    STATUS = "status", "In which state something is or was.", "status"
    LEADERSHIP = (
        "leadership",
        "Who leads, provides or takes part.",
        "leadership and roles",
    )
    DATES = "dates", "When something happened or is planned.", "dates and events"
    FIGURES = "figures", "How much, how many, where.", "figures and places"
    OTHER = "other", "Anything else.", "other facts"
