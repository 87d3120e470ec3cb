"""The places on the Moon that missions go to, and how well each is known."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext as _

from missions.models.positions import (
    bounds_in_words,
    elevation_in_words,
    knowledge_in_words,
    position_in_words,
    site_summary,
)
from missions.models.site_terms import (
    NO_RIVALS,
    PositionKind,
    PositionMethod,
    ReferenceFrame,
    SiteKind,
)
from records.fields import NameField, TermField, one_of
from records.models import RANK_WORDS, Rank, Row

BOUNDS = (
    "south_bound_latitude_deg",
    "north_bound_latitude_deg",
    "west_bound_longitude_deg",
    "east_bound_longitude_deg",
)


def degrees(verbose_name, help_text=""):
    return models.DecimalField(
        verbose_name,
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=help_text,
    )


def metres(verbose_name):
    return models.DecimalField(
        verbose_name,
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="8.9; what a source states of both directions is entered for each.",
    )


def within(names, least, greatest):
    """Return the condition that each of the fields is empty or from ``least`` to ``greatest``."""
    condition = models.Q()
    for name in names:
        condition &= models.Q(**{name: None}) | models.Q(
            **{f"{name}__range": (least, greatest)}
        )
    return condition


NO_BOUNDS = models.Q(**dict.fromkeys(BOUNDS))
ALL_BOUNDS = models.Q(**{f"{name}__isnull": False for name in BOUNDS})
NO_POINT = models.Q(latitude_deg=None, longitude_deg=None)
A_POINT = models.Q(latitude_deg__isnull=False, longitude_deg__isnull=False)


class Site(Row):
    """A place on the Moon, in degrees east from -180 to 180 and degrees north: a point, an extent, or only a name.

    An extent whose west bound is greater than its east bound lies across the meridian of 180 degrees. One that has a
    pole in it reaches to that pole and from -180 to 180.
    """

    record = models.ForeignKey(
        "missions.Mission", on_delete=models.CASCADE, related_name="sites"
    )
    kind = TermField(max_length=12, choices=SiteKind)
    name = NameField(max_length=120)
    also_called = NameField(max_length=120, blank=True, default="")
    position_kind = TermField(
        max_length=16,
        choices=PositionKind,
        blank=True,
        default="",
        help_text="What kind of statement the position is; empty for a place that is only named.",
    )
    as_printed = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="The coordinates as the source prints them.",
    )
    latitude_deg = degrees("latitude in degrees north")
    longitude_deg = degrees("longitude in degrees east")
    elevation_m = models.DecimalField(
        "elevation in metres", max_digits=8, decimal_places=2, null=True, blank=True
    )
    south_bound_latitude_deg = degrees(
        "southern limit in degrees north", "-45 for a zone that begins at 45° S."
    )
    north_bound_latitude_deg = degrees("northern limit in degrees north")
    west_bound_longitude_deg = degrees(
        "western limit in degrees east",
        "Greater than the eastern one where the zone lies across 180°; -180 around a pole.",
    )
    east_bound_longitude_deg = degrees("eastern limit in degrees east")
    size_as_printed = models.CharField(
        "size of an extent, as printed",
        max_length=120,
        blank=True,
        default="",
        help_text="The size of a zone or region as the source prints it: 130 km.",
    )
    method = TermField(
        "method of the measurement",
        max_length=20,
        choices=PositionMethod,
        blank=True,
        default="",
        help_text="How a measured position was determined.",
    )
    reference_frame = TermField(
        max_length=16,
        choices=ReferenceFrame,
        blank=True,
        default="",
        help_text="Which axes the coordinates refer to; empty where the source does not say.",
    )
    base_map = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="The map or images that the position was found on, as the source prints it.",
    )
    uncertainty_as_printed = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="The error that the source states, as printed: ±10 meters.",
    )
    latitude_uncertainty_m = metres("uncertainty of the latitude in metres")
    longitude_uncertainty_m = metres("uncertainty of the longitude in metres")
    description = models.TextField(blank=True, default="")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            one_of("kind", SiteKind),
            one_of("position_kind", PositionKind, blank=True),
            one_of("method", PositionMethod, blank=True),
            one_of("reference_frame", ReferenceFrame, blank=True),
            models.CheckConstraint(
                name="missions_site_latitude_range",
                condition=models.Q(latitude_deg=None)
                | models.Q(latitude_deg__range=(-90, 90)),
                violation_error_message="A latitude lies between -90 and 90 degrees north.",
            ),
            models.CheckConstraint(
                name="missions_site_longitude_range",
                condition=models.Q(longitude_deg=None)
                | models.Q(longitude_deg__range=(-180, 180)),
                violation_error_message="A longitude lies between -180 and 180 degrees east.",
            ),
            models.CheckConstraint(
                name="missions_site_bounds_complete",
                condition=NO_BOUNDS | ALL_BOUNDS,
                violation_error_message="An extent has all four limits or none.",
            ),
            models.CheckConstraint(
                name="missions_site_bounds_range",
                condition=within(BOUNDS[:2], -90, 90) & within(BOUNDS[2:], -180, 180),
                violation_error_message="Limits lie between -90 and 90 degrees north, and between -180 and 180 degrees "
                "east.",
            ),
            models.CheckConstraint(
                name="missions_site_bounds_ordered",
                # A western limit beyond the eastern one is of a zone across 180 degrees.
                condition=NO_BOUNDS
                | models.Q(
                    south_bound_latitude_deg__lt=models.F("north_bound_latitude_deg")
                )
                & ~models.Q(
                    west_bound_longitude_deg=models.F("east_bound_longitude_deg")
                ),
                violation_error_message="The southern limit lies south of the northern one, and the western limit is "
                "not the eastern one.",
            ),
            models.CheckConstraint(
                name="missions_site_point_or_extent",
                condition=NO_POINT | NO_BOUNDS & models.Q(size_as_printed=""),
                violation_error_message="A site has a point or an extent, not both: enter the centre as another site.",
            ),
            models.CheckConstraint(
                name="missions_site_position_of_its_kind",
                condition=models.Q(position_kind="")
                | models.Q(position_kind=PositionKind.EXTENT)
                & (ALL_BOUNDS | ~models.Q(size_as_printed=""))
                | ~models.Q(position_kind__in=("", PositionKind.EXTENT)) & A_POINT,
                violation_error_message="An extent has its limits or its size, every other position a latitude and a "
                "longitude.",
            ),
            models.CheckConstraint(
                name="missions_site_no_rival_ranked",
                condition=~models.Q(position_kind__in=NO_RIVALS)
                | ~models.Q(rank=Rank.ALTERNATIVE),
                violation_error_message="A rounded value or the centre of a named feature is no alternative of a "
                "measurement: its rank is “preferred”.",
            ),
            models.CheckConstraint(
                name="missions_site_method_of_a_measurement",
                condition=models.Q(method="")
                | models.Q(position_kind=PositionKind.MEASURED),
                violation_error_message="Only a measured position has a method.",
            ),
            models.CheckConstraint(
                name="missions_site_uncertainty_of_a_point",
                condition=models.Q(
                    latitude_uncertainty_m=None, longitude_uncertainty_m=None
                )
                | A_POINT & ~models.Q(uncertainty_as_printed=""),
                violation_error_message="An uncertainty is that of a latitude and a longitude, and stands as printed "
                "too.",
            ),
            models.CheckConstraint(
                name="missions_site_uncertainty_range",
                condition=(
                    models.Q(latitude_uncertainty_m=None)
                    | models.Q(latitude_uncertainty_m__gt=0)
                )
                & (
                    models.Q(longitude_uncertainty_m=None)
                    | models.Q(longitude_uncertainty_m__gt=0)
                ),
                violation_error_message="An uncertainty is greater than 0 metres.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def is_located(self):
        """Whether it is a point."""
        return self.latitude_deg is not None and self.longitude_deg is not None

    @property
    def is_bounded(self):
        """Whether it is an extent whose limits are known."""
        return self.south_bound_latitude_deg is not None

    @property
    def is_no_rival(self):
        """Whether its position is a kind of statement that contradicts no measurement."""
        return self.position_kind in NO_RIVALS

    @property
    def is_displayed_position(self):
        """Whether it is of preferred rank and not a statement that only stands beside a measurement."""
        return self.rank == Rank.PREFERRED and not self.is_no_rival

    @property
    def rival_group(self):
        # A rounded value and a gazetteer's point are no rivals of a measurement, but of others of their kind.
        if self.is_no_rival:
            return f"{self.get_kind_display()}, {self.get_position_kind_display()}"
        return self.get_kind_display()

    @property
    def standing_words(self):
        """What it is beside the other positions of its kind: a rounded value, an alternative; "" for the displayed."""
        words = []
        if self.rank != Rank.PREFERRED:
            words.append(RANK_WORDS[self.rank])
        if self.is_no_rival:
            words.append(self.get_position_kind_display())
        return ", ".join(words)

    @property
    def words(self):
        if not self.as_printed:
            return self.name
        return f"{self.name}, {self.as_printed}"

    @property
    def position_words(self):
        """Where it is, as printed, else by its degrees with the decimals they were entered with; "" if unknown."""
        if self.as_printed:
            return self.as_printed
        if self.is_located:
            return position_in_words(self.latitude_deg, self.longitude_deg)
        return self.bounds_words

    @property
    def bounds_words(self):
        """The limits of an extent; "" without."""
        if not self.is_bounded:
            return ""
        return bounds_in_words(*(getattr(self, name) for name in BOUNDS))

    @property
    def elevation_words(self):
        """Its elevation; "" if unknown, and where the printed position states it."""
        if self.elevation_m is None:
            return ""
        return elevation_in_words(self.elevation_m, self.as_printed)

    @property
    def knowledge_words(self):
        """How well its position is known: kind of statement, method, map, error, frame; "" where it is not told."""
        return knowledge_in_words(self)

    @property
    def summary(self):
        """All that is known of the place but how well, as its mission's page prints it."""
        return site_summary(self)

    def clean(self):
        super().clean()
        has_point = self.latitude_deg is not None or self.longitude_deg is not None
        # Not a constraint of the database: sites that were loaded before there were kinds have none until the next
        # load.
        if (has_point or self.is_bounded) and not self.position_kind:
            message = _(
                "Say what kind of statement the position is: measured, rounded, the centre of a named feature …"
            )
            raise ValidationError({"position_kind": message})
        if self.size_as_printed and not self.position_kind:
            message = _("A size is that of an extent.")
            raise ValidationError({"position_kind": message})
