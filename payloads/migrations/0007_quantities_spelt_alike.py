from django.db import migrations

from records.operations import derive_figures, spell_quantities

MODELS = ["payloads.Specification", "payloads.ResultFigure"]


class Migration(migrations.Migration):
    """A quantity has one name, which the next migration requires; months and years are compared with days."""

    dependencies = [("payloads", "0006_outcomes_of_plans")]

    operations = [
        spell_quantities(MODELS),
        derive_figures(MODELS, ["mo", "a"]),
    ]
