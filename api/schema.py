"""What the OpenAPI description says beside what the code of each resource tells: errors and examples.

Examples of values stand here and not in the database, so that an edit of the data never changes the description.
"""

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
# A value that each parameter takes, by its name; the tests send each to the real catalogue.
EXAMPLES = {
    "as_of": "2024-01-01",
    "code": "SE",
    "confidence": ["high"],
    "country": ["SE"],
    "counts_as": ["country"],
    "differs": "true",
    "discipline": ["radiation"],
    "evidence": ["press"],
    "group": ["signed"],
    "institution": ["kiel-university"],
    "involvement": "any",
    "launched_after": "2018-01-01",
    "launched_before": "2030-12-31",
    "level": ["national"],
    "missing": ["mass"],
    "mission": ["change-4"],
    "page": 1,
    "page_size": 50,
    "payload": ["change-4-lnd"],
    "programme": ["ilrs"],
    "q": "neutron",
    "quantity": ["mass"],
    "record": "change-4-lnd",
    "record_type": ["payload"],
    "relation": ["signatory"],
    "reliability": ["primary"],
    "role": ["lead"],
    "source": ["wieser-2024-asan"],
    "spacecraft": ["yutu-2"],
    "stance": ["differs"],
}
# Where one name stands for different things, by the resource; what is not here takes the first term of its vocabulary.
EXAMPLES_OF = {
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
    ("specifications", "key"): "change-4-lnd.mass-built",
    ("vocabularies", "name"): "payload-kind",
}


def describe_errors_and_examples(result, generator, request, public):
    """Give every operation its errors and every parameter an example; a hook of drf-spectacular."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        resource = path.split("/")[3]
        if resource == "schema":
            continue
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                example(resource, parameter)
            for status, (meaning, detail) in ERRORS.items():
                operation["responses"][status] = error(status, meaning, detail)
    return result


def example(resource, parameter):
    name, schema = parameter["name"], parameter["schema"]
    terms = schema.get("enum")
    terms_of_each = schema.get("items", {}).get("enum")
    value = EXAMPLES_OF.get((resource, name), EXAMPLES.get(name))
    if value is None or (terms_of_each and value[0] not in terms_of_each):
        value = [terms_of_each[0]] if terms_of_each else terms[0] if terms else value
    if value is not None:
        parameter["example"] = value


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
