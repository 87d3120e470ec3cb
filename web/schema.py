"""What the OpenAPI description says beside what the code of each resource says: examples, errors, formats.

Example values of parameters are declared where the parameters are, by FilterSets and viewsets. Example answers are
those of a file that the command ``makeexamples`` writes, so that an edit of the data never changes the description.
"""

import json

from django.conf import settings
from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.views import SpectacularAPIView

from web.pagination import PAGE_SIZE
from web.parameters import name_problems
from web.problems import CONTENT_TYPE, InvalidParameters, problem

PARAMETER_PROBLEM = {
    "type": "object",
    "required": ["parameter", "detail"],
    "properties": {
        "parameter": {
            "type": "string",
            "description": "The parameter that is refused.",
        },
        "value": {
            "type": "string",
            "description": "Its value, shortened when very long.",
        },
        "detail": {"type": "string", "description": "What is wrong, in a sentence."},
        "nearest": {
            "type": "string",
            "description": "The nearest valid name or value, where there is one.",
        },
        "valid": {
            "type": "string",
            "format": "uri-reference",
            "description": "Where the valid values are listed.",
        },
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
        "parameters": {
            "type": "array",
            "items": PARAMETER_PROBLEM,
            "description": "With 400: each refused parameter.",
        },
    },
}
# What each error means, by its status.
ERRORS = {
    "400": "A parameter or value that does not exist, or one given wrongly.",
    "404": "No such record, or no such page of the list.",
    "406": "The answer exists in none of the accepted formats.",
    "429": "Too many requests; Retry-After says after how many seconds to ask again.",
    "500": "Something failed here.",
}
# Answers that cannot be asked for: the examples of the other errors are real ones.
ERROR_EXAMPLES = {
    "429": problem(429, "Request was throttled."),
    "500": problem(500, "Something failed here. It is not your request's fault."),
}
RETRY_AFTER = {"schema": {"type": "integer"}, "description": "Seconds to wait."}

EXAMPLES_OF_PARAMETERS = {"page": 1, "page_size": PAGE_SIZE, "format": "json"}
# Examples of the parameters of a range, by how they end.
EXAMPLES_OF_RANGES = {
    "_after": "2019-01-01",
    "_before": "2024-12-31",
    "_min": 1,
    "_max": 200,
}


class StrictFilterExtension(DjangoFilterExtension):
    """Describes the filters of a list, each with an example, and its facets."""

    target_class = "web.parameters.StrictFilterBackend"
    priority = 1

    def get_schema_operation_parameters(self, auto_schema, *args, **kwargs):
        parameters = super().get_schema_operation_parameters(
            auto_schema, *args, **kwargs
        )
        filterset_class = auto_schema.view.filterset_class
        for parameter in parameters:
            value = example_value(
                filterset_class, parameter["name"], parameter["schema"]
            )
            if parameter["schema"]["type"] == "array":
                value = [value]
            parameter["example"] = value
        if filterset_class.facet_columns:
            facets = filterset_class.facet_columns
            description = f"Count the results by the values of these filters, separated by commas: {', '.join(facets)}."
            parameters.append(names_parameter("facets", description, ",".join(facets)))
        return parameters


def example_value(filterset_class, parameter, schema):
    """Return an example of a value of a filter: the declared one, else a term, a record's key or a usual limit."""
    name = parameter.removesuffix("_not")
    if name in filterset_class.examples:
        return filterset_class.examples[name]
    terms = schema.get("enum") or schema.get("items", {}).get("enum")
    if terms:
        return terms[0]
    declared = filterset_class.base_filters[name]
    if hasattr(declared, "example"):
        return declared.example
    for ending, value in EXAMPLES_OF_RANGES.items():
        if name.endswith(ending):
            return value
    raise LookupError(f"{filterset_class.__name__} declares no example of {name}.")


def names_parameter(name, description, example):
    """Return the description of a parameter that lists names."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }


def describe(result, generator, request, public):
    """Give every operation its errors, formats, ``fields`` and examples of its parameters and answer.

    A hook of drf-spectacular, which hands over the whole description.
    """
    result["components"]["schemas"]["Problem"] = PROBLEM
    examples = json.loads(settings.EXAMPLE_ANSWERS.read_text(encoding="utf-8"))
    error_examples = {**examples["errors"], **ERROR_EXAMPLES}
    for path, _path_regex, _method, callback in generator.endpoints:
        # The description itself is the one answer that is no resource.
        if callback.cls is SchemaView:
            continue
        operation = result["paths"][path]["get"]
        view = callback.cls(**callback.initkwargs)
        describe_parameters(operation, view)
        describe_formats(operation, view)
        if path in examples["answers"]:
            content = operation["responses"]["200"]["content"]
            content["application/json"]["example"] = examples["answers"][path]
        for status, meaning in ERRORS.items():
            operation["responses"][status] = error_response(
                status, meaning, error_examples[status]
            )
    return result


def describe_parameters(operation, view):
    """Add the parameter ``fields`` to an operation, and examples of those that are not of a FilterSet."""
    parameters = operation.setdefault("parameters", [])
    description = "Answer these fields of each record only, separated by commas."
    parameters.append(names_parameter("fields", description, view.example_field))
    examples = EXAMPLES_OF_PARAMETERS | view.examples
    for parameter in parameters:
        if parameter["in"] == "path":
            parameter["example"] = view.example_key
        elif parameter["name"] in examples:
            parameter.setdefault("example", examples[parameter["name"]])


def describe_formats(operation, view):
    """Describe the answer in each format that says of itself how it is to be described."""
    content = operation["responses"]["200"]["content"]
    for renderer in view.get_renderers():
        if hasattr(renderer, "answer_schema"):
            content[renderer.media_type] = {"schema": renderer.answer_schema}


def error_response(status, meaning, example):
    """Return the description of an error."""
    schema = {"$ref": "#/components/schemas/Problem"}
    response = {
        "description": meaning,
        "content": {CONTENT_TYPE: {"schema": schema, "example": example}},
    }
    if status == "429":
        response["headers"] = {"Retry-After": RETRY_AFTER}
    return response


class SchemaView(SpectacularAPIView):
    """The description; as strict with parameters as what it describes."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        problems = name_problems(request.query_params, ("format", "lang"))
        if problems:
            raise InvalidParameters(problems)
