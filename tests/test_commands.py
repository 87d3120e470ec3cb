"""Commands with settings that cannot work: one sentence, an exit code, no traceback, and nothing done."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import settings as settings_module

# A database that is not there, so that no test can touch an installed catalogue.
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/nothing"


def manage(*arguments, **environment):
    """Run manage.py in a process of its own, with these settings and no others."""
    return run(settings.BASE_DIR / "manage.py", *arguments, **environment)


def run(script, *arguments, **environment):
    """Run a script, or one that a package installs, in a process of its own with these settings and no others."""
    if script == "gunicorn":
        script = Path(sys.executable).parent / script
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "LANG", "SYSTEMROOT")
    }
    return subprocess.run(  # noqa: S603 - runs this project's own command
        [sys.executable, script, *arguments],
        cwd=settings.BASE_DIR,
        env=kept
        | {"SECRET_KEY": "for-this-test", "DATABASE_URL": NO_DATABASE}
        | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            "DATABASE_URL",
            "catalogue.sqlite3",
            "it must be like postgresql://user:password@host:5432/name (PostgreSQL)",
        ),
        ("PORT", "http", "PORT is 'http'; it must be a port number from 1 to 65535."),
        (
            "HSTS_PRELOAD",
            "perhaps",
            "HSTS_PRELOAD is 'perhaps'; it must be true or false.",
        ),
        ("API_RATE", "many", "API_RATE is 'many'; it must be like 600/minute."),
        (
            "DOWNLOAD_RATE",
            "9",
            "DOWNLOAD_RATE is '9'; it must be like 60/minute.",
        ),
        (
            "NUM_PROXIES",
            "-1",
            "NUM_PROXIES is -1; it must be the number of reverse proxies in front of the application, 0 or more.",
        ),
        (
            "WORKERS",
            "0",
            "WORKERS is 0; it must be the number of processes that serve, 1 or more.",
        ),
        (
            "DATABASE_TIMEOUT",
            "0",
            "DATABASE_TIMEOUT is 0; it must be a whole number of seconds, 1 or more.",
        ),
        (
            "PORT",
            "70000",
            "PORT is 70000; it must be a port number from 1 to 65535.",
        ),
        (
            "CACHE_URL",
            "file:///tmp",
            "it must be like redis://host:6379/0 or memcached://host:11211, or unset.",
        ),
        (
            "SITE_URL",
            "example.org",
            "SITE_URL is 'example.org'; it must be the site's address without a path",
        ),
    ],
)
def test_a_wrong_setting_ends_a_command_with_a_sentence(name, value, told):
    done = manage("check", **{name: value})

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Configuration: ")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


SECRETS = ["curator", "tranquility", "se/cret", "cret", "12345"]


def tells_no_secret(text):
    return not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize(
    "url",
    [
        "curator:tranquility@db/catalogue",
        "postgres//curator:tranquility@db:5432/catalogue",
        "curator://tranquility@db:5432/catalogue",
        "postgresql://curator:tranquility@db:port/catalogue",
        "postgresql://curator:tranquility@db:123456/catalogue",
        "postgresql://curator:tranquility@[db/catalogue",
        "postgresql://curator:tranquility@db",
        "postgresql://curator:tranquility/se@db/catalogue",
        "postgresql://curator:12345/cret@db/catalogue",
        "postgresql://curator:12345?cret@db/catalogue",
        "postgresql://curator:12345#cret@db/catalogue",
        "mysql://curator:tranquility@db:3306/catalogue",
        "sqlite://curator:tranquility@db/catalogue",
    ],
)
def test_a_malformed_database_address_is_refused_without_its_password(url):
    done = manage("check", DATABASE_URL=url)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Configuration: DATABASE_URL ")
    assert "must be like postgresql://user:password@host:5432/name" in done.stderr
    assert done.stderr.count("\n") == 1
    assert tells_no_secret(done.stderr)


@pytest.mark.parametrize(
    "url",
    [
        "curator:tranquility@cache:6379",
        "http://curator:tranquility@cache:6379/0",
        "redis://curator:tranquility@cache:port/0",
        "redis://curator:tranquility@:6379/0",
        "redis://curator:tranquility@[cache:6379/0",
        "redis://curator:tranquility@cache:6379/cret",
        "redis://curator:12345/cret@cache:6379/0",
        "redis://curator:12345?cret@cache:6379/0",
        "redis://curator:12345#cret@cache:6379/0",
        "redis://cache:6379/0,curator:tranquility@cache",
        "memcached://curator:tranquility@cache:11211",
        "memcached://cache:tranquility",
        "memcached://",
    ],
)
def test_a_malformed_cache_address_is_refused_without_its_password(url):
    done = manage("check", CACHE_URL=url)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Configuration: CACHE_URL cannot be read (")
    assert "must be like redis://host:6379/0 or memcached://host:11211" in done.stderr
    assert done.stderr.count("\n") == 1
    assert tells_no_secret(done.stderr)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("DATABASE_URL", "postgresql://curator:tranquility@db:cret/catalogue"),
        ("CACHE_URL", "redis://curator:tranquility@cache:cret/0"),
    ],
)
def test_the_server_tells_no_password_of_a_malformed_address(name, url):
    """As ``make run`` starts it; its workers print the whole error."""
    done = run("gunicorn", "--bind", "127.0.0.1:0", "config.wsgi", **{name: url})

    assert done.returncode == 3
    assert f"django.core.exceptions.ImproperlyConfigured: {name} cannot" in done.stderr
    assert "During handling" not in done.stderr
    assert "direct cause" not in done.stderr
    assert tells_no_secret(done.stderr)


def test_a_database_that_does_not_answer_is_told_in_a_sentence():
    done = manage("migrate")

    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer (")
    assert done.stderr.endswith(
        "Check DATABASE_URL, and that its server runs and accepts this user.\n"
    )
    assert done.stderr.count("\n") == 1


def test_a_warning_of_ours_is_a_line_of_the_log():
    ask_twice = """
