"""What is said of a country or region that has an ISO code and no record in the catalogue."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from partners.iso import country_name, is_country_code
from partners.models import evidence_through
from sources.models import Source

# The types of record whose sources could tell of a payload, by name: they belong to packages above this one.
ON_PAYLOADS = ("payload", "mission", "spacecraft")


@dataclass
class AbsentCountry:
    """A country or region without a record, and the latest sources by which nothing was found of it.

    ``on_payloads`` is the latest on payloads and their missions, ``on_ilrs`` the latest on participation in the ILRS;
    each is ``None`` where no source is dated. An institution that provides or takes part has its country recorded, so
    that a country without a record has neither a payload nor a participation.
    """

    code: str
    name: str
    on_payloads: Source | None
    on_ilrs: Source | None

    @property
    def sentence(self):
        """That nothing was found, and through which days."""
        sentence = _(
            "The catalogue holds no record of %(country)s (%(code)s). %(payloads)s %(participations)s"
        )
        return sentence % {
            "country": self.name,
            "code": self.code,
            "payloads": self.payloads_sentence,
            "participations": self.participations_sentence,
        }

    @property
    def payloads_sentence(self):
        if not self.on_payloads:
            return _("No payload found in sources, counted or not.")
        sentence = _("No payload found in sources through %(date)s, counted or not.")
        return sentence % {"date": self.on_payloads.published_words}

    @property
    def participations_sentence(self):
        if not self.on_ilrs:
            return _(
                "No participation in the ILRS found in sources, of its own or of an institution."
            )
        sentence = _(
            "No participation in the ILRS found in sources through %(date)s, of its own or of an institution."
        )
        return sentence % {"date": self.on_ilrs.published_words}


def absent_country(code):
    """Return the ``AbsentCountry`` of an ISO code without a record; ``None`` for what is no code. Two queries."""
    if not is_country_code(code):
        return None
    on_payloads = Source.objects.latest_on(*ON_PAYLOADS).first()
    return AbsentCountry(code, country_name(code), on_payloads, evidence_through())


def unknown_code(code):
    """Return the sentence on a code that is none of ISO 3166-1."""
    sentence = _(
        "“%(code)s” is not an ISO 3166-1 code of a country or region, like TR or HK."
    )
    return sentence % {"code": code[:20]}
