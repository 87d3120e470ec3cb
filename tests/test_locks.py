"""The lock files name all that is installed by version and digest, and nothing that changes with the place."""

import re
import subprocess
from importlib.metadata import distribution

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = settings.BASE_DIR

each_lock = pytest.mark.parametrize("name", ["requirements", "requirements-dev"])


def chosen(name):
    """Return the packages of a list that people edit: the version of each by its name."""
    versions = {}
    for line in (ROOT / f"{name}.txt").read_text().splitlines():
        if not line.startswith("#"):
            package, version = line.split("  #")[0].strip().split("==")
            versions[canonicalize_name(package)] = version
    return versions


def locked(name):
    """Return what a lock holds of each package: its versions, each with the condition it is for and its digests."""
    packages = {}
    text = (ROOT / f"{name}.lock").read_text().replace("\\\n", "")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        pinned, *digests = re.split(r"\s+--hash=", line)
        requirement = Requirement(pinned)
        [exact] = requirement.specifier
        assert exact.operator == "==", line
        packages.setdefault(requirement.name, {})[exact.version] = (
            requirement.marker,
            digests,
        )
    return packages


def versions(packages):
    return {name: set(pinned) for name, pinned in packages.items()}


@each_lock
def test_every_chosen_package_is_locked_in_its_version(name):
    locks = versions(locked(name))

    assert {package: locks.get(package) for package in chosen(name)} == {
        package: {version} for package, version in chosen(name).items()
    }


@each_lock
def test_every_locked_package_has_digests_of_its_files(name):
    for package, pinned in locked(name).items():
        for _marker, digests in pinned.values():
            assert digests, package
            for digest in digests:
                assert re.fullmatch(r"sha256:[0-9a-f]{64}", digest)


def test_files_for_other_machines_are_locked_too():
    """A package with compiled code has a file for each of them; two would be this machine's and the source."""
    packages = locked("requirements")

    for package in ("psycopg2-binary", "orjson", "rapidfuzz"):
        [(_marker, digests)] = packages[package].values()
        assert len(digests) > 20, package


def test_what_packages_need_is_locked_too():
    packages = locked("requirements") | locked("requirements-dev")

    missing = []
    for package, pinned in packages.items():
        if not any(
            marker is None or marker.evaluate() for marker, _ in pinned.values()
        ):
            continue  # for other platforms
        for line in distribution(package).requires or []:
            need = Requirement(line)
            is_needed = need.marker is None or need.marker.evaluate({"extra": ""})
            if is_needed and canonicalize_name(need.name) not in packages:
                missing.append(f"{package} needs {need.name}")

    assert missing == []


def test_both_locks_agree():
    runtime = versions(locked("requirements"))
    development = versions(locked("requirements-dev"))

    shared = runtime.keys() & development.keys()
    assert shared
    assert {name: runtime[name] for name in shared} == {
        name: development[name] for name in shared
    }


@each_lock
def test_a_lock_names_no_index(name):
    text = (ROOT / f"{name}.lock").read_text()

    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE)
    assert not re.search(r" @ ", text)


def test_setting_up_installs_what_is_locked_and_nothing_else():
    planned = subprocess.run(
        ["make", "--dry-run", "--always-make", "setup", "var/installed-dev"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    installing = [line for line in planned.splitlines() if "pip install" in line]
    assert len(installing) == 2
    assert all(" --require-hashes " in line for line in installing)
    assert installing[0].endswith(" -r requirements.lock")
    assert installing[1].endswith(" -r requirements-dev.lock")
