"""Addresses. Pages stand under the plural of their term, the API under /api/v1/."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic.base import RedirectView

from catalog.sitemap import robots, sitemaps
from catalog.views.documentation import ApiDocsView
from catalog.views.home import HomeView
from catalog.views.workbench import attention
from config.router import router
from web.generic import page_urls
from web.jsonld import context_view
from web.schema import SchemaView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("payloads/", include("payloads.urls")),
    path("missions/", include("missions.urls")),
    path("data-sets/", include("payloads.data_set_urls")),
    path("", include("partners.urls")),
    path("sources/", include("sources.urls")),
    path("", include("catalog.urls")),
    path("", include(page_urls())),
    path("api/v1/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", ApiDocsView.as_view(registry=router.registry), name="api-docs"),
    path("api/v1/context/", context_view, name="context"),
    path("api/v1/", include(router.urls)),
    path("api/", RedirectView.as_view(pattern_name="api-docs")),
    path("admin/attention/", admin.site.admin_view(attention), name="attention"),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap, {"sitemaps": sitemaps()}, name="sitemap"),
    path("robots.txt", robots),
]

handler400 = "catalog.views.errors.bad_request"
handler403 = "catalog.views.errors.forbidden"
handler404 = "catalog.views.errors.not_found"
handler503 = "catalog.views.errors.unavailable"
handler500 = "catalog.views.errors.server_error"