from django.test import Client
client = Client(SERVER_NAME="127.0.0.1", headers={"X-Forwarded-For": "192.0.2.1"})
print([client.get("/healthz").status_code for _ in range(2)])
"""

    done = manage("shell", "--no-imports", "-c", ask_twice)

    assert done.stdout == "[200, 200]\n"
    [line] = [line for line in done.stderr.splitlines() if "WARNING" in line]
    assert " WARNING web.middleware A request came through a proxy (it carries" in line


def test_serving_at_an_address_of_another_machine_is_refused():
    # Kept for documents (RFC 5737), so that no machine has it.
    done = manage("serve", LISTEN="203.0.113.9", PORT="8001")

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: 203.0.113.9 cannot be listened on")
    assert "LISTEN must be an IPv4 address of this machine" in done.stderr


def test_serving_on_a_taken_port_is_refused_before_anything_is_done():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        done = manage("serve", PORT=port)

    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"CommandError: Port {port} is taken by another program. Choose one: make run PORT=8001\n"
    )


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An empty folder for var/ and no SECRET_KEY, outside debugging."""
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setattr(settings_module, "VAR_DIR", tmp_path)
    monkeypatch.setattr(settings_module, "DEBUG", False)
    return monkeypatch


@pytest.mark.parametrize(
    ("url", "backend", "location"),
    [
        ("", "LocMemCache", "answers"),
        ("redis://cache:6379/0", "RedisCache", "redis://cache:6379/0"),
        ("rediss://:tran%2Fquility@cache", "RedisCache", None),
        ("redis://[::1]:6379/2?protocol=3", "RedisCache", None),
        ("redis://first:6379,redis://second:6379", "RedisCache", None),
        ("memcached://cache:11211", "PyMemcacheCache", "cache:11211"),
        ("memcached://a.example,b-2:11211", "PyMemcacheCache", "a.example,b-2:11211"),
        ("memcached:///run/memcached.sock", "PyMemcacheCache", "/run/memcached.sock"),
    ],
)
def test_answers_are_kept_where_the_environment_says(
    environment, url, backend, location
):
    environment.setenv("CACHE_URL", url)

    cache = settings_module.read_cache("answers", 256)

    server = cache["OPTIONS"].get("server", cache["BACKEND"])
    assert server.endswith(f".{backend}")
    assert cache["LOCATION"] == (location or url)


