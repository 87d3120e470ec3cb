"""Facts gathered from the wider evidence, written down by hand for a test to set beside a loaded catalogue.

The table was written from notes of the sources, not from the fixtures, so that agreement between the two means
something. It holds what matters, not everything. Dates are EDTF, clock times UTC, coordinates degrees north and
east, country codes ISO 3166-1 alpha-2. Names are in their script. Slugs alone are the catalogue's.
"""

# --- Spacecraft and missions ----------------------------------------------------------------------------------

# (COSPAR id, launch day in UTC, launch time in UTC); None where no source was read for it.
SPACECRAFT: dict[str, tuple[str | None, str | None, str | None]] = {
    "change-4-lander": ("2018-103A", "2018-12-07", "18:23"),
    "queqiao": ("2018-045A", "2018-05-20", "21:28"),
    "longjiang-1": ("2018-045B", "2018-05-20", "21:28"),
    "longjiang-2": ("2018-045C", "2018-05-20", "21:28"),
    "change-6-lander": (None, "2024-05-03", "09:27"),
    "change-6-orbiter": ("2024-083A", "2024-05-03", "09:27"),
    "queqiao-2-relay": ("2024-051A", "2024-03-20", "00:31"),
    "change-5-t1-service-module": ("2014-065A", "2014-10-23", "18:00"),
    "change-5-t1-stage": ("2014-065B", "2014-10-23", "18:00"),
    "change-3-lander": ("2013-070A", "2013-12-01", "17:30"),
}

# (record type, record, scheme, value, rank) beside the COSPAR ids above.
IDENTIFIERS: list[tuple[str, str, str, str, str]] = [
    ("mission", "change-4", "nssdca-spacecraft", "2018-103A", "preferred"),
    ("mission", "change-7", "nssdca-spacecraft", "CHANG-E-7", "preferred"),
    ("spacecraft", "change-4-lander", "nssdca-spacecraft", "2018-103A", "preferred"),
    ("spacecraft", "queqiao", "nssdca-spacecraft", "QUEQIAO", "preferred"),
    ("spacecraft", "queqiao", "satcat", "43470", "preferred"),
    ("spacecraft", "change-6-orbiter", "satcat", "59627", "preferred"),
    ("spacecraft", "queqiao-2-relay", "satcat", "59276", "preferred"),
    ("spacecraft", "change-5-t1-service-module", "satcat", "40283", "preferred"),
    ("spacecraft", "change-5-t1-stage", "satcat", "40284", "preferred"),
    ("spacecraft", "change-5-t1-stage", "cospar", "2015-007B", "deprecated"),
    ("payload", "change-5-t1-4m", "cospar", "2014-065B", "preferred"),
    ("payload", "change-5-t1-4m", "satcat", "40284", "preferred"),
    ("payload", "change-6-dorn", "nssdca-experiment", "CHANG-E-6-02", "preferred"),
    ("payload", "change-6-inrri", "nssdca-experiment", "CHANG-E-6-04", "preferred"),
]

# (record type, record, scheme, finding)
WITHOUT_IDENTIFIER: list[tuple[str, str, str, str]] = [
    ("mission", "change-7", "cospar", "not-assigned"),
]

# (spacecraft, quantity, value in the unit, unit)
SPACECRAFT_FIGURES: list[tuple[str, str, str, str]] = [
    ("change-4-lander", "mass", "1200", "kg"),
    ("yutu-2", "mass", "140", "kg"),
    ("queqiao", "mass", "448.7", "kg"),
    ("queqiao", "mass", "425", "kg"),
    ("queqiao", "mass", "435", "kg"),
    ("longjiang-2", "mass", "47", "kg"),
    ("longjiang-2", "mass", "45", "kg"),
]

