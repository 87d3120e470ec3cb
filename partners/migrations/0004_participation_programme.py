"""A participation names its programme. Those of before are all of the ILRS, which was the only programme."""

import django.db.models.deletion
from django.db import migrations, models


def name_the_ilrs(apps, schema_editor):
    """Give every participation the ILRS; make the programme where a database has participations without it."""
    participations = apps.get_model("partners", "IlrsParticipation").objects.all()
    if not participations.exists():
        return
    programmes = apps.get_model("partners", "Programme").objects
    programme = programmes.filter(slug="ilrs").first()
    if programme is None:
        name = "International Lunar Research Station"
        programme = programmes.create(
            slug="ilrs", name=name, acronym="ILRS", sort_key=name.lower(), search_text="", publication="draft"
        )
    participations.update(programme=programme)


class Migration(migrations.Migration):

    dependencies = [
        ("partners", "0003_terms_by_vocabulary"),
    ]

    operations = [
        migrations.RemoveConstraint("ilrsparticipation", "partners_ilrsparticipation_one_per_country"),
        migrations.RemoveConstraint("ilrsparticipation", "partners_ilrsparticipation_one_per_institution"),
        migrations.AddField(
            model_name="ilrsparticipation",
            name="programme",
            field=models.ForeignKey(
                help_text="The programme it takes part in.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participations",
                to="partners.programme",
            ),
        ),
        migrations.RunPython(name_the_ilrs, migrations.RunPython.noop),
    ]
