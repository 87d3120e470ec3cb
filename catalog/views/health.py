"""What a supervisor asks: whether the process answers, and which parts of the catalogue work."""

import shutil

from django.conf import settings
from django.core.cache import caches
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from history.triggers import missing_triggers
from payloads.models import Payload
from web.availability import first_line, note, outage

# In bytes. With less the database soon cannot write.
LEAST_FREE = 100 * 2**20


def healthz(request):
    """Answer as long as the process runs."""
    return HttpResponse("ok\n", content_type="text/plain")


def database_problem():
    """Return why the database does not answer, "" if it does."""
    if outage.spares_asking():
        return _("does not answer; it is asked again in a few seconds")
    try:
        with connection.cursor() as cursor:
            # Not a constant: a damaged file is noticed by reading it.
            cursor.execute("SELECT count(*) FROM django_migrations")
    except Error as error:
        note(error)
        return first_line(error)
    outage.end()
    return ""


def migrations_problem():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return ""
    return _("%(number)d not applied: run release") % {"number": len(plan)}


def catalogue_problem():
    if Payload.objects.published().exists():
        return ""
    return _("no payload is published: run release")


def triggers_problem():
    missing = missing_triggers(connection)
    if not missing:
        return ""
    return _("%(number)d missing, so that changes go unnoticed: run migrate") % {
        "number": len(missing)
    }


def cache_problem():
    """Return that the cache server does not answer, "" if it does or none is used."""
    cache = caches["default"]
    cache.get("readyz")
    if getattr(cache, "server_answers", True):
        return ""
    return _(
        "the cache server does not answer; the memory of each process takes its place"
    )


def disk_problem():
    free = shutil.disk_usage(settings.VAR_DIR).free
    if free >= LEAST_FREE:
        return ""
    return _("%(number)d MB are free") % {"number": free // 2**20}


# Each needs those before it.
NEEDED = {
    "database": database_problem,
    "migrations": migrations_problem,
    "catalogue": catalogue_problem,
    "triggers": triggers_problem,
}


@never_cache
def readyz(request):
    """Answer which parts work, as JSON: 503 without database, migrations, catalogue or triggers.

    Without cache or with a full disk the catalogue still answers, so these are told with 200.
    """
    needed = {}
    for name, problem_of in NEEDED.items():
        if any(needed.values()):
            needed[name] = _("not asked, because what it needs fails")
        else:
            needed[name] = problem_of()
    is_ready = not any(needed.values())
    parts = needed | {"cache": cache_problem(), "disk": disk_problem()}
    content = {
        "ready": is_ready,
        "parts": {name: problem or "ok" for name, problem in parts.items()},
    }
    return JsonResponse(content, status=200 if is_ready else 503)