# (mission, kind, latitude, longitude, elevation in metres, rank of the row)
SITES: list[tuple[str, str, str, str, str | None, str]] = [
    # Two of the three precise positions agree within 21 m; the third lies 444 m away.
    ("change-4", "landing", "-45.457", "177.588", None, "preferred"),
    ("change-4", "landing", "-45.4446", "177.5991", "-5935", "alternative"),
    ("change-4", "landing", "-45.457", "177.589", None, "alternative"),
    # A rounded value and the gazetteer's point for the name are no rivals of a measurement.
    ("change-4", "landing", "-45.5", "177.6", None, "preferred"),
    ("change-4", "landing", "-45.45", "177.6", None, "preferred"),
    ("change-4", "impact", "16.6956", "159.5170", None, "preferred"),
    ("change-6", "landing", "-41.6385", "-153.9852", "-5256", "preferred"),
    # The only one of the positions of Chang'e-3 with a stated error: 8.9 m in latitude, 4.5 m in longitude.
    ("change-3", "landing", "44.12193", "-19.51159", "-2637.3", "preferred"),
    ("change-3", "landing", "44.1215", "-19.512", None, "alternative"),
    # The mountain beside the target; west longitudes in print are a slip of sign.
    ("change-8", "target", "-84.60", "31.00", None, "preferred"),
]

# Regions considered in October 2023, a word of each.
CHANGE_8_CANDIDATES: list[str] = ["Leibnitz", "Amundsen", "Cabeus", "Shackleton"]

# (mission, status, status date)
MISSION_STATUS: list[tuple[str, str, str | None]] = [
    ("change-7", "stood-down", "2026-08-23"),
    ("change-8", "planned", None),
]

# (spacecraft, status, the last day of which it is known)
SPACECRAFT_STATUS: list[tuple[str, str, str]] = [
    # Its instrument LND has data to that month.
    ("change-4-lander", "operating", "2022-01"),
    ("yutu-2", "operating", "2024-03-20"),
    ("queqiao", "operating", "2024-03-20"),
]

# (mission, day, clock time in UTC where known)
MISSION_EVENTS: list[tuple[str, str, str | None]] = [
    ("change-4", "2018-12-12", None),
    ("change-4", "2019-01-03", "02:26"),
    ("change-4", "2019-02-04", None),
    ("change-4", "2019-02-15", None),
    ("change-4", "2019-07-31", "14:20"),
    ("change-4", "2018-06-14", "03:06"),
    ("change-4", "2018-05-25", "14:00"),
    ("change-4", "2016-10-24", None),
    ("change-4", "2017-06-06", None),
    ("change-4", "2019-04-18", None),
    ("change-6", "2019-04-18", None),
    ("change-6", "2022-11-24", None),
    ("change-6", "2023-06-08", None),
    ("change-6", "2024-06-01", "22:23"),
    ("change-6", "2024-06-25", None),
    ("change-6", "2024-06-27", None),
    ("change-6", "2024-06-28", None),
    ("change-7", "2022-11-24", None),
    ("change-7", "2024-04-24", None),
    ("change-7", "2026-08-23", None),
    ("change-7", "2026-08-26", None),
    ("change-8", "2023-10-02", None),
    ("change-8", "2023-12-31", None),
    ("change-8", "2024-04", None),
    ("change-8", "2024-09", None),
    ("change-8", "2025-04-24", None),
    ("change-8", "2026-09", None),
    ("queqiao-2", "2024-04-02", None),
    ("queqiao-2", "2024-04-06", None),
    ("queqiao-2", "2024-04-08/2024-04-09", None),
]

# --- Payloads -------------------------------------------------------------------------------------------------

