"""ISO 3166-1 from pycountry, and what countries are called in other languages from CLDR, by Babel."""

import pycountry
from babel import Locale

SEARCHED_LANGUAGES = ("zh_Hans", "zh_Hant", "th", "ar", "ru", "tr", "es")


def is_country_code(code: str) -> bool:
    """Return whether ``code`` is an assigned alpha-2 code in capitals."""
    return (
        len(code) == 2
        and code.isupper()
        and pycountry.countries.get(alpha_2=code) is not None
    )


def country_name(code: str) -> str:
    """Return the name of a country or region by its alpha-2 code, the common one where ISO 3166-1 gives it too.

    It is for what the catalogue has no record of: the names of records are reviewed.
    """
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name)


def names_in_other_languages(code: str) -> list[str]:
    """Return the names of a country in other languages, for search only: the displayed name is reviewed."""
    names = []
    for language in SEARCHED_LANGUAGES:
        territories = Locale.parse(language).territories
        if code in territories:
            names.append(territories[code])
    return names
