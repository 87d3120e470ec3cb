"""Settings. Everything that differs between installations comes from the environment (table in README.md)."""

import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# The packages of the catalogue. Each may import those before it (pyproject.toml).
CATALOGUE_APPS = [
    "records",
    "web",
    "history",
    "curation",
    "sources",
    "partners",
    "missions",
    "payloads",
    "exchange",
    "catalog",
]

env = Env()


def read(reader, name, default, expected):
    """Return the environment's value for ``name``; ``default`` when unset or empty.

    A value that cannot be read stops start-up with a sentence saying what to set.
    """
    if not env.str(name, ""):
        return default
    try:
        return reader(name, default)
    except (EnvError, ValueError):
        message = f"{name} is {env.str(name, '')!r}; it must be {expected}."
        raise ImproperlyConfigured(message) from None


def read_number(name, default, expected, least=1, most=None):
    """Return the environment's whole number for ``name``, from ``least`` to ``most``; see ``read``."""
    number = read(env.int, name, default, expected)
    if number < least or (most is not None and number > most):
        raise ImproperlyConfigured(f"{name} is {number}; it must be {expected}.")
    return number


def read_secret_key():
    """Return SECRET_KEY, else the key that ``make run`` wrote once to var/secret-key."""
    key = env.str("SECRET_KEY", "")
    if key:
        return key
    key_file = VAR_DIR / "secret-key"
    try:
        key = key_file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        key = ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "it is not a text")
        raise ImproperlyConfigured(
            f"The key in {key_file} cannot be read ({reason}). Let the user that runs the catalogue read it, delete it "
            "so that 'make run' writes another, or set SECRET_KEY."
        ) from None
    if key:
        return key
    if DEBUG:
        return "only-for-debugging-on-this-machine"
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to a long random text, or use 'make run'."
    )


def read_database():
    """Return the database that DATABASE_URL names, in PostgreSQL or a SQLite file, else the SQLite file in var/."""
    if not env.str("DATABASE_URL", ""):
        return sqlite_file(VAR_DIR / "catalogue.sqlite3")
    expected = (
        "like postgresql://user:password@host:5432/name (PostgreSQL) "
        "or sqlite:///folder/name.sqlite3 (a file), or unset (SQLite)"
    )
    # Neither the address nor the error that repeats a part of it is shown: it may hold a password.
    try:
        database = env.dj_db_url("DATABASE_URL")
    except (EnvError, ValueError):
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read (its scheme is not known, or host and port are none, or its password has a "
            f"character like / that must be written like %2F); it must be {expected}."
        ) from None
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # With two slashes the folder would be taken for a host; without a name the database would end with the process.
        if database.get("HOST") or database["NAME"] == ":memory:":
            raise ImproperlyConfigured(
                f"DATABASE_URL must be {expected}; this one names no file."
            )
        return sqlite_file(BASE_DIR / database["NAME"])
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            f"DATABASE_URL must be {expected}; this one names another kind of database."
        )
    # The password with a slash in it would be taken for the database, which error messages name.
    if not database["NAME"] or "@" in database["NAME"]:
        raise ImproperlyConfigured(
            f"DATABASE_URL must be {expected}; this one names no database, or its password has a / (to be written "
            "%2F), ? (%3F) or # (%23)."
        )
    database["CONN_MAX_AGE"] = 60
    # The server may have closed a connection since the last request.
    database["CONN_HEALTH_CHECKS"] = True
    if SERVING:
        # In milliseconds. The server gives up on its own side too, so that nothing goes on unheard.
        limit = f"-c statement_timeout={DATABASE_TIMEOUT * 1000}"
        database.setdefault("OPTIONS", {}).setdefault("options", limit)
    return database


def sqlite_file(path):
    """Return a SQLite database as several workers can use it."""
    return {
        "ENGINE": "web.sqlite3",
        "NAME": path,
        # A connection that opens the file anew reads its schema anew, which takes longer than a cached answer.
        "CONN_MAX_AGE": 60,
        # Whether the file is still there, which costs no statement.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "must_exist": SERVING,
            # How long, in seconds, the lock of another process is waited for.
            "timeout": DATABASE_TIMEOUT if SERVING else 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def read_site_url(port):
    """Return SITE_URL without a trailing slash; it is the address that readers know the catalogue by."""
    url = env.str("SITE_URL", "") or f"http://127.0.0.1:{port}"
    parts = urlsplit(url)
    has_host = parts.scheme in ("http", "https") and parts.hostname
    if not has_host or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            f"SITE_URL is {url!r}; it must be the site's address without a path, like https://catalogue.example.org."
        )
    return url.rstrip("/")


def read_contact_url():
    """Return CONTACT_URL, where error reports go; empty means that reports cannot be received yet."""
    url = env.str("CONTACT_URL", "")
    if url and not re.match(r"(https?://[^\s/]|mailto:[^\s@]+@[^\s@]+$)", url):
        raise ImproperlyConfigured(
            f"CONTACT_URL is {url!r}; it must be a web address or an address like mailto:editors@example.org."
        )
    return url