PAYLOAD_NAMES: dict[str, set[str]] = {
    "change-4-lnd": {
        "Lunar Lander Neutron and Dosimetry",
        "月表中子及辐射剂量探测仪",
        "月表中子与辐射剂量探测仪",
    },
    "change-4-asan": {"Advanced Small Analyzer for Neutrals", "中性原子探测仪"},
    "change-4-ncle": {
        "Netherlands-China Low-Frequency Explorer",
        "荷兰低频射电探测仪",
        "低频射电频谱仪",
    },
    "change-4-klcp": {"KCLP", "沙特月球小型光学成像探测仪", "沙特微型成像相机"},
    "change-6-dorn": {"Detection of Outgassing RadoN", "氡气探测仪"},
    "change-6-nils": {"Negative Ions at the Lunar Surface", "月表负离子分析仪"},
    "change-6-inrri": {"激光角反射镜"},
    "change-6-icube-q": {"ICUBE-Q", "巴基斯坦的立方星"},
    "change-7-laser-retroreflector": {"激光角反射器阵列"},
    "change-7-dust-electric-field": {"月球尘埃与电场探测仪", "Пылевой мониторинг Луны"},
    "change-7-ilo-c": {"月基天文观测望远镜"},
    "change-7-hyperspectral-camera": {"月表物质超光谱成像仪"},
    "change-7-earth-radiation-spectrometer": {"月基双通道地球辐射能谱仪"},
    "change-7-match": {
        "Moon-Aiming Thai-Chinese Hodoscope",
        "空间天气全球监测传感装置",
    },
    "change-8-multi-functional-robot": {
        "月面多功能操作机器人暨移动充电站",
        "Hong Kong Operation Robot",
    },
    "change-8-pakistan-rover": {"巴基斯坦月球车", "Jinnah-1"},
    "change-8-micro-rovers": {
        "挑战性环境智能探索机器人",
        "CHERI",
        "Challenging Environment Exploration Robot for Intelligence",
    },
    "change-8-radio-array": {
        "射电天文学阵列",
        "Africa2Moon Technology Demonstrator",
        "KillaSimi",
    },
    "change-8-laser-reflector": {"激光角反射器阵列"},
    "change-8-plasma-dust-sensor": {"月球等离子体-尘埃外层敏感仪", "LPDE-CE8"},
    "change-8-ion-neutral-analyzer": {"月球离子和高能中性粒子分析仪", "ALIEN-CE8"},
    "change-8-neutron-analyzer": {
        "月球中子分析仪",
        "ALIGN",
        "Assessing Lunar Ion-Generated Neutrons",
    },
    "change-8-imaging-system": {"月表可见光和红外视像系统"},
    "change-8-potential-monitor": {"月球电位监测仪"},
}

HOSTS: dict[str, str] = {
    "change-4-lnd": "change-4-lander",
    "change-4-asan": "yutu-2",
    "change-4-ncle": "queqiao",
    "change-4-klcp": "longjiang-2",
    "change-5-t1-4m": "change-5-t1-stage",
    "change-6-dorn": "change-6-lander",
    "change-6-nils": "change-6-lander",
    "change-6-inrri": "change-6-lander",
    "change-6-icube-q": "change-6-orbiter",
    "change-7-match": "change-7-orbiter",
    "change-7-hyperspectral-camera": "change-7-orbiter",
    "change-7-earth-radiation-spectrometer": "change-7-orbiter",
    "change-7-laser-retroreflector": "change-7-lander",
    "change-7-dust-electric-field": "change-7-lander",
    "change-7-ilo-c": "change-7-lander",
}

