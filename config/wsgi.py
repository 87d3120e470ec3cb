"""The application as a production server runs it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Before the settings are read, which say how long the database is waited for.
os.environ.setdefault("SERVING", "true")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from web.availability import limit_waiting

application = get_wsgi_application()
if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    limit_waiting(settings.DATABASE_TIMEOUT)
