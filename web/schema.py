"""What the OpenAPI description says beside what the code of each resource tells: examples, errors, formats.

Examples of values stand here and not in the database, so that an edit of the data never changes the description.
"""

from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.views import SpectacularAPIView

from web.examples import ANSWERS
from web.parameters import name_problems
from web.problems import InvalidParameters

ERRORS = {
    "400": ("A parameter or value that does not exist, or one given wrongly.", "There is no parameter contry."),
    "404": ("No such record, or no such page of the list.", "There is no payload “change-4-lmd”."),
    "406": ("The answer exists in none of the accepted formats.", "Could not satisfy the request Accept header."),
    "429": ("Too many requests; Retry-After says after how many seconds to ask again.", "Request was throttled."),
    "500": ("Something failed here.", "Something failed here. It is not your request's fault."),
}
TITLES = {
    "400": "Bad Request",
    "404": "Not Found",
    "406": "Not Acceptable",
    "429": "Too Many Requests",
    "500": "Internal Server Error",
}
PARAMETER_PROBLEM = {
    "type": "object",
    "required": ["parameter", "detail"],
    "properties": {
        "parameter": {"type": "string", "description": "The parameter that is refused."},
        "value": {"type": "string", "description": "Its value, shortened when very long."},
        "detail": {"type": "string", "description": "What is wrong, in a sentence."},
        "nearest": {"type": "string", "description": "The nearest valid name or value, where there is one."},
        "valid": {"type": "string", "format": "uri-reference", "description": "Where the valid values are listed."},
    },
}
PROBLEM = {
    "type": "object",
    "description": "An error as RFC 9457 has it; the same shape for every error of the API.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened, in sentences."},
        "parameters": {"type": "array", "items": PARAMETER_PROBLEM, "description": "With 400: each refused parameter."},
    },
}
# The record that each address of a detail, and the history, is shown with.
DETAILS = {
    ("citations", "id"): "payload.change-4-lnd.7492689e0e8f",
    ("announced-totals", "slug"): "change-8-projects",
    ("ilrs-participations", "slug"): "belarus",
    ("institutions", "slug"): "kiel-university",
    ("missions", "slug"): "change-4",
    ("payloads", "slug"): "change-4-lnd",
    ("sources", "slug"): "wieser-2024-asan",
    ("spacecraft", "slug"): "yutu-2",
    ("provisions", "key"): "change-4-lnd.kiel-university",
    ("results", "key"): "change-4-lnd.radiation-dose",
    ("sites", "key"): "change-4.statio-tianhe",
    ("specifications", "key"): "change-4-lnd.mass-built",
    ("vocabularies", "name"): "payload-kind",
    ("countries", "code"): "SE",
    ("changes", "record"): "payload:change-4-lnd",
}
# What is not a filter of a list.
OTHERS = {"page": 1, "page_size": 50, "format": "json", "q": "neutron"}
# An example for each parameter that takes neither a term of a vocabulary nor a number; the same everywhere.
EXAMPLES = {
    "q": "neutron",
    "name_contains": "chang",
    "title_contains": "lunar far side",
    "operator": "cnsa",
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
    "year": "2024",
    "doi": "10.1126/sciadv.aaz1334",
    "ror": "04v76ef78",
    "wikidata": "Q156737",
    "cospar_id": "2018-103A",
    "since": 1,
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

    target_class = "web.parameters.StrictFilterBackend"
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


# A field to answer with, of resources whose records have no address.
FIELDS = {"ilrs-counts": "day"}


def describe(result, generator, request, public):
    """Give every operation its errors, formats, ``fields`` and examples of its parameters and answer: a hook."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        resource = path.split("/")[3]
        if resource == "schema":
            continue
        operation = operations["get"]
        shown = FIELDS.get(resource, "url")
        told = listing("fields", "Answer these fields of each record only, separated by commas.", shown)
        operation.setdefault("parameters", []).append(told)
        for parameter in operation["parameters"]:
            if shown := DETAILS.get((resource, parameter["name"])):
                parameter["example"] = shown
            elif shown := OTHERS.get(parameter["name"]):
                parameter.setdefault("example", shown)
        content = operation["responses"]["200"]["content"]
        for media_type in FORMATS.keys() & content.keys():
            content[media_type] = {"schema": FORMATS[media_type]}
        if path in ANSWERS:
            content["application/json"]["example"] = ANSWERS[path]
        for status, (meaning, detail) in ERRORS.items():
            operation["responses"][status] = error(status, meaning, detail)
    return result


def error(status, meaning, detail):
    shown = {"type": "about:blank", "title": TITLES[status], "status": int(status), "detail": detail}
    if status == "400":
        problem = {"parameter": "contry", "value": "SE", "detail": detail, "nearest": "country"}
        shown["detail"] = problem["detail"] = f"{detail} Did you mean country?"
        shown["parameters"] = [problem]
    described = {
        "description": meaning,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}, "example": shown}},
    }
    if status == "429":
        described["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
    return described


class SchemaView(SpectacularAPIView):
    """The description; as strict with parameters as what it describes."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if problems := name_problems(request.query_params, ("format", "lang")):
            raise InvalidParameters(problems)
