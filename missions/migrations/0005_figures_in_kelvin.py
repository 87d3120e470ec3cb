from django.db import migrations

from records.operations import derive_figures


class Migration(migrations.Migration):
    """Temperatures are compared in kelvin, years in months, and two rates by an exact factor."""

    dependencies = [("missions", "0004_citations_name_fields_and_basis")]

    operations = [derive_figures(["missions.SpacecraftSpecification"], ["Cel", "a", "km/h", "uSv/d"])]