def test_without_a_secret_key_start_up_ends(environment):
    with pytest.raises(
        ImproperlyConfigured,
        match=r"SECRET_KEY is not set\. Set it to a long random text",
    ):
        settings_module.read_secret_key()


def test_an_empty_secret_key_is_none(environment, tmp_path):
    environment.setenv("SECRET_KEY", "")
    (tmp_path / "secret-key").write_text("\n")

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        settings_module.read_secret_key()


def test_the_secret_key_is_the_environments_else_the_one_written_once(
    environment, tmp_path
):
    (tmp_path / "secret-key").write_text("from the file\n")
    assert settings_module.read_secret_key() == "from the file"

    environment.setenv("SECRET_KEY", "from the environment")

    assert settings_module.read_secret_key() == "from the environment"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.mkdir(), "Is a directory"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00secret"), "it is not a text"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    ],
    ids=["folder", "bytes", "loop"],
)
def test_a_secret_key_that_cannot_be_read_is_told_in_a_sentence(
    environment, tmp_path, make, reason
):
    make(tmp_path / "secret-key")

    with pytest.raises(ImproperlyConfigured) as refused:
        settings_module.read_secret_key()

    assert str(refused.value) == (
        f"The key in {tmp_path / 'secret-key'} cannot be read ({reason}). Let the user that runs the catalogue read "
        "it, delete it so that 'make run' writes another, or set SECRET_KEY."
    )
    assert refused.value.__suppress_context__


def test_a_secret_key_of_another_user_is_told_in_a_sentence(
    environment, tmp_path, monkeypatch
):
    """Root may read every file, so that the refusal is the operating system's in name only."""

    def refuse(path, **options):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_text", refuse)

    with pytest.raises(
        ImproperlyConfigured, match=r"cannot be read \(Permission denied\)\. Let the"
    ):
        settings_module.read_secret_key()


def test_only_debugging_has_a_secret_key_of_its_own(environment):
    environment.setattr(settings_module, "DEBUG", True)

    assert settings_module.read_secret_key() == "only-for-debugging-on-this-machine"


@pytest.mark.parametrize(
    ("url", "site_url"),
    [
        ("", "http://127.0.0.1:8123"),
        ("https://catalogue.example.org/", "https://catalogue.example.org"),
        ("http://localhost:9000", "http://localhost:9000"),
    ],
)
def test_the_sites_address_has_no_slash_at_its_end_and_is_local_by_default(
    environment, url, site_url
):
    environment.setenv("SITE_URL", url)

    assert settings_module.read_site_url(8123) == site_url


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/a",
        "https://a.b?c",
    ],
)
def test_the_sites_address_has_a_scheme_and_a_host_and_no_path(environment, url):
    environment.setenv("SITE_URL", url)

    with pytest.raises(
        ImproperlyConfigured,
        match=r"SITE_URL is .* it must be the site's address without a path",
    ):
        settings_module.read_site_url(8000)


@pytest.mark.parametrize(
    "url", ["https://example.org/errors", "mailto:editors@example.org", ""]
)
def test_the_address_for_reports_is_a_page_or_a_mailbox(environment, url):
    environment.setenv("CONTACT_URL", url)

    assert settings_module.read_contact_url() == url


