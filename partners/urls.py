from django.urls import path

from partners.views import partners, programmes

app_name = "partners"
urlpatterns = [
    path(
        "institutions/", partners.InstitutionListView.as_view(), name="institution-list"
    ),
    path(
        "institutions/<slug:slug>/",
        partners.InstitutionDetailView.as_view(),
        name="institution-detail",
    ),
    path("countries/", partners.CountryListView.as_view(), name="country-list"),
    path(
        "countries/<str:code>/",
        partners.CountryDetailView.as_view(),
        name="country-detail",
    ),
    path("ilrs/", programmes.IlrsView.as_view(), name="ilrs"),
    path(
        "programmes/<slug:slug>/",
        programmes.ProgrammeView.as_view(),
        name="programme-detail",
    ),
]
