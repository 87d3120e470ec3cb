"""Facts read by hand from two documents, for a test to set beside a loaded catalogue.

The documents are the report of the Chang'e-8 payload selection (``change-8-payload-selection-2025.txt``)
and the page of Jia et al., 2022, on the international payloads of Chang'e-4
(``jia-2022-change-4-international-payloads.txt``). The table was written from those two texts alone, without
sight of the fixtures or of any dossier, so that agreement between the two means something.

Names are spelled as printed, a leading "the" and a trailing acronym in brackets left off. Country codes are
ISO 3166-1 alpha-2 and are this table's reading of the country printed; years and dates are EDTF.
"""

# --- Missions -------------------------------------------------------------------------------------------------

# "launch" is the EDTF text of the launch where one is stated; "said" is a piece of the printed text.
MISSIONS: dict[str, dict[str, str | None]] = {
    # Jia et al. give no launch date.
    "change-4": {"launch": None, "said": "soft landing on the far side of the Moon"},
    # "the planned 2026 Chang'e-7 south pole landing mission".
    "change-7": {"launch": "2026", "said": "south pole landing mission"},
    # "in 2028 or 2029": one of the two, not the span of both.
    "change-8": {
        "launch": "[2028,2029]",
        "said": "scheduled to launch in 2028 or 2029",
    },
}

# "April 24"; the year is known from elsewhere.
SELECTION_DATE: str = "2025-04-24"

# "a plateau near Mons Mouton, also known as Leibnitz Beta": the landing is near the mountain, not on it.
SITE: dict[str, str] = {"name": "Mons Mouton", "also_called": "Leibnitz Beta"}

# --- Payloads -------------------------------------------------------------------------------------------------

PAYLOAD_NAMES: dict[str, str] = {
    "change-4-lnd": "Lunar Lander Neutron & Dosimetry",
    "change-4-asan": "Advanced Small Analyzer for Neutrals",
    "change-4-ncle": "Netherlands-China Low Frequency Explorer Instrument",
    "change-4-klcp": "Lunar Small Optical Camera",
    "change-8-multi-functional-robot": "Lunar surface multi-functional operation robot and mobile charging station",
    "change-8-pakistan-rover": "Pakistan lunar rover",
    "change-8-micro-rovers": "Intelligent exploration robot for challenging environments",
    "change-8-radio-array": "Radio astronomy array",
    "change-8-laser-reflector": "Laser corner reflector array",
    "change-8-plasma-dust-sensor": "Lunar plasma-dust environment sensor",
    "change-8-ion-neutral-analyzer": "lunar ion and high-energy neutral particle analyzer",
    "change-8-neutron-analyzer": "Lunar neutron analyzer",
    "change-8-imaging-system": "Visible and infrared imaging system for the lunar surface",
    "change-8-potential-monitor": "Lunar potential monitor",
}

# The Chang'e-8 report prints no acronym for any payload. Reference 14 of Jia et al. prints "KCLP" for KLCP.
PAYLOAD_ACRONYMS: dict[str, str] = {
    "change-4-lnd": "LND",
    "change-4-asan": "ASAN",
    "change-4-ncle": "NCLE",
    "change-4-klcp": "KLCP",
}

# --- Provisions -----------------------------------------------------------------------------------------------

# Both names are printed beside the two Russian instruments; they are one body. PROVISIONS uses the first.
ROSCOSMOS_PRINTED: tuple[str, str] = (
    "Russian Federal Space Agency",
    "Russian State Space Corporation",
)