def read_rate(name, default):
    """Return a number of requests in a time, like 600/minute."""
    rate = env.str(name, "") or default
    if not re.fullmatch(r"[1-9]\d*/(second|minute|hour|day)", rate):
        raise ImproperlyConfigured(f"{name} is {rate!r}; it must be like {default}.")
    return rate


def read_cache(name, entries):
    """Return the cache ``name`` in the Redis or Memcached that CACHE_URL names, else in each process's memory.

    ``entries`` is how many the cache of a process keeps; the servers have limits of their own.
    """
    url = env.str("CACHE_URL", "")
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
            "OPTIONS": {"MAX_ENTRIES": entries},
        }
    scheme, _, address = url.partition("://")
    # A server that accepts and does not answer must not hold readers up. Several servers are separated by commas.
    if all(is_redis(server) for server in re.split("[;,]", url)):
        backend = "django.core.cache.backends.redis.RedisCache"
        location = url
        client = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    elif scheme == "memcached" and all(map(is_memcached, re.split("[;,]", address))):
        backend = "django.core.cache.backends.memcached.PyMemcacheCache"
        location = address
        client = {"connect_timeout": 0.5, "timeout": 0.5}
    else:
        # The address is not shown: it may hold a password.
        raise ImproperlyConfigured(
            "CACHE_URL cannot be read (its scheme is not known, or host and port are none, or its password has a "
            "character like / that must be written like %2F); "
            "it must be like redis://host:6379/0 or memcached://host:11211, or unset."
        )
    # The caches share one server, so that each marks its keys.
    return {
        "BACKEND": "web.caching.FallbackCache",
        "LOCATION": location,
        "KEY_PREFIX": name,
        "OPTIONS": {"server": backend, "client": client, "memory": entries},
    }


def is_redis(url):
    """Return whether an address names a Redis server; the path may be the number of one of its databases."""
    try:
        parts = urlsplit(url)
        has_server = parts.hostname and parts.port != 0
    except ValueError:
        return False
    is_number = re.fullmatch(r"/?\d*", parts.path)
    # What follows an unescaped / ? or # in a password would be taken for path, options or a mark.
    is_whole = "@" not in parts.query and not parts.fragment
    return parts.scheme in ("redis", "rediss") and has_server and is_number and is_whole


def is_memcached(server):
    """Return whether ``server`` is a host, with a port or without, or the path of a socket."""
    host = r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?"
    return re.fullmatch(rf"{host}|(unix:)?/[^\s@]+", server)


def digest_of_program():
    """Return a digest of the program, its templates, its packages and the settings that pages print.

    It is part of what answers are cached by: an answer of another program is never served.
    """
    digest = sha256(repr((SITE_URL, CATALOGUE_TITLE, CONTACT_URL, LICENCE)).encode())
    paths = [BASE_DIR / "requirements.lock"]
    for folder in (*CATALOGUE_APPS, "config", "static", "templates"):
        paths += (BASE_DIR / folder).rglob("*.*")
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(BASE_DIR).as_posix()
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


DEBUG = read(env.bool, "DEBUG", False, "true or false")
# Set by the server (config/wsgi.py), whose threads must not wait for a database as commands may.
SERVING = read(env.bool, "SERVING", False, "true or false")
SECONDS = "a whole number of seconds, 1 or more"
DATABASE_TIMEOUT = read_number("DATABASE_TIMEOUT", 3, SECONDS)
REQUEST_TIMEOUT = read_number("REQUEST_TIMEOUT", 30, SECONDS)
WORKERS = read_number("WORKERS", 2, "the number of processes that serve, 1 or more")
THREADS = read_number("THREADS", 8, "the number of threads of a process, 1 or more")
LISTEN = env.str("LISTEN", "") or "127.0.0.1"
PORT = read_number("PORT", 8000, "a port number from 1 to 65535", most=65535)
SECRET_KEY = read_secret_key()
SITE_URL = read_site_url(PORT)
CATALOGUE_TITLE = (
    env.str("CATALOGUE_TITLE", "") or "International payloads on China's lunar missions"
)
CATALOGUE_DESCRIPTION = (
    "International payloads on China's lunar missions, their providers, and participation in "
    "the International Lunar Research Station; every fact with its source."
)
CONTACT_URL = read_contact_url()
LICENCE = env.str("LICENCE", "")
RELEASE = digest_of_program()
API_RATE = read_rate("API_RATE", "600/minute")
PAGE_RATE = read_rate("PAGE_RATE", "600/minute")
DOWNLOAD_RATE = read_rate("DOWNLOAD_RATE", "60/minute")
NUM_PROXIES = read_number(
    "NUM_PROXIES",
    0,
    "the number of reverse proxies in front of the application, 0 or more",
    least=0,
)
# Both bind hosts that are none of ours, for a year and longer.
HSTS_INCLUDE_SUBDOMAINS = read(
    env.bool, "HSTS_INCLUDE_SUBDOMAINS", False, "true or false"
)
HSTS_PRELOAD = read(env.bool, "HSTS_PRELOAD", False, "true or false")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = read(env.list, "ALLOWED_HOSTS", [], "host names separated by commas")
if not ALLOWED_HOSTS:
    ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *LOCAL_HOSTS]

