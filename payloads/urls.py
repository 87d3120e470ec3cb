from django.urls import path

from payloads import views

app_name = "payloads"
urlpatterns = [
    path("", views.PayloadListView.as_view(), name="list"),
    path("<slug:slug>/", views.PayloadDetailView.as_view(), name="detail"),
]