# (payload, institution as printed, country or region, what it counts as in the printed totals)
PROVISIONS: list[tuple[str, str, str | None, str]] = [
    ("change-4-lnd", "Kiel University", "DE", "country"),
    ("change-4-asan", "Swedish Institute of Space Physics", "SE", "country"),
    ("change-4-ncle", "University of Nijmegen", "NL", "country"),
    (
        "change-4-klcp",
        "King Abdul-Aziz City for Science and Technology",
        "SA",
        "country",
    ),
    (
        "change-8-multi-functional-robot",
        "Hong Kong University of Science and Technology",
        "HK",
        "region",
    ),
    (
        "change-8-multi-functional-robot",
        "Hong Kong Polytechnic University",
        "HK",
        "region",
    ),
    (
        "change-8-pakistan-rover",
        "Space and Upper Atmosphere Research Commission of Pakistan",
        "PK",
        "country",
    ),
    (
        "change-8-pakistan-rover",
        "International Society for Terrain-Vehicle Systems",
        None,
        "organisation",
    ),
    (
        "change-8-micro-rovers",
        "Middle East Technical University of Turkey",
        "TR",
        "country",
    ),
    # "a Chinese university and a private company": the host nation, and a company of no stated country.
    ("change-8-micro-rovers", "Zhejiang University", "CN", "not-counted"),
    ("change-8-micro-rovers", "Star.Vision", None, "not-counted"),
    (
        "change-8-radio-array",
        "South African Radio Astronomy Observatory",
        "ZA",
        "country",
    ),
    (
        "change-8-radio-array",
        "National Commission for Aerospace Research and Development of Peru",
        "PE",
        "country",
    ),
    (
        "change-8-laser-reflector",
        "National Institute for Nuclear Physics\u2013Frascati National Laboratories",
        "IT",
        "country",
    ),
    # One bullet, two instruments, one provider.
    ("change-8-plasma-dust-sensor", "Russian Federal Space Agency", "RU", "country"),
    ("change-8-ion-neutral-analyzer", "Russian Federal Space Agency", "RU", "country"),
    (
        "change-8-neutron-analyzer",
        "Ministry of Higher Education, Science, Research and Innovation of Thailand",
        "TH",
        "country",
    ),
    (
        "change-8-neutron-analyzer",
        "National Astronomical Research Institute of Thailand",
        "TH",
        "country",
    ),
    (
        "change-8-imaging-system",
        "Bahrain National Space Science Agency",
        "BH",
        "country",
    ),
    ("change-8-imaging-system", "Egyptian Space Agency", "EG", "country"),
    ("change-8-potential-monitor", "Iranian Space Agency", "IR", "country"),
]

# The "11 different countries, regions": ten countries and Hong Kong.
CHANGE_8_COUNTED: set[str] = {
    "HK",
    "PK",
    "TR",
    "ZA",
    "PE",
    "IT",
    "RU",
    "TH",
    "BH",
    "EG",
    "IR",
}

# Every institution named beside a Chang'e-8 payload, counted or not, Roscosmos once.
CHANGE_8_INSTITUTIONS: int = 16

# --- References of Jia et al., 2022 ---------------------------------------------------------------------------

# "first_author" is the family name in ordinary case (many are printed in capitals), or the agency's whole name;
# "piece" is a run of the printed entry found in no other; "doi" is None where the entry prints none. The year
# of a web page is the one printed before "[2022]", which is the year it was consulted.
REFERENCES: dict[int, dict[str, int | str | None]] = {
    1: {
        "year": 2019,
        "first_author": "Wang",
        "piece": "China's International Cooperation Model in Space Science",
        "doi": None,
    },
    2: {
        "year": 2014,
        "first_author": "Wu",
        "piece": "Development of Deep Space Exploration and Its Future Key Technologies",
        "doi": "10.15982/j.issn.2095-7777.2014.01.003",
    },
    3: {
        "year": 2019,
        "first_author": "Wang",
        "piece": "Landed on the Back of the Moon For the First Time",
        "doi": None,
    },
    4: {
        "year": 2018,
        "first_author": "Jia",
        "piece": "The scientific objectives and payloads of",
        "doi": None,
    },
    5: {
        "year": 2020,
        "first_author": "Wei",
        "piece": "The First Independent Earth-moon Transfer Microsatellite",
        "doi": None,
    },
    6: {
        "year": 2020,
        "first_author": "Xue",
        "piece": "Practice and Enlightenment for International Cooperation",
        "doi": None,
    },
    7: {
        "year": 2017,
        "first_author": "China National Space Administration",
        "piece": "Determined to Carry Four International Cooperative Scientific Payloads",
        "doi": None,
    },
    8: {
        "year": 2019,
        "first_author": "Wu",
        "piece": "China Aerospace Publishing House",
        "doi": None,
    },
    9: {
        "year": 2016,
        "first_author": "Lunar Exploration and Space Program Center",
        "piece": "Notice on Management Requirements of International Cooperative Payloads",
        "doi": None,
    },
    10: {
        "year": 2020,
        "first_author": "Quan",
        "piece": "First measurements of the radiation dose on the lunar surface",
        "doi": None,
    },
    11: {
        "year": 2020,
        "first_author": "Zhang",
        "piece": "Emission of energetic neutral atoms measured on the lunar surface",
        "doi": None,
    },
    12: {
        "year": 2019,
        "first_author": "China National Space Administration",
        "piece": "Microsatellite successfully completes lunar exploration mission, controlled collision",
        "doi": None,
    },
    13: {
        "year": 2018,
        "first_author": "China National Space Administration",
        "piece": "China Delivers Second Batch of Scientific Data",
        "doi": None,
    },
    14: {
        "year": 2018,
        "first_author": "China National Space Administration",
        "piece": "Images of the Moon by the KCLP Camera",
        "doi": None,
    },
    15: {
        "year": 2020,
        "first_author": "Wang",
        "piece": "International Cooperation Management Practice of Space Science Missions in China",
        "doi": "10.16418/j.issn.1000-3045.20200412001",
    },
    16: {
        "year": 2021,
        "first_author": "China National Space Administration",
        "piece": "International Lunar Research Station (ILRS) Guide for Partnership",
        "doi": None,
    },
}