INSTALLED_APPS = [
    "config.apps.CatalogueAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "config.apps.SignInConfig",
    "corsheaders",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    *CATALOGUE_APPS,
]
MIDDLEWARE = [
    "web.middleware.WarnOfUnknownProxy",
    # Before what answers by itself: static files, kept answers, redirects.
    "web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before the middleware of sessions and forms, which public answers do without.
    "history.middleware.Validators",
    # After it, so that an answer is cached with its policy.
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "web.middleware.RefuseUnreadableQuery",
    "web.middleware.LimitRequests",
]
# The admin sends every row and citation of a record in one form; the largest record has several thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Everything is loaded from this site, and nothing is in the page itself: no inline script or style, no nonce.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.site",
            ],
        },
    }
]

DATABASES = {"default": read_database()}
# Counts of requests, and answers of the present revision (history/middleware.py).
CACHES = {
    "default": read_cache("default", 10_000),
    # Each answer has two entries (history/middleware.py).
    "answers": read_cache("answers", 512),
    # The newest answer of each address, for when the database does not answer; all processes share the folder.
    "kept": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "kept",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A working day: who signed in in the morning is asked again the next, also where a browser was left open.
SESSION_COOKIE_AGE = 10 * 60 * 60
# Where signing in leads unless a page of the admin asked for it.
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Wrong passwords are counted by account and address together: nobody can lock a colleague out from elsewhere.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Who tries again meanwhile does not wait longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "web.throttling.client_address"
# Who signed in when is not kept; the catalogue has a form of its own for the locks (curation/admin.py).
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SILENCED_SYSTEM_CHECKS = [
    # The sign-in page asks for the lock itself (curation/site.py), so that no other page does.
    "axes.W002",
    # Whether hosts below this one speak https, and all browsers are to know it, only who runs them can say
    # (HSTS_INCLUDE_SUBDOMAINS, HSTS_PRELOAD).
    "security.W005",
    "security.W021",
]

# The choice of a filter's field that asks for nothing.
FILTERS_EMPTY_CHOICE_LABEL = "any"

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "UTC"

# The files that hold the catalogue.
FIXTURES_DIR = BASE_DIR / "fixtures"

# The downloads of the present revision, made when they are first asked for (exchange/downloads.py).
DOWNLOADS_DIR = VAR_DIR / "downloads"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Names with a digest of the content, which caches may keep for ever; while the files are written they change too often.
STATIC_FILES_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if DEBUG:
    STATIC_FILES_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_FILES_STORAGE},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "web.log_lines.OneLine",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # That requests wait for a thread is no event.
        "waitress.queue": {"level": "ERROR"},
    },
}

if SITE_URL.startswith("https://"):
    # Health is asked for on the machine itself, without the proxy that speaks https.
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS_INCLUDE_SUBDOMAINS
    SECURE_HSTS_PRELOAD = HSTS_PRELOAD
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [SITE_URL]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["web.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": "web.pagination.PageNumberPagination",
    "DEFAULT_FILTER_BACKENDS": ["web.parameters.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "web.problems.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["web.throttling.FairUse"],
    "DEFAULT_THROTTLE_RATES": {
        "api": API_RATE,
        "pages": PAGE_RATE,
        "downloads": DOWNLOAD_RATE,
    },
    "NUM_PROXIES": NUM_PROXIES,
}
# Anyone's page may read the API and the downloads; nothing there depends on who asks.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(api|downloads)/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = [
    "ETag",
    "Link",
    "Retry-After",
    "Catalogue-Revision",
    "Content-Disposition",
]
# Written by the command makeexamples.
EXAMPLE_ANSWERS = BASE_DIR / "catalog" / "example_answers.json"
SPECTACULAR_SETTINGS = {
    "TITLE": "Lunar payload catalogue",
    "VERSION": "1",
    "DESCRIPTION": "International payloads on China's lunar missions, with the source of every fact.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "web.schema.describe",
    ],
    # drf-spectacular names a vocabulary by its field, and cannot where fields share a name but not a vocabulary: these
    # are called as in the code. The list is kept by hand, because to name all vocabularies so would rename the others.
    "ENUM_NAME_OVERRIDES": {
        "PayloadKind": "payloads.models.PayloadKind",
        "PayloadStatus": "payloads.models.PayloadStatus",
        "MissionStatus": "missions.models.MissionStatus",
        "SiteKind": "missions.models.SiteKind",
        "SpacecraftKind": "missions.models.SpacecraftKind",
        "InstitutionKind": "partners.models.InstitutionKind",
        "StepKind": "partners.models.StepKind",
        "EventKind": "records.models.EventKind",
        "NameKind": "records.models.NameKind",
        "ProgrammeKind": "partners.models.ProgrammeKind",
        "SourceKind": "sources.models.SourceKind",
        "TotalKind": "catalog.models.TotalKind",
    },
}
