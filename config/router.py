"""Every resource of the API under its address."""

from rest_framework.routers import DefaultRouter

from catalog.api.changes import ChangeViewSet
from catalog.api.citations import CitationViewSet
from catalog.api.search import SearchViewSet
from catalog.api.totals import AnnouncedTotalViewSet
from catalog.api.vocabularies import VocabularyViewSet
from missions.api import MissionViewSet, SiteViewSet, SpacecraftViewSet
from partners.api import (
    CountryViewSet,
    IlrsCountViewSet,
    IlrsParticipationViewSet,
    InstitutionViewSet,
    ParticipationViewSet,
    ProgrammeViewSet,
)
from payloads.api import (
    PayloadViewSet,
    ProvisionViewSet,
    ResultViewSet,
    SpecificationViewSet,
)
from payloads.data_set_api import DataSetViewSet
from sources.api import SourceViewSet
from web.generic import register_missing_resources

router = DefaultRouter()
router.include_format_suffixes = False
router.register("missions", MissionViewSet, "mission")
router.register("spacecraft", SpacecraftViewSet, "spacecraft")
router.register("sites", SiteViewSet, "site")
router.register("payloads", PayloadViewSet, "payload")
router.register("provisions", ProvisionViewSet, "provision")
router.register("specifications", SpecificationViewSet, "specification")
router.register("results", ResultViewSet, "result")
router.register("data-sets", DataSetViewSet, "dataset")
router.register("institutions", InstitutionViewSet, "institution")
router.register("countries", CountryViewSet, "country")
router.register("programmes", ProgrammeViewSet, "programme")
router.register("participations", ParticipationViewSet, "participation")
router.register("ilrs-participations", IlrsParticipationViewSet, "ilrsparticipation")
router.register("ilrs-counts", IlrsCountViewSet, "ilrscount")
router.register("sources", SourceViewSet, "source")
router.register("citations", CitationViewSet, "citation")
router.register("announced-totals", AnnouncedTotalViewSet, "announcedtotal")
router.register("search", SearchViewSet, "search")
router.register("vocabularies", VocabularyViewSet, "vocabulary")
router.register("changes", ChangeViewSet, "change")
register_missing_resources(router)
