"""Write what is made from the code in docs/: two files, and the entity diagrams of a third."""

from django.conf import settings
from django.core.management.base import BaseCommand
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

from exchange.diagram import with_diagrams
from exchange.dictionary import data_dictionary
from exchange.examples import check_examples

DOCS = settings.BASE_DIR / "docs"


def texts_by_path():
    """Return the text of each file by its path."""
    description = (
        OpenApiYamlRenderer().render(SchemaGenerator().get_schema(public=True)).decode()
    )
    model = (DOCS / "model.md").read_text(encoding="utf-8")
    return {
        DOCS / "openapi.yaml": description,
        DOCS / "data-dictionary.md": data_dictionary(),
        DOCS / "model.md": with_diagrams(model),
    }


class Command(BaseCommand):
    help = "Write the description of the API, the data dictionary and the entity diagrams to docs/, from the code."

    def handle(self, **options):
        check_examples()
        for path, text in texts_by_path().items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote {path}.")
