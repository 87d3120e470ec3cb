from django.urls import path

from catalog import views

urlpatterns = [
    path("search/", views.SearchView.as_view(), name="search"),
    path("totals/", views.TotalsView.as_view(), name="totals"),
    path("about/", views.AboutView.as_view(), name="about"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
