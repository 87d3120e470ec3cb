from django.db import migrations

from records.operations import ChangeTerms


class Migration(migrations.Migration):
    """The terms of every stored vocabulary, as the tables of all apps hold them in their constraints by now."""

    # So that whatever changes a vocabulary later comes after what the apps knew of it before.
    dependencies = [
        ('catalog', '0006_terms_by_vocabulary'),
        ('history', '0002_terms_by_vocabulary'),
        ('missions', '0003_terms_by_vocabulary'),
        ('partners', '0003_terms_by_vocabulary'),
        ('payloads', '0003_terms_by_vocabulary'),
        ('sources', '0002_terms_by_vocabulary'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                ChangeTerms(
                    vocabulary='bound',
                    terms=['exactly', 'about', 'at-most', 'at-least'],
                ),
                ChangeTerms(
                    vocabulary='change-kind',
                    terms=['creation', 'correction', 'new-evidence', 'new-event', 'wording', 'deletion'],
                ),
                ChangeTerms(
                    vocabulary='confidence',
                    terms=['high', 'medium', 'low'],
                ),
                ChangeTerms(
                    vocabulary='cooperation-kind',
                    terms=['tracking', 'shared-use', 'samples', 'data', 'equipment'],
                ),
                ChangeTerms(
                    vocabulary='counts-as',
                    terms=['country', 'region', 'organisation', 'not-counted'],
                ),
                ChangeTerms(
                    vocabulary='discipline',
                    terms=['space-physics', 'radiation', 'radio-astronomy', 'geodesy', 'surface-composition', 'exosphere', 'imaging', 'robotics', 'astronomy', 'technology', 'earth-observation'],
                ),
                ChangeTerms(
                    vocabulary='event-kind',
                    terms=['call', 'agreement', 'selection', 'launch', 'landing', 'delivery', 'operation', 'data', 'end', 'construction', 'aim', 'report', 'naming', 'assessment'],
                ),
                ChangeTerms(
                    vocabulary='fact',
                    terms=['provider', 'host', 'kind', 'discipline', 'working-principle', 'objectives', 'mass', 'power', 'dimensions', 'person', 'status', 'result', 'data', 'other'],
                ),
                ChangeTerms(
                    vocabulary='finding',
                    terms=['not-published', 'not-found'],
                ),
                ChangeTerms(
                    vocabulary='host-included',
                    terms=['yes', 'no', 'unknown'],
                ),
                ChangeTerms(
                    vocabulary='ilrs-level',
                    terms=['national', 'organisation', 'institution'],
                ),
                ChangeTerms(
                    vocabulary='ilrs-step',
                    terms=['initiated', 'signed', 'entered-into-force', 'applied', 'linked', 'named', 'claimed', 'omitted', 'withdrew'],
                ),
                ChangeTerms(
                    vocabulary='institution-kind',
                    terms=['agency', 'university', 'institute', 'ministry', 'company', 'society', 'organisation', 'non-profit'],
                ),
                ChangeTerms(
                    vocabulary='measure',
                    terms=['payload-projects', 'countries-and-regions', 'international-organisations', 'countries-and-organisations', 'research-institutions', 'parties', 'researchers', 'payload-mass'],
                ),
                ChangeTerms(
                    vocabulary='mission-status',
                    terms=['planned', 'stood-down', 'in-flight', 'landed', 'operating', 'ended'],
                ),
                ChangeTerms(
                    vocabulary='name-kind',
                    terms=['as-printed', 'acronym', 'native', 'translation', 'former', 'project'],
                ),
                ChangeTerms(
                    vocabulary='paper-kind',
                    terms=['instrument', 'result', 'abstract'],
                ),
                ChangeTerms(
                    vocabulary='payload-kind',
                    terms=['particle-analyzer', 'dosimeter', 'radio-receiver', 'camera', 'imaging-spectrometer', 'retroreflector', 'plasma-or-dust-sensor', 'telescope', 'rover', 'robot', 'cubesat', 'gas-detector', 'radio-beacon', 'radiometer'],
                ),
                ChangeTerms(
                    vocabulary='payload-status',
                    terms=['proposed', 'selected', 'in-development', 'delivered', 'in-flight', 'operating', 'ended', 'did-not-fly'],
                ),
                ChangeTerms(
                    vocabulary='publication',
                    terms=['draft', 'in-review', 'published', 'withdrawn'],
                ),
                ChangeTerms(
                    vocabulary='qualifier',
                    terms=['exactly', 'more-than', 'about'],
                ),
                ChangeTerms(
                    vocabulary='rank',
                    terms=['preferred', 'alternative', 'deprecated'],
                ),
                ChangeTerms(
                    vocabulary='reading',
                    terms=['full', 'part', 'abstract', 'through-another'],
                ),
                ChangeTerms(
                    vocabulary='reliability',
                    terms=['primary', 'press', 'secondary'],
                ),
                ChangeTerms(
                    vocabulary='role',
                    terms=['lead', 'joint', 'partner', 'funder', 'supporter', 'developer'],
                ),
                ChangeTerms(
                    vocabulary='site-kind',
                    terms=['landing', 'impact', 'target', 'candidate'],
                ),
                ChangeTerms(
                    vocabulary='source-kind',
                    terms=['paper', 'abstract', 'book', 'official', 'news', 'register', 'web-page'],
                ),
                ChangeTerms(
                    vocabulary='spacecraft-kind',
                    terms=['lander', 'rover', 'orbiter', 'relay-satellite', 'microsatellite', 'ascender', 'returner', 'hopper', 'launcher-stage'],
                ),
                ChangeTerms(
                    vocabulary='stage',
                    terms=['planned', 'built', 'measured'],
                ),
                ChangeTerms(
                    vocabulary='stance',
                    terms=['supports', 'differs', 'about'],
                ),
                ChangeTerms(
                    vocabulary='total-kind',
                    terms=['counted', 'offered', 'target'],
                ),
            ],
        ),
    ]
