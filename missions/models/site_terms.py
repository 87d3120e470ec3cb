"""The vocabularies of sites."""

from records.fields import Vocabulary


class SiteKind(Vocabulary, public_name="site-kind"):
    LANDING = "landing", "Where it landed.", "landing site"
    IMPACT = "impact", "Where it struck the Moon.", "impact site"
    TARGET = "target", "Where it is meant to land.", "landing target"
    CANDIDATE = "candidate", "Where it was once considered to land.", "candidate site"


class PositionKind(Vocabulary, public_name="position-kind"):
    """What kind of statement the position of a site is. A site that is only named has none."""

    MEASURED = (
        "measured",
        "A point that was determined by a method which the source names.",
        "measured position",
    )
    STATED = (
        "stated",
        "A point of which the source does not say how it was determined.",
        "stated position",
    )
    ROUNDED = (
        "rounded",
        "A point with fewer digits than a measurement; not a rival of it.",
        "rounded value",
    )
    FEATURE_CENTRE = (
        "feature-centre",
        "The point that a gazetteer gives for a name, the centre of the feature; not a rival of a measurement.",
        "centre of a named feature",
    )
    EXTENT = (
        "extent",
        "A zone or region, by its limits or its size, and no point.",
        "extent",
    )


# Kinds of statement that are about something else than a point that was determined, so that they contradict none.
NO_RIVALS = (PositionKind.ROUNDED, PositionKind.FEATURE_CENTRE)


class PositionMethod(Vocabulary, public_name="position-method"):
    FEATURE_MATCHING = (
        "feature-matching",
        "Features matched between images of several vantage points: from orbit, on the way down, on the surface.",
        "matching of features in images",
    )
    ORBITAL_IMAGES = (
        "orbital-images",
        "Seen on images taken from orbit.",
        "images from orbit",
    )
    DESCENT_IMAGES = (
        "descent-images",
        "The way down rebuilt from images that were taken on it.",
        "images of the descent",
    )
    VLBI = (
        "vlbi",
        "Very long baseline interferometry of its radio signal.",
        "very long baseline interferometry",
    )
    RADIO_TRACKING = (
        "radio-tracking",
        "Ranging and Doppler measurements of its radio signal.",
        "radio tracking",
    )
    LASER_RANGING = (
        "laser-ranging",
        "Ranging by laser to a reflector on it.",
        "laser ranging",
    )


class ReferenceFrame(Vocabulary, public_name="reference-frame"):
    """The axes of the Moon that latitudes and longitudes are counted from; the two differ by several hundred metres."""

    MEAN_EARTH = (
        "mean-earth",
        "The mean direction to the Earth and the axis of rotation, as on maps.",
        "mean Earth/polar axis",
    )
    PRINCIPAL_AXIS = (
        "principal-axis",
        "The principal axes of inertia, as in orbit determination and laser ranging.",
        "principal axis",
    )