# payload: the institutions that must be among its provisions
INSTITUTIONS_OF: dict[str, set[str]] = {
    "change-4-lnd": {"kiel-university", "dlr", "nssc"},
    "change-4-asan": {"irf", "nssc", "swedish-national-space-agency"},
    "change-4-ncle": {
        "radboud-university",
        "astron",
        "isispace",
        "naoc",
        "netherlands-space-office",
    },
    "change-4-klcp": {"kacst", "hit"},
    "change-5-t1-4m": {"luxspace", "ic-malaga"},
    "change-6-dorn": {"cnes", "irap", "igg-cas"},
    "change-6-nils": {"irf", "esa", "nssc"},
    "change-6-inrri": {"infn-lnf"},
    "change-6-icube-q": {"ist-islamabad", "sjtu", "suparco"},
    "change-7-dust-electric-field": {"iki", "roscosmos"},
    "change-7-ilo-c": {"iloa", "university-of-hong-kong"},
    "change-7-hyperspectral-camera": {
        "egyptian-space-agency",
        "bahrain-space-agency",
        "ciomp",
    },
    "change-7-earth-radiation-spectrometer": {"pmod-wrc"},
    "change-7-match": {"narit", "mahidol-university"},
    "change-8-multi-functional-robot": {
        "hkust",
        "polyu",
        "hksrec",
        "university-of-hong-kong",
        "cuhk",
        "cityu-hong-kong",
        "sast",
        "dalian-university-of-technology",
        "shenzhen-university",
        "sansa",
    },
    "change-8-pakistan-rover": {"suparco", "istvs"},
    "change-8-micro-rovers": {"metu", "zhejiang-university", "star-vision"},
    "change-8-radio-array": {"sarao", "conida", "fsda"},
    "change-8-plasma-dust-sensor": {"roscosmos", "iki"},
    "change-8-ion-neutral-analyzer": {"roscosmos", "iki"},
    "change-8-neutron-analyzer": {"mhesi", "narit"},
    "change-8-imaging-system": {"bahrain-space-agency", "egyptian-space-agency"},
    "change-8-potential-monitor": {"iranian-space-agency"},
}

# payload: family names, or native names, of persons with a role
PERSONS: dict[str, set[str]] = {
    "change-4-lnd": {"Wimmer-Schweingruber", "张珅毅", "Jia Yu", "Angerer"},
    "change-4-asan": {"Martin Wieser", "张爱兵"},
    "change-4-ncle": {"Falcke", "Klein Wolt", "Boonstra"},
    "change-6-dorn": {"Meslin", "He Huaiyu"},
    "change-6-nils": {"Martin Wieser"},
    "change-6-icube-q": {"Khurram Khurshid"},
    "change-7-match": {"Torteeka"},
    "change-8-multi-functional-robot": {"Gao Yang", "Yu Hongyu"},
    "change-8-radio-array": {"Marais"},
}

# (payload, quantity, low, high, unit, rank); low is None where the source gives a limit from above only.
SPECIFICATIONS: list[tuple[str, str, str | None, str | None, str, str]] = [
    ("change-4-lnd", "mass", "2.5", "2.5", "kg", "preferred"),
    ("change-4-asan", "mass", "970", "970", "g", "preferred"),
    ("change-4-asan", "mass", "650", "650", "g", "alternative"),
    ("change-4-asan", "power", "3.4", "3.4", "W", "preferred"),
    ("change-4-ncle", "antenna-length", "5", "5", "m", "preferred"),
    ("change-4-ncle", "mass", None, "10", "kg", "preferred"),
    ("change-4-klcp", "mass", None, "630", "g", "preferred"),
    ("change-4-klcp", "pixel-scale", "28", "28", "m/{pixel}", "preferred"),
    ("change-5-t1-4m", "mass", "14", "14", "kg", "preferred"),
    ("change-6-dorn", "mass", "4.5", "4.5", "kg", "preferred"),
    ("change-6-inrri", "mass", "50", "50", "g", "preferred"),
    ("change-6-icube-q", "mass", "7", "7", "kg", "preferred"),
    ("change-8-multi-functional-robot", "mass", "100", "100", "kg", "preferred"),
    ("change-8-pakistan-rover", "mass", "35", "35", "kg", "preferred"),
    ("change-8-micro-rovers", "mass", "5", "5", "kg", "preferred"),
]

# No source gives a mass of these; the note of a two-kilogram Iranian device belongs to something else.
WITHOUT_MASS: list[str] = [
    "change-8-radio-array",
    "change-8-laser-reflector",
    "change-8-plasma-dust-sensor",
    "change-8-ion-neutral-analyzer",
    "change-8-neutron-analyzer",
    "change-8-imaging-system",
    "change-8-potential-monitor",
    "change-6-nils",
]

