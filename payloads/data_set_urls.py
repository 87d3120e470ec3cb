from django.urls import path

from payloads import data_set_views as views

app_name = "data_sets"
urlpatterns = [
    path("", views.DataSetListView.as_view(), name="list"),
    path("<slug:slug>/", views.DataSetDetailView.as_view(), name="detail"),
]
