"""What the description of the API says of parameters beyond their types: examples, and those of every list."""

from drf_spectacular.contrib.django_filters import DjangoFilterExtension

# An example for each parameter that takes neither a term of a vocabulary nor a number; the same everywhere.
EXAMPLES = {
    "q": "neutron",
    "mission": "change-4",
    "payload": "change-4-lnd",
    "spacecraft": "change-4-lander",
    "institution": "irf",
    "parent": "cas",
    "source": "jia-2022",
    "record": "change-4-lnd",
    "programme": "ilrs",
    "country": "SE",
    "quantity": "mass",
    "doi": "10.1126/sciadv.aaz1334",
    "ror": "04v76ef78",
    "wikidata": "Q156737",
    "cospar_id": "2018-103A",
}
ENDINGS = {"_after": "2019-01-01", "_before": "2024-12-31", "_min": 1, "_max": 200, "as_of": "2024-01-01"}


def example(name, schema):
    """Return an example value of a parameter."""
    wanted = name.removesuffix("_not")
    terms = schema.get("enum") or schema.get("items", {}).get("enum")
    by_ending = [value for ending, value in ENDINGS.items() if wanted.endswith(ending)]
    value = terms[0] if terms else EXAMPLES.get(wanted) or by_ending[0]
    return [value] if schema.get("type") == "array" else value


class StrictFilterExtension(DjangoFilterExtension):
    """Describes the filters of a list, each with an example, and its facets."""

    target_class = "api.parameters.StrictFilterBackend"
    priority = 1

    def get_schema_operation_parameters(self, auto_schema, *args, **kwargs):
        parameters = super().get_schema_operation_parameters(auto_schema, *args, **kwargs)
        columns = auto_schema.view.filterset_class.facet_columns
        for parameter in parameters:
            parameter["example"] = example(parameter["name"], parameter["schema"])
        if columns:
            told = f"Count the results by the values of these filters, separated by commas: {', '.join(columns)}."
            parameters.append(listing("facets", told, ",".join(columns)))
        return parameters


def listing(name, description, example):
    """Return the description of a parameter that lists names."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }


# What an answer is in a format other than JSON.
FORMATS = {
    "text/csv": {"type": "string", "description": "The whole list under the filters, one line a record."},
    "application/geo+json": {"type": "object", "description": "A FeatureCollection of places on the Moon."},
    "application/ld+json": {"type": "object", "description": "The record with its type and its context."},
}


def describe_formats(result, generator, request, public):
    """Add to every operation what ``fields`` does and what other formats answer: a hook of drf-spectacular."""
    for path, operations in result["paths"].items():
        if "/schema/" in path:
            continue
        told = listing("fields", "Answer these fields of each record only, separated by commas.", "url")
        operations["get"].setdefault("parameters", []).append(told)
        content = operations["get"]["responses"]["200"]["content"]
        for media_type in FORMATS.keys() & content.keys():
            content[media_type] = {"schema": FORMATS[media_type]}
    return result
