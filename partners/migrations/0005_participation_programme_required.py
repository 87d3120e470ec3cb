"""The programme of a participation is required, and a party takes part once in each.

A migration of its own, because PostgreSQL alters no table in the transaction that has just updated its rows.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("partners", "0004_participation_programme"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ilrsparticipation",
            name="programme",
            field=models.ForeignKey(
                help_text="The programme it takes part in.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participations",
                to="partners.programme",
            ),
        ),
        migrations.AddConstraint(
            model_name="ilrsparticipation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "national")),
                fields=("programme", "country"),
                name="partners_ilrsparticipation_one_per_country",
                violation_error_message="This country has a participation already; add a step to it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ilrsparticipation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("institution__isnull", False)),
                fields=("programme", "institution"),
                name="partners_ilrsparticipation_one_per_institution",
                violation_error_message="This institution has a participation already; add a step to it.",
            ),
        ),
    ]