# (payload, day of a dated event)
PAYLOAD_EVENTS: list[tuple[str, str]] = [
    # Made public on 14 April; the day Kiel was told is not given.
    ("change-4-lnd", "2016-04"),
    ("change-4-lnd", "2019-01-03"),
    # Reported on 10 January; when the test was made is not said.
    ("change-4-lnd", "../2019-01-10"),
    ("change-4-asan", "../2019-01-10"),
    ("change-4-lnd", "2019-04-18"),
    ("change-4-asan", "2017-03-31"),
    ("change-4-asan", "2017-04-07"),
    ("change-4-ncle", "2016-06-28"),
    ("change-4-klcp", "2017-03-16"),
    ("change-4-klcp", "2018-05-28"),
    ("change-4-klcp", "2018-06-14"),
    ("change-4-klcp", "2018-07-29"),
    ("change-4-klcp", "2019-07-31"),
    ("change-6-dorn", "2019-09"),
    ("change-6-dorn", "2019-11-06"),
    ("change-6-dorn", "2024-05-06"),
    ("change-6-dorn", "2024-05-17/.."),
    ("change-6-icube-q", "2024-05-08"),
    ("change-6-icube-q", "2024-05-10"),
    ("change-7-dust-electric-field", "2025-09-02"),
    ("change-8-multi-functional-robot", "2024-12-17"),
    ("change-8-multi-functional-robot", "2025-03-16"),
    ("change-8-multi-functional-robot", "2025-12-17"),
    ("change-8-pakistan-rover", "2024-11-13"),
    ("change-8-pakistan-rover", "2025-02-05"),
    ("change-8-pakistan-rover", "2025-02-18"),
    ("change-8-pakistan-rover", "2026-08"),
    ("change-8-micro-rovers", "2025-01-24"),
    ("change-8-imaging-system", "2025-12-04"),
    ("change-8-plasma-dust-sensor", "2026-02-10"),
]

# payload: (statuses that the sources bear out, year of the latest evidence)
PAYLOAD_STATUS: dict[str, tuple[set[str], str]] = {
    "change-4-klcp": ({"ended"}, "2019-07-31"),
    "change-4-lnd": ({"operating"}, "2022-01"),
    # Ranged by laser from orbit in a study that ended then.
    "change-6-inrri": ({"operating"}, "../2024-12"),
    "change-7-rashid-2": ({"did-not-fly"}, "202"),
    "change-7-negative-ion-analyser": ({"did-not-fly", "proposed"}, "202"),
    "change-7-match": ({"delivered"}, "2025-08-30"),
    "change-8-multi-functional-robot": ({"in-development"}, "2025-12"),
    "change-8-pakistan-rover": ({"in-development"}, "2025"),
    "change-8-micro-rovers": ({"in-development"}, "2025-12-18"),
    "change-8-laser-reflector": ({"selected"}, "2025-04-24"),
    "change-8-neutron-analyzer": ({"selected", "in-development"}, "2025"),
    "change-8-imaging-system": ({"in-development"}, "2025-12-04"),
    "change-8-plasma-dust-sensor": ({"selected", "in-development"}, "2026-02-10"),
    "change-8-ion-neutral-analyzer": ({"selected", "in-development"}, "2026-02-10"),
    "change-8-potential-monitor": ({"in-development"}, "2025-11-22"),
}

# (payload, low, high, uncertainty)
RESULT_FIGURES: list[tuple[str, str, str, str | None]] = [
    ("change-4-lnd", "13.2", "13.2", "1"),
    ("change-4-lnd", "3.1", "3.1", "0.5"),
    ("change-4-lnd", "60", "60", None),
    ("change-4-lnd", "1369", "1369", None),
    ("change-4-lnd", "9", "368", None),
    ("change-4-lnd", "64.7", "76.7", None),
]

