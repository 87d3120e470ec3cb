import records.operations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0012_terms_of_positions'),
    ]

    operations = [
        records.operations.ChangeTerms(
            vocabulary='programme-kind',
            terms=['project', 'principles'],
        ),
    ]
