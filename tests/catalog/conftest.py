import shutil
from pathlib import Path

import pytest

from catalog.loading import load


class Catalogue:
    """A folder of catalogue files that a test edits as a curator would."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

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
        return {str(path.relative_to(self.folder)): path.read_text(encoding="utf-8") for path in paths}

    def load(self, **options):
        return load(self.folder, **options)


@pytest.fixture
def catalogue(tmp_path):
    """The small catalogue of the folder beside, nine records, in a folder of the test's own."""
    return Catalogue(Path(shutil.copytree(Path(__file__).parent / "small", tmp_path / "fixtures")))


@pytest.fixture
def loaded(catalogue):
    """The small catalogue, loaded once."""
    catalogue.load()
    return catalogue
