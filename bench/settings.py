"""The settings of production on a database made for the measurement."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES

if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["NAME"] = os.environ["BENCH_SQLITE"]
