"""The site's own error pages; under /api/ they are problem details."""

import sys

from django.shortcuts import render
from django.utils.translation import gettext as _

from catalog.searching import similar_records
from web.availability import RETRY_AFTER, is_of_database, note
from web.problems import problem_response


def bad_request(request, exception):
    detail = str(exception) or _("The request cannot be read.")
    return error_response(request, 400, _("This request cannot be answered"), detail)


def forbidden(request, exception):
    detail = str(exception) or _("Permission is missing.")
    return error_response(request, 403, _("This is not open to you"), detail)


def not_found(request, exception):
    detail = ""
    # Django raises with a mapping of the addresses that it tried, our own views with a sentence.
    if exception.args and isinstance(exception.args[0], str):
        detail = exception.args[0]
    if not detail:
        detail = _("There is no page at %(path)s.") % {"path": request.path[:200]}
    return error_response(
        request, 404, _("Not found"), detail, nearest=similar_to_requested(request)
    )


def server_error(request):
    error = sys.exception()
    # Raised where no view is, as when a session is stored.
    if error is not None and is_of_database(error):
        note(error)
        return unavailable(request)
    if request.path.startswith("/api/"):
        detail = _("Something failed here. It is not your request's fault.")
        return problem_response(500, detail)
    return render(request, "500.html", status=500)


def unavailable(request):
    """Return that the database does not answer; a form of the admin is held, so that it can be sent again."""
    detail = _("The database does not answer just now. Ask again in half a minute.")
    if request.path.startswith("/api/"):
        headers = {"Retry-After": str(RETRY_AFTER)}
        return problem_response(503, detail, headers)
    context = {"detail": detail, "sent": sent_fields(request)}
    response = render(request, "503.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def sent_fields(request):
    """Return the names and values of a form that was sent to the admin; a password is typed anew."""
    if request.method != "POST" or not request.path.startswith("/admin/"):
        return []
    fields = []
    for name, values in request.POST.lists():
        if "password" not in name:
            fields += [(name, value) for value in values]
    return fields


def error_response(request, status, heading, detail, **context):
    """Return an error as a problem of the API, or as a page with ``context``."""
    if request.path.startswith("/api/"):
        return problem_response(status, detail)
    context = {**context, "status": status, "heading": heading, "detail": detail}
    return render(request, "error.html", context, status=status)


def similar_to_requested(request):
    """Return the records most like the one that the address asks for, which does not exist."""
    # Django resolves the address before it calls the view; it leaves None for an address that leads nowhere.
    match = request.resolver_match
    if match is None or not match.kwargs:
        return []
    # Only the class-based views of records have a model.
    view_class = getattr(match.func, "view_class", None)
    model = getattr(view_class, "model", None)
    if model is None:
        return []
    [key, *_others] = match.kwargs.values()
    return similar_records(model, key)
