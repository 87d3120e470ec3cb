"""What the views of lists ask of the database."""

import pytest

from catalog.views.changes import ChangesView
from config.router import router
from missions.views import MissionListView
from partners.api import IlrsParticipationViewSet
from partners.views.partners import CountryListView, InstitutionListView
from payloads.views import PayloadListView
from sources.views import SourceListView
from web.viewsets import RecordViewSet

LIST_VIEWS = [
    PayloadListView,
    MissionListView,
    InstitutionListView,
    CountryListView,
    SourceListView,
    ChangesView,
]
# The filters of participations compare what sums up their steps.
RECORD_VIEWSETS = [
    viewset
    for _prefix, viewset, _basename in router.registry
    if issubclass(viewset, RecordViewSet) and viewset is not IlrsParticipationViewSet
]


@pytest.mark.parametrize("view_class", LIST_VIEWS)
def test_filters_of_a_page_choose_from_records_without_annotations(view_class):
    records = view_class().all_records()

    assert records.query.annotations == {}
    assert records._prefetch_related_lookups == ()


@pytest.mark.parametrize("viewset_class", RECORD_VIEWSETS)
def test_filters_of_the_api_choose_from_records_without_annotations(viewset_class):
    records = viewset_class(detail=False).get_queryset()

    assert records.query.annotations == {}
    assert records._prefetch_related_lookups == ()
