from django.urls import path

from catalog import feeds
from catalog.views.changes import ChangesView
from catalog.views.compare import CompareView
from catalog.views.coverage import CoverageView
from catalog.views.differences import DifferencesView
from catalog.views.documentation import AboutView, DownloadsView
from catalog.views.health import healthz, readyz
from catalog.views.search import SearchView
from catalog.views.totals import TotalsView
from exchange import downloads
from history import citing
from payloads.views import papers

urlpatterns = [
    path("search/", SearchView.as_view(), name="search"),
    path("totals/", TotalsView.as_view(), name="totals"),
    path("differences/", DifferencesView.as_view(), name="differences"),
    path("coverage/", CoverageView.as_view(), name="coverage"),
    path("compare/", CompareView.as_view(), name="compare"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("changes/feed/", feeds.ChangesFeed(), name="changes-feed"),
    path("cite/payload/<slug:slug>/papers.<str:extension>", papers, name="cite-papers"),
    path(
        "cite/<str:kind>/<str:key>.<str:extension>", citing.citation_file, name="cite"
    ),
    path("downloads/", DownloadsView.as_view(), name="downloads"),
    path("downloads/<str:name>", downloads.download, name="download"),
    path("about/", AboutView.as_view(), name="about"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
