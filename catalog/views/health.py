"""What a supervisor asks: whether the process answers, and whether the database does."""

from django.db import DatabaseError, connection
from django.http import HttpResponse


def healthz(request):
    """Answer as long as the process runs."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    """Answer 503 while the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "the database does not answer\n", status=503, content_type="text/plain"
        )
    return HttpResponse("ready\n", content_type="text/plain")