PAPER_DOIS: dict[str, set[str]] = {
    "change-4-lnd": {
        "10.1126/sciadv.aaz1334",
        "10.1007/s11214-020-00725-3",
        "10.3389/fspas.2022.974946",
        "10.1126/sciadv.abk1760",
    },
    "change-4-asan": {
        "10.1007/s11214-020-00691-w",
        "10.3847/2041-8213/ac34f3",
        "10.11728/cjss2022.01.20220113",
        "10.3847/2041-8213/ad1687",
        "10.5194/epsc2024-238",
    },
    "change-4-ncle": {"10.1029/2023RS007906"},
    "change-6-nils": {"10.5194/egusphere-egu25-11607"},
}

# On the stage that carried 4M, not on 4M itself.
IMPACT_PAPER_DOI: str = "10.3847/PSJ/acffb8"

# Believed by somebody and seen in no source.
UNVERIFIED_DOIS: set[str] = {
    "10.1016/j.pss.2020.104970",
    "10.1016/j.pss.2018.02.011",
    "10.3847/2041-8213/abbccc",
}

# --- International Lunar Research Station ---------------------------------------------------------------------

# country code: (relation, evidence or None, day of the first instrument)
NATIONAL: dict[str, tuple[str, str | None, str | None]] = {
    "CN": ("initiator", None, None),
    "RU": ("signatory", "signing-party", "2021-03-09"),
    "VE": ("signatory", "signing-party", "2023-07-17"),
    "ZA": ("signatory", "signing-party", "2023-09-01"),
    "AZ": ("signatory", "press", "2023-10-03"),
    "PK": ("signatory", "press", "2023-10-18"),
    "BY": ("signatory", "press", "2023-10-23"),
    "EG": ("signatory", "press", "2023-12-06"),
    "TH": ("signatory", "press", "2024-04-05"),
    "NI": ("signatory", "press", "2024-04-24"),
    "RS": ("signatory", "press", None),
    "KZ": ("signatory", "press", "2024-07-03"),
    # Its agency's own communique was read as a reprint only.
    "SN": ("signatory", "press", "2024-09-05"),
    "TR": ("applicant", "unconfirmed", None),
    "BH": ("named", "unconfirmed", None),
    "AE": ("named", None, None),
    "BO": ("named", "official-list", None),
    "DJ": ("named", "official-list", None),
    "ET": ("named", "official-list", None),
    "AR": ("named", None, None),
    "BR": ("named", None, None),
    "IR": ("linked", None, None),
    "PE": ("linked", None, None),
}

# institution: (level, day of an instrument)
BELOW_NATIONAL: dict[str, tuple[str, str | None]] = {
    "apsco": ("organisation", "2023-04-25"),
    "arab-union-for-astronomy-and-space-sciences": ("organisation", "2024-04-24"),
    "nanospace": ("institution", None),
    "iloa": ("institution", None),
    "narit": ("institution", "2023-09-25"),
    "university-of-sharjah": ("institution", "2023-11-14"),
    "adriatic-aerospace-association": ("institution", "2023-11-24"),
    "cnu-nicaragua": ("institution", None),
    "ssgi": ("institution", "2024-04-05"),
    "kenya-aist": ("institution", "2024-04-08"),
    "astronomical-observatory-of-belgrade": ("institution", "2024-09-05"),
    "spacetalk": ("institution", "2024-09-05"),
    "orbital-space": ("institution", "2024-09-05"),
    "cenacep": ("institution", "2024-09-05"),
    "ubl": ("institution", "2024-09-05"),
    "nust": ("institution", "2024-09-05"),
    "belt-and-road-association-for-science-and-technology": (
        "institution",
        "2024-09-05",
    ),
    "sarao": ("institution", "2024-09-05"),
    "fsda": ("institution", "2024-09-05"),
    "africa-business-alliance": ("institution", "2024-09-05"),
    "oman-lens": ("institution", "2024-12-02"),
}

# Nobody names the body there.
PLACES_ONLY: list[str] = ["Kyrgyzstan", "Sri Lanka"]

