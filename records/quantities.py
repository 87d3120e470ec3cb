"""What figures are of: the closed list of quantities, so that one quantity has one name and one word for readers."""

from records.fields import Vocabulary


class QuantityKind(Vocabulary, public_name="quantity"):
    """What a figure is of. The value is part of addresses and files; the label is what readers see."""

    ABSORBED_DOSE_RATE = (
        "absorbed-dose-rate",
        "The energy of radiation that matter takes up, by mass and time.",
        "absorbed dose rate",
    )
    ALTITUDE = ("altitude", "The height above the surface of the Moon.", "altitude")
    ANGULAR_RESOLUTION = (
        "angular-resolution",
        "The smallest angle between two directions that are told apart.",
        "angular resolution",
    )
    ANGULAR_SEPARATION = (
        "angular-separation",
        "The angle between two directions or places.",
        "angular separation",
    )
    ANTENNA_LENGTH = ("antenna-length", "The length of an antenna.", "antenna length")
    BUILD_TIME = (
        "build-time",
        "The time from the decision, or the beginning of the work, to the finished payload.",
        "build time",
    )
    COST = ("cost", "What it cost.", "cost")
    DATA_RATE = ("data-rate", "How much data it gives in a time.", "data rate")
    DESIGN_LIFE = ("design-life", "How long it was made to work.", "design life")
    DETECTOR_AREA = (
        "detector-area",
        "The area of the surface that detects.",
        "detector area",
    )
    DIMENSIONS = (
        "dimensions",
        "The size of its body: edges, or a comparison.",
        "dimensions",
    )
    DISH_DIAMETER = (
        "dish-diameter",
        "The diameter of the dish of an antenna.",
        "dish diameter",
    )
    DISTANCE_DRIVEN = ("distance-driven", "How far it drove.", "distance driven")
    DISTANCE_FROM_THE_MOON = (
        "distance-from-the-moon",
        "How far from the Moon it is.",
        "distance from the Moon",
    )
    DOMESTIC_CONTENT = (
        "domestic-content",
        "The part of it that was made in the country of its provider.",
        "domestic content",
    )
    DOSE_EQUIVALENT_RATE = (
        "dose-equivalent-rate",
        "The dose of radiation in a time, weighted by its harm to the body.",
        "dose equivalent rate",
    )
    DOSE_RATIO = (
        "dose-ratio",
        "How many times greater one dose of radiation is than another.",
        "dose ratio",
    )
    DRY_MASS = ("dry-mass", "The mass without propellant.", "dry mass")
    ELECTRON_RELEASE_DELAY = (
        "electron-release-delay",
        "How long after an event electrons were released.",
        "electron release delay",
    )
    ENERGY_PER_NUCLEON = (
        "energy-per-nucleon",
        "The energy of nuclei, for each proton and neutron in them.",
        "energy per nucleon",
    )
    ENERGY_RANGE = (
        "energy-range",
        "The energies that it measures, or that were measured.",
        "energy range",
    )
    ENERGY_RESOLUTION = (
        "energy-resolution",
        "How finely energies are told apart, as a part of the energy.",
        "energy resolution",
    )
    ENVIRONMENT_TEMPERATURE = (
        "environment-temperature",
        "The temperature of the place where it works.",
        "environment temperature",
    )
    FIELD_OF_VIEW = (
        "field-of-view",
        "The angles that it sees at once.",
        "field of view",
    )
    FLUX_RATIO = (
        "flux-ratio",
        "How many times greater one flux of particles is than another.",
        "flux ratio",
    )
    FRAME_CENTRE = (
        "frame-centre",
        "The place on the Moon in the centre of an image.",
        "frame centre",
    )
    FRAME_SIZE = ("frame-size", "The size of the ground in an image.", "frame size")
    FREQUENCY = (
        "frequency",
        "The frequency at which it sends or receives.",
        "frequency",
    )
    FREQUENCY_RANGE = (
        "frequency-range",
        "The frequencies that it sends or receives.",
        "frequency range",
    )
    HEIGHT_ABOVE_GROUND = (
        "height-above-ground",
        "The height above the ground at which it is mounted.",
        "height above ground",
    )
    HIBERNATION_TEMPERATURE = (
        "hibernation-temperature",
        "The temperature at which it is kept while it sleeps.",
        "hibernation temperature",
    )
    IONOSPHERIC_CUT_OFF = (
        "ionospheric-cut-off",
        "The frequency below which the ionosphere of the Earth lets no radio waves through.",
        "ionospheric cut-off",
    )
    LANDED_MASS = (
        "landed-mass",
        "The mass that stands on the surface after the landing.",
        "landed mass",
    )
    LARGEST_CRATER = (
        "largest-crater",
        "The size of the largest crater in an image.",
        "largest crater",
    )
    LAUNCH_MASS = (
        "launch-mass",
        "The mass at the launch, with propellant.",
        "launch mass",
    )
    LENGTH_OF_RIMA_BRAYLEY = (
        "length-of-rima-brayley",
        "The length of the valley Rima Brayley in an image.",
        "length of Rima Brayley",
    )
    MASS = ("mass", "The mass.", "mass")
    MASS_RESOLUTION = (
        "mass-resolution",
        "How finely masses of particles are told apart: the mass divided by the smallest difference.",
        "mass resolution",
    )
    MATERIAL = ("material", "What it is made of.", "material")
    NEGATIVE_FRACTION = (
        "negative-fraction",
        "The part of the particles that have a negative charge.",
        "negative fraction",
    )
    NIGHT_LENGTH = (
        "night-length",
        "How long the night lasts where it works.",
        "night length",
    )
    NUMBER_OF_ANTENNAS = (
        "number-of-antennas",
        "How many antennas it has.",
        "number of antennas",
    )
    NUMBER_OF_ARMS = (
        "number-of-arms",
        "How many robotic arms it has.",
        "number of arms",
    )
    NUMBER_OF_BATTERY_CELLS = (
        "number-of-battery-cells",
        "How many battery cells it has.",
        "number of battery cells",
    )
    NUMBER_OF_CAMERAS = (
        "number-of-cameras",
        "How many cameras it has.",
        "number of cameras",
    )
    NUMBER_OF_DETECTORS = (
        "number-of-detectors",
        "How many detectors it has.",
        "number of detectors",
    )
    NUMBER_OF_IMAGES = (
        "number-of-images",
        "How many images, or sessions of imaging, there are.",
        "number of images",
    )
    NUMBER_OF_INSTRUMENTS = (
        "number-of-instruments",
        "How many instruments it carries or has.",
        "number of instruments",
    )
    NUMBER_OF_LEGS = ("number-of-legs", "How many legs it stands on.", "number of legs")
    NUMBER_OF_PAYLOADS = (
        "number-of-payloads",
        "How many payloads it carries.",
        "number of payloads",
    )
    NUMBER_OF_PIXELS = (
        "number-of-pixels",
        "How many pixels it has.",
        "number of pixels",
    )
    NUMBER_OF_SESSIONS = (
        "number-of-sessions",
        "How many times it was switched on.",
        "number of sessions",
    )
    NUMBER_OF_STUDENTS = (
        "number-of-students",
        "How many students took part.",
        "number of students",
    )
    NUMBER_OF_UNITS = (
        "number-of-units",
        "Of how many units it consists.",
        "number of units",
    )
    NUMBER_OF_WHEELS = (
        "number-of-wheels",
        "How many wheels it has.",
        "number of wheels",
    )
    OPERATING_TIME = (
        "operating-time",
        "How long a spacecraft was in use.",
        "operating time",
    )
    OPERATION_TIME = (
        "operation-time",
        "How long a payload worked, or is to be switched on.",
        "operation time",
    )
    ORBIT = (
        "orbit",
        "The path around a body: heights or distances, inclination, period.",
        "orbit",
    )
    ORBITAL_PERIOD = ("orbital-period", "The time of one revolution.", "orbital period")
    OTHER_INSTRUMENTS = (
        "other-instruments",
        "What it carries besides.",
        "other instruments",
    )
    PAYLOAD_MASS = (
        "payload-mass",
        "The mass of its scientific payloads.",
        "payload mass",
    )
    PIXEL_SCALE = ("pixel-scale", "The size of the ground in a pixel.", "pixel scale")
    PLANNED_OPERATION = (
        "planned-operation",
        "How long it is to work on the Moon.",
        "planned operation",
    )
    POWER = ("power", "The power it draws, or that it is given.", "power")
    PROPELLANT_MASS = (
        "propellant-mass",
        "The mass of its propellant.",
        "propellant mass",
    )
    PROTON_ENERGY = (
        "proton-energy",
        "The energy of protons that were measured.",
        "proton energy",
    )
    PROTON_RELEASE_DELAY = (
        "proton-release-delay",
        "How long after an event protons were released.",
        "proton release delay",
    )
    SAMPLE_MASS = (
        "sample-mass",
        "The mass of the samples that it brought.",
        "sample mass",
    )
    SCATTERED_TO_SPUTTERED_RATIO = (
        "scattered-to-sputtered-ratio",
        "How many particles are scattered for each one that is knocked out of the ground.",
        "scattered-to-sputtered ratio",
    )
    SCATTERING_PROBABILITY = (
        "scattering-probability",
        "How likely a particle is scattered by the ground.",
        "scattering probability",
    )
    SENSITIVITY = ("sensitivity", "How weak a signal it still measures.", "sensitivity")
    SPECTRAL_RESOLUTION = (
        "spectral-resolution",
        "How finely frequencies are told apart.",
        "spectral resolution",
    )
    SPUTTERING_PROBABILITY = (
        "sputtering-probability",
        "How likely a particle knocks another out of the ground.",
        "sputtering probability",
    )
    STRUCTURE_MASS_SAVING = (
        "structure-mass-saving",
        "How much lighter the structure is than one of another material.",
        "structure mass saving",
    )
    SUB_SATELLITE_POINT = (
        "sub-satellite-point",
        "The place on the Moon straight below the spacecraft.",
        "sub-satellite point",
    )
    SURFACE_BINDING_ENERGY = (
        "surface-binding-energy",
        "The energy that holds an atom to the surface.",
        "surface binding energy",
    )
    TECHNOLOGY_READINESS_LEVEL = (
        "technology-readiness-level",
        "How ripe the technology is, from 1 to 9.",
        "technology readiness level",
    )
    TEMPERATURE_RANGE = (
        "temperature-range",
        "The temperatures in which it works.",
        "temperature range",
    )
    TIME_RESOLUTION = (
        "time-resolution",
        "The time of one measurement.",
        "time resolution",
    )
    TRANSMISSION_CYCLE = (
        "transmission-cycle",
        "The time from one transmission to the next.",
        "transmission cycle",
    )
    TRANSMIT_POWER = ("transmit-power", "The power that it sends.", "transmit power")
    VOLUME = ("volume", "The space that it takes up.", "volume")
