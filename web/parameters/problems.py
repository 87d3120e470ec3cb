"""What is wrong with the query parameters of a request, in sentences and with the nearest valid name or value."""

from dataclasses import asdict, dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from records.text import nearest

# What lists and details take beside their filters.
PAGING = ("page", "page_size")
API_LIST = (*PAGING, "format", "fields")
API_DETAIL = ("format", "fields")

LONGEST_QUOTATION = 60


@dataclass
class ParameterProblem:
    """What is wrong with one parameter: its name, its value, a sentence, and the nearest valid one if any.

    ``valid`` is the address of the list of valid ones; without a closer one it is the description of the API.
    """

    parameter: str
    value: str
    detail: str
    nearest: str = ""
    valid: str = field(default_factory=lambda: reverse("schema"))

    def as_dict(self):
        """Return the members that are not empty, as the API answers them."""
        members = {}
        for name, value in asdict(self).items():
            # A parameter without a name is refused by its empty name.
            if value != "" or name == "parameter":
                members[name] = value
        return members


def shortened(text):
    """Return a name or value of the request as a sentence quotes it."""
    if len(text) <= LONGEST_QUOTATION:
        return text
    return f"{text[:LONGEST_QUOTATION]}…"


def name_problems(data, valid_names, repeatable=()):
    """Return the problems with the names of parameters: unknown, repeated, empty.

    ``repeatable`` are the names of those that may be given more than once.
    """
    problems = []
    for name in data:
        values = data.getlist(name)
        if name not in valid_names:
            problems.append(_unknown_parameter(name, values[-1], valid_names))
        elif len(values) > 1 and name not in repeatable:
            detail = _("%(parameter)s may be given once only.") % {"parameter": name}
            problems.append(ParameterProblem(name, shortened(values[-1]), detail))
        elif any(not value.strip() for value in values):
            detail = _("%(parameter)s is empty; leave it out or give a value.") % {
                "parameter": name
            }
            problems.append(ParameterProblem(name, "", detail))
    return problems


def _unknown_parameter(name, value, valid_names):
    quoted = shortened(name)
    suggestion = nearest(name, valid_names)
    # Each of these has a twin that ends in _not, so that one of the two says enough.
    allowed = [
        valid_name
        for valid_name in sorted(valid_names)
        if not valid_name.endswith("_not")
    ]
    if suggestion:
        sentence = _("There is no parameter %(parameter)s. Did you mean %(nearest)s?")
        detail = sentence % {"parameter": quoted, "nearest": suggestion}
    elif allowed:
        sentence = _("There is no parameter %(parameter)s. Known: %(known)s.")
        detail = sentence % {"parameter": quoted, "known": ", ".join(allowed)}
    else:
        detail = _("There is no parameter %(parameter)s. Known: none.") % {
            "parameter": quoted
        }
    return ParameterProblem(quoted, shortened(value), detail, suggestion)


def split_names(text):
    """Return the names that a parameter lists, separated by commas, each once.

    Of a text with nothing but commas the text itself is returned, so that it is refused and not ignored.
    """
    if not text:
        return []
    names = []
    for part in text.split(","):
        name = part.strip()
        if name and name not in names:
            names.append(name)
    return names or [text]


def unknown_names(parameter, names, valid_names):
    """Return the problems with the names that a parameter like ``fields`` lists."""
    problems = []
    for name in names:
        if name not in valid_names:
            problems.append(_unknown_name(parameter, name, valid_names))
    return problems


def _unknown_name(parameter, name, valid_names):
    quoted = shortened(name)
    suggestion = nearest(name, valid_names)
    if suggestion:
        sentence = _(
            "%(parameter)s has no value “%(value)s”. Did you mean %(nearest)s?"
        )
        detail = sentence % {
            "parameter": parameter,
            "value": quoted,
            "nearest": suggestion,
        }
    else:
        sentence = _("%(parameter)s has no value “%(value)s”. Known: %(known)s.")
        detail = sentence % {
            "parameter": parameter,
            "value": quoted,
            "known": ", ".join(valid_names),
        }
    return ParameterProblem(parameter, quoted, detail, suggestion)