# (country code, a name that the steps must carry, as signatory or counterpart)
SIGNERS: list[tuple[str, str]] = [
    ("RU", "Rogozin"),
    ("RU", "Zhang Kejian"),
    ("VE", "Jim"),
    ("ZA", "Mudau"),
    ("ZA", "Chen Xiaodong"),
    ("AZ", "Asadov"),
    ("AZ", "Li Guoping"),
    ("PK", "Moin ul Haque"),
    ("BY", "Gusakov"),
    ("EG", "Sedky"),
    ("TH", "Permsuk"),
    ("TH", "Xu Zhanbin"),
    ("SN", "Kaire"),
]

# Through 1 January 2024, by level and group, as the evidence above has it.
AS_OF_2024: dict[tuple[str, str], int] = {
    ("national", "signed"): 8,
    ("national", "named"): 3,
    ("organisation", "signed"): 1,
    ("institution", "signed"): 5,
}

# Chang'e-8 partners and the ILRS, through April 2025.
CHANGE_8_TALLY: dict[str, set[str]] = {
    "signed-by-party": {"RU", "ZA"},
    "signed-by-press": {"EG", "PK", "TH"},
    "unconfirmed": {"TR"},
    "named-once": {"BH"},
    "linked": {"IR", "PE"},
    "region-of-initiator": {"HK"},
    "none-found": {"IT"},
}

# (day or month of the statement, lowest number); an interview was given around 20 July 2024.
ILRS_TOTALS: list[tuple[str, int]] = [
    ("2023-10", 15),
    ("2023-10-26", 7),
    ("2024-04-05", 9),
    ("2024-04-24", 10),
    ("2024-05-28", 12),
    ("2024-07-03", 12),
    ("2024-09-05", 17),
    ("2024-09-05", 40),
    ("2025-04-23", 17),
    ("2025-04-23", 50),
    ("2025-04-29", 13),
    ("2024-07-20~", 500),
    ("2024-07-20~", 5000),
]

# States that had signed by the day, China and Russia left out.
COUNTED_BESIDE_ROSCOSMOS: dict[str, int] = {"2024-05-28": 9, "2025-04-29": 11}

ILRS_MILESTONES: list[str] = [
    "2019-07-22",
    "2021-03-09",
    "2021-04-23",
    "2021-06-16",
    "2022-11-25",
    "2023-04-25",
    "2024-04-25",
    "2025-04-23",
    "2025-05-08",
    "2025-07-07",
]

ARTEMIS_ACCORDS: dict[str, str] = {
    "TH": "2024-12-16",
    "SN": "2025-07-24",
    "BH": "2022-03-02",
    "AE": "2020-10-13",
    "PE": "2024-05-30",
    "BD": "2025-04-08",
    "CH": "2024-04-15",
    "PA": "2024-12-11",
    "OM": "2026-01-26",
    "US": "2020-10-13",
    "IT": "2020-10-13",
    "LU": "2020-10-13",
    "BR": "2021-06-15",
    "PL": "2021-10-26",
    "FR": "2022-06-07",
    "SA": "2022-07-14",
    "ES": "2023-05-30",
    "AR": "2023-07-27",
    "DE": "2023-09-14",
    "NL": "2023-11-01",
    "SE": "2024-04-16",
    "RS": "2026-06-25/2026-08",
    "TR": "2026-08-31",
}
# Who signed for the ILRS too, by a day.
SIGNED_BOTH: dict[str, list[str]] = {
    "2024-12-15": [],
    "2025-07-01": ["TH"],
    "2025-07-24": ["SN", "TH"],
    "2026-01-31": ["SN", "TH"],
}

# --- Institutions ---------------------------------------------------------------------------------------------

# Institutions that the register does not hold, searched by name and acronym in its state of 23 June 2026.
NOT_IN_REGISTER: list[str] = [
    *("suparco", "istvs", "star-vision", "bahrain-space-agency"),
    *("iranian-space-agency", "apsco", "naoc", "isispace", "luxspace", "iloa"),
    *("ist-islamabad", "fsda", "ssgi", "kenya-aist", "ubl", "abae", "azercosmos"),
    *("dsel", "sast", "hksrec"),
]

