"""A small catalogue of nine records, in the folder beside, that tests load and edit as a curator would."""

import shutil
from pathlib import Path

import pytest
from django.db import transaction

from exchange.loading import load


class Catalogue:
    """A folder of catalogue files that a test edits as a curator would."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name, old, new):
        """Replace the first piece of text that reads ``old``."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def delete(self, name):
        (self.folder / name).unlink()

    def texts(self):
        """Return the text of each file by its name."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.folder)): path.read_text(encoding="utf-8")
            for path in paths
        }

    def load(self, **options):
        return load(self.folder, **options)


SMALL = Path(__file__).parent / "small"


@pytest.fixture
def catalogue(tmp_path):
    """The small catalogue of the folder beside, nine records, in a folder of the test's own."""
    return Catalogue(Path(shutil.copytree(SMALL, tmp_path / "fixtures")))


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker):
    """What the database holds of the small catalogue, loaded once for the module; a test's changes are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(SMALL)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(stored, catalogue):
    """The small catalogue, loaded."""
    return catalogue
