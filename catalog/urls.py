from django.urls import path

from catalog import comparing, feeds, views
from exchange import downloads
from history import citing
from payloads.views import papers

urlpatterns = [
    path("search/", views.SearchView.as_view(), name="search"),
    path("totals/", views.TotalsView.as_view(), name="totals"),
    path("differences/", views.DifferencesView.as_view(), name="differences"),
    path("coverage/", views.CoverageView.as_view(), name="coverage"),
    path("compare/", comparing.CompareView.as_view(), name="compare"),
    path("changes/", views.ChangesView.as_view(), name="changes"),
    path("changes/feed/", feeds.ChangesFeed(), name="changes-feed"),
    path("cite/payload/<slug:slug>/papers.<str:extension>", papers, name="cite-papers"),
    path("cite/<str:kind>/<str:key>.<str:extension>", citing.citation_file, name="cite"),
    path("downloads/", views.DownloadsView.as_view(), name="downloads"),
    path("downloads/<str:name>", downloads.download, name="download"),
    path("about/", views.AboutView.as_view(), name="about"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
