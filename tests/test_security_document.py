"""SECURITY.md promises what the settings hold, and names no setting that there is not."""

import re

import pytest
from django.conf import settings

TEXT = (settings.BASE_DIR / "SECURITY.md").read_text(encoding="utf-8")
README = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        (r"after (\d+) wrong passwords", settings.AXES_FAILURE_LIMIT),
        (
            r"refused for (\d+) minutes",
            settings.AXES_COOLOFF_TIME.total_seconds() / 60,
        ),
        (r"ends after (\d+) hours", settings.SESSION_COOKIE_AGE / 60 / 60),
        (r"make (\d+) answers a minute", int(settings.API_RATE.split("/")[0])),
        (r"have (\d+) pages", int(settings.PAGE_RATE.split("/")[0])),
        (r"and (\d+) downloads", int(settings.DOWNLOAD_RATE.split("/")[0])),
    ],
)
def test_numbers_are_those_of_the_settings(promise, kept):
    [number] = re.findall(promise, TEXT)

    assert int(number) == kept


def test_every_setting_that_is_named_is_in_the_table_of_the_readme():
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+|DEBUG)`", TEXT))

    assert named >= {"CONTACT_URL", "NUM_PROXIES", "SITE_URL", "SECRET_KEY"}
    settings_table = [
        line.split(" | ")[0] for line in README.splitlines() if line.startswith("| `")
    ]
    described = set(re.findall(r"`([A-Z_]+)`", " ".join(settings_table)))
    assert not named - described


def test_who_reports_learns_where_to_in_private():
    reporting = TEXT.split("\n## ")[1]

    assert reporting.startswith("Reporting a vulnerability")
    assert "`CONTACT_URL`" in reporting
    assert "write to the maintainers of the repository in private" in reporting
    assert "[SECURITY.md](SECURITY.md)" in README


def test_limits_in_the_readme_are_those_of_the_settings():
    rates = (settings.API_RATE, settings.PAGE_RATE, settings.DOWNLOAD_RATE)
    api, pages, downloads = (int(rate.split("/")[0]) for rate in rates)
    text = " ".join(README.split())

    assert pages == api
    assert (
        f"may have {api} answers a minute made, as many pages, and {downloads} downloads"
        in text
    )
    for name, rate in (("API_RATE", rates[0]), ("PAGE_RATE", rates[1])):
        [row] = [line for line in README.splitlines() if line.startswith(f"| `{name}`")]
        assert f"`{rate}`" in row.rsplit("|", 2)[1]
