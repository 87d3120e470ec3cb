"""Errors as RFC 9457 problem details: one shape for everything under /api/."""

from http import HTTPStatus

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.views import exception_handler as rest_exception_handler

CONTENT_TYPE = "application/problem+json"


def problem(status, detail, **members):
    """Return the body of a problem answer."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **members,
    }


def problem_response(status, detail, headers=None, **members):
    """Return a problem answer. It is JSON whatever format was asked for."""
    return JsonResponse(
        problem(status, detail, **members),
        status=status,
        content_type=CONTENT_TYPE,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


class InvalidParameters(APIException):
    """Parameters that the API refuses; ``problems`` are ``ParameterProblem``."""

    status_code = 400

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problem.detail for problem in problems))


def exception_handler(error, context):
    """Turn REST framework's answer to an error into a problem answer."""
    response = rest_exception_handler(error, context)
    # None is for an error that REST framework does not know: Django answers it with 500.
    if response is None:
        return None

    members = {}
    if isinstance(error, InvalidParameters):
        detail = str(error.detail)
        members["parameters"] = [problem.as_dict() for problem in error.problems]
    elif isinstance(error, Http404):
        detail = _("There is no such record.")
    else:
        detail = str(response.data.get("detail", ""))

    # The other headers of the answer are of its content, which is replaced.
    headers = {}
    if "Retry-After" in response:
        headers["Retry-After"] = response["Retry-After"]
    return problem_response(response.status_code, detail, headers, **members)