# (ROR id, Wikidata id, founding year)
REGISTER: dict[str, tuple[str, str | None, str | None]] = {
    "kiel-university": ("04v76ef78", "Q156737", "1665"),
    "irf": ("043kppn11", "Q4356777", "1957"),
    "radboud-university": ("016xsfp80", "Q632004", "1923"),
    "astron": ("000k1q888", "Q751860", "1949"),
    "kacst": ("05tdz6m39", "Q6411201", "1977"),
    "nssc": ("02nnjtm50", "Q15909358", "1958"),
    "hit": ("01yqg2h08", "Q632558", "1920"),
    "dlr": ("04bwf3e34", "Q157332", "1969"),
    "hkust": ("00q4vv597", "Q1333303", "1991"),
    "polyu": ("0030zas98", "Q1187271", "1937"),
    "university-of-hong-kong": ("02zhqgq86", "Q15568", "1911"),
    "sansa": ("02epph894", "Q613057", "2010"),
    "metu": ("014weej12", "Q756126", "1956"),
    "zhejiang-university": ("00a2xv884", "Q197543", "1897"),
    "sarao": ("022j2n646", None, None),
    "conida": ("039vhkg84", "Q15909864", "1974"),
    "infn-lnf": ("049jf1a25", "Q19572223", "195"),
    "roscosmos": ("04abg5t05", "Q190795", None),
    "iki": ("04ryvdf08", "Q1433237", "1965"),
    "mhesi": ("03cqd2v24", "Q63555964", "2019"),
    "narit": ("027rw9342", "Q6633860", "200"),
    "egyptian-space-agency": ("02r28hc23", "Q116007025", "2018"),
    "cnsa": ("004vanv95", "Q320644", "1993"),
    "esa": ("03wd9za21", "Q42262", "1975"),
    "cnes": ("04h1h0y33", "Q48756", "1961"),
    "pmod-wrc": ("02gtrqv93", "Q58387189", "1907"),
    "mahidol-university": ("01znkr924", "Q626804", "1943"),
}

NATIVE_NAMES: dict[str, set[str]] = {
    "kiel-university": {"Christian-Albrechts-Universität zu Kiel"},
    "irf": {"Institutet för rymdfysik"},
    "kacst": {"مدينة الملك عبد العزيز للعلوم والتقنية"},
    "nssc": {"国家空间科学中心"},
    "hit": {"哈尔滨工业大学"},
    "polyu": {"香港理工大學"},
    "hkust": {"香港科技大學"},
    "metu": {"Orta Doğu Teknik Üniversitesi"},
    "zhejiang-university": {"浙江大学"},
    "conida": {"Comisión Nacional de Investigación y Desarrollo Aeroespacial"},
    "iki": {"Институт космических исследований"},
    "mhesi": {"กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม"},
    "narit": {"สถาบันวิจัยดาราศาสตร์แห่งชาติ (องค์การมหาชน)"},
    "bahrain-space-agency": {
        "National Space Science Agency",
        "الهيئة الوطنية لعلوم الفضاء",
    },
    "egyptian-space-agency": {"وكالة الفضاء المصرية"},
    "iranian-space-agency": {"سازمان فضایی ایران"},
    "cnsa": {"国家航天局"},
    "roscosmos": {"Russian Federal Space Agency", "Федеральное космическое агентство"},
    "university-of-hong-kong": {"Hong Kong University"},
    "university-of-sharjah": {"جامعة الشارقة"},
}

# --- Disagreements --------------------------------------------------------------------------------------------

# Records that the list of differences must name.
DIFFERING_PAYLOADS: list[str] = [
    "change-4-asan",
    "change-8-radio-array",
    "change-8-micro-rovers",
    "change-6-dorn",
    "change-7-match",
]
DIFFERING_MISSIONS: list[str] = ["change-4", "change-8"]
DIFFERING_PARTICIPANTS: list[str] = ["AE", "TR", "BH", "KZ"]