@pytest.mark.parametrize(
    "url", ["editors", "editors@example.org", "mailto:editors", "https:///errors"]
)
def test_another_address_for_reports_is_refused(environment, url):
    environment.setenv("CONTACT_URL", url)

    with pytest.raises(
        ImproperlyConfigured,
        match=r"CONTACT_URL is .* it must be a web address or an address like",
    ):
        settings_module.read_contact_url()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://user@host/name",
        "postgresql://host",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite://var/catalogue.sqlite3",
    ],
)
def test_another_database_or_one_without_a_name_is_refused(environment, url):
    environment.setenv("DATABASE_URL", url)

    with pytest.raises(
        ImproperlyConfigured,
        match=r"DATABASE_URL must be like postgresql://user:password@host:5432/na",
    ):
        settings_module.read_database()


def test_the_database_is_the_file_unless_an_address_is_given(environment, tmp_path):
    environment.delenv("DATABASE_URL", raising=False)
    without = settings_module.read_database()

    environment.setenv("DATABASE_URL", "postgresql://curator:secret@db:5433/catalogue")
    given = settings_module.read_database()

    assert (without["ENGINE"], without["NAME"]) == (
        "web.sqlite3",
        tmp_path / "catalogue.sqlite3",
    )
    assert (
        given["ENGINE"],
        given["NAME"],
        given["HOST"],
        given["PORT"],
        given["USER"],
    ) == (
        "django.db.backends.postgresql",
        "catalogue",
        "db",
        5433,
        "curator",
    )


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////srv/catalogue.sqlite3", Path("/srv/catalogue.sqlite3")),
        ("sqlite:///var/trial.sqlite3", settings.BASE_DIR / "var/trial.sqlite3"),
    ],
)
def test_another_file_can_be_the_database(environment, url, path):
    environment.delenv("DATABASE_URL", raising=False)
    usual = settings_module.read_database()
    environment.setenv("DATABASE_URL", url)

    given = settings_module.read_database()

    assert given == usual | {"NAME": path}


def test_a_command_writes_to_the_file_that_the_address_names(tmp_path):
    file = tmp_path / "trial.sqlite3"

    done = manage("migrate", "-v", "0", "records", DATABASE_URL=f"sqlite:///{file}")

    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    ("chosen", "header"),
    [
        ({}, "max-age=31536000"),
        (
            {"HSTS_INCLUDE_SUBDOMAINS": "true"},
            "max-age=31536000; includeSubDomains",
        ),
        (
            {"HSTS_INCLUDE_SUBDOMAINS": "true", "HSTS_PRELOAD": "true"},
            "max-age=31536000; includeSubDomains; preload",
        ),
        ({"SITE_URL": "http://127.0.0.1:8000", "HSTS_PRELOAD": "true"}, "None"),
    ],
)
def test_https_binds_other_hosts_only_by_choice(chosen, header):
    ask = """
from django.test import Client
client = Client(SERVER_NAME="127.0.0.1", headers={"X-Forwarded-Proto": "https"})
print(client.get("/healthz", secure=True).headers.get("Strict-Transport-Security"))
"""
    site = {"SITE_URL": "https://catalogue.example.org"}

    done = manage("shell", "--no-imports", "-c", ask, **site | chosen)

    assert done.stdout == f"{header}\n"


def test_the_checks_for_deployment_find_nothing():
    done = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SITE_URL="https://catalogue.example.org",
        SECRET_KEY="0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (3 silenced).\n"


def test_an_empty_setting_means_its_default():
    done = manage("diffsettings", PORT="", DEBUG="", SITE_URL="", ALLOWED_HOSTS="")

    told = dict(line.split(" = ", 1) for line in done.stdout.splitlines())
    assert told["PORT"].split() == ["8000", "###"]
    assert told["SITE_URL"].split() == ["'http://127.0.0.1:8000'", "###"]
    assert told["ALLOWED_HOSTS"] == "['127.0.0.1', '127.0.0.1', 'localhost', '[::1]']"
    assert "DEBUG" not in told
