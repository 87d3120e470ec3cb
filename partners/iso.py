"""ISO 3166-1, from pycountry: which two letters are a country or region at all."""

import pycountry


def is_country_code(code: str) -> bool:
    """Tell whether ``code`` is an assigned alpha-2 code in capitals."""
    return len(code) == 2 and code.isupper() and pycountry.countries.get(alpha_2=code) is not None