# Entries 10, 11 and 13 do not print the payload's name: they are known by what was measured or whose it was.
REFERENCE_SUBJECTS: dict[int, str] = {
    5: "longjiang-2",
    10: "change-4-lnd",
    11: "change-4-asan",
    12: "longjiang-2",
    13: "change-4-klcp",
    14: "change-4-klcp",
    16: "ilrs",
}

# --- International Lunar Research Station ---------------------------------------------------------------------

# "the China-led International Lunar Research Station".
ILRS_INITIATOR: str = "CN"

# "have signed agreements and MoUs regarding the ILRS as national-level participants", in printed order.
ILRS_SIGNATORIES: list[str] = [
    "RU",
    "VE",
    "BY",
    "PK",
    "AZ",
    "ZA",
    "EG",
    "NI",
    "TH",
    "RS",
    "KZ",
    "SN",
]

# "with Turkey understood to have signed up also".
ILRS_UNDERSTOOD: str = "TR"

# "countries that have already signed up", of the earlier paragraph, in printed order.
ALREADY_SIGNED_UP: list[str] = ["RU", "ZA", "TH", "TR", "PK", "BH", "EG"]

# Called already signed up by the earlier paragraph, absent from the later list of signatories.
ILRS_NAMED_ONLY: str = "BH"

# Engaged "through their membership in the Asia-Pacific Space Cooperation Organization (APSCO)".
ILRS_THROUGH_APSCO: tuple[str, str] = ("IR", "PE")

# Where the "subnational entities" come from, in printed order; Hawaii is printed beside the countries.
ILRS_INSTITUTION_PLACES: list[str] = [
    "Switzerland",
    "United Arab Emirates",
    "Panama",
    "Indonesia",
    "Kenya",
    "Ethiopia",
    "Kyrgyzstan",
    "Croatia",
    "Sri Lanka",
    "Hawaii",
]

# --- Totals the documents state -------------------------------------------------------------------------------

# (scope, measure, kind, qualifier, number); mass in kilograms. No total is printed with "about".
TOTALS: list[tuple[str, str, str, str, int]] = [
    # "10 projects from 11 different countries, regions and one international organization".
    ("change-8", "payload-projects", "counted", "exactly", 10),
    ("change-8", "countries-and-regions", "counted", "exactly", 11),
    ("change-8", "international-organisations", "counted", "exactly", 1),
    # "200 kilograms of payload resources were made available".
    ("change-8", "payload-mass", "offered", "exactly", 200),
    # "The four international cooperative payloads".
    ("change-4", "payload-projects", "counted", "exactly", 4),
    # "17 countries and international organizations, as well as more than 50 international research institutions".
    ("ilrs", "countries-and-organisations", "counted", "exactly", 17),
    ("ilrs", "research-institutions", "counted", "more-than", 50),
    # "it aims to attract 50 countries to join the ILRS".
    ("ilrs", "countries-and-regions", "target", "exactly", 50),
]
