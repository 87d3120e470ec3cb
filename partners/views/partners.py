"""Pages of institutions, and of countries and regions."""

from operator import attrgetter

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from partners.absent_countries import absent_country, unknown_code
from partners.filters import CountryFilter, InstitutionFilter
from partners.iso import is_country_code
from partners.models import (
    ILRS,
    Country,
    IlrsParticipation,
    IlrsStep,
    Institution,
    Level,
    Standing,
    other_programmes,
    parts_by_payload,
    standing_without_own,
    standing_without_signature,
    standings,
)
from records.dates import date_in_words
from records.models import Publication, Rank
from records.reading import read_referring, read_whole
from sources.models import Source
from web.addresses import with_query
from web.parameters import name_problems
from web.views import RecordDetailView, RecordListView


def ilrs_participations():
    """Return the published participations in the ILRS with all that pages show of them."""
    return IlrsParticipation.objects.published().of_programme(ILRS).for_list()


class InstitutionListView(RecordListView):
    model = Institution
    filterset_class = InstitutionFilter


class InstitutionDetailView(RecordDetailView):
    model = Institution

    def get_queryset(self):
        return super().get_queryset().with_payloads()

    def get_context_data(self, **kwargs):
        participations = ilrs_participations().filter(institution=self.object)
        missions, produced, archived, responsibilities = what_it_does(self.object)
        return super().get_context_data(
            participations=participations,
            has_dated_steps=has_dated_steps(participations),
            signatures=IlrsStep.objects.signed_by_institution(self.object),
            missions=missions,
            responsibilities=responsibilities,
            produced_data_sets=produced,
            archived_data_sets=archived,
            **kwargs,
        )


def what_it_does(institution):
    """Return the published missions that an institution operates, the data sets that it made and those that it keeps,
    and its tasks in the cooperation on published missions, but those shown to be wrong. Lists, by one query.
    """
    tasks = institution.responsibilities.exclude(rank=Rank.DEPRECATED)
    # Missions are of an app above this one, so their model is found by the relation to them.
    missions = institution.operated_missions.model.objects.published()
    *records, of_tasks, tasks = read_referring(
        [
            institution.operated_missions.published(),
            institution.produced_data_sets.published(),
            institution.archived_data_sets.published(),
            missions.filter(responsibilities__institution=institution),
            tasks.filter(record__publication=Publication.PUBLISHED),
        ]
    )
    for of_one_kind in records:
        of_one_kind.sort(key=attrgetter("sort_key", "slug"))
    by_key = {mission.pk: mission for mission in of_tasks}
    for task in tasks:
        task.record = by_key[task.record_id]
    tasks.sort(key=attrgetter("record.sort_key", "record.slug", "position", "key"))
    return *records, tasks


class CountryListView(RecordListView):
    model = Country
    filterset_class = CountryFilter
    extra_context = {"singular": "country or region"}

    def get_queryset(self):
        return super().get_queryset().with_payload_count()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        countries = context["object_list"]
        standing_by_country = standings(countries)
        context["rows"] = [
            (country, standing_by_country[country]) for country in countries
        ]
        context["institutions"] = Institution.objects.published().select_related(
            "country", "seat_country"
        )
        return context


class CountryDetailView(RecordDetailView):
    model = Country
    slug_field = slug_url_kwarg = "code"

    object = None

    @property
    def json_twin(self):
        # The API has nothing on a country or region without a record.
        if self.object is None:
            return f"{settings.SITE_URL}{reverse('country-list')}"
        return super().json_twin

    def get(self, request, *args, **kwargs):
        code = self.kwargs["code"]
        try:
            return super().get(request, *args, **kwargs)
        except Http404 as error:
            if not is_country_code(code.upper()):
                raise Http404(unknown_code(code)) from error
        if not code.isupper():
            path = reverse("partners:country-detail", args=[code.upper()])
            return HttpResponsePermanentRedirect(with_query(path, request.GET))
        return self.answer_absence(absent_country(code))

    def answer_absence(self, country):
        """Return the page of a country or region without a record; it has no past to be asked about."""
        problems = name_problems(self.request.GET, ())
        if problems:
            return self.refuse(problems)
        context = {
            "country": country,
            "number_of_sources": Source.objects.count(),
            "view": self,
        }
        return render(self.request, "partners/country_absent.html", context)

    def get_context_data(self, **kwargs):
        institutions = (
            Institution.objects.published()
            .for_list()
            .with_payloads()
            .filter(country=self.object)
        )
        of_country = Q(country=self.object) | Q(institution__country=self.object)
        [participations] = read_whole(
            IlrsParticipation.objects.published().filter(of_country)
        )
        by_programme = {}
        for participation in participations:
            slug = participation.programme.slug
            by_programme.setdefault(slug, []).append(participation)
        in_ilrs = by_programme.get(ILRS, [])
        own, of_institutions = split_by_level(in_ilrs)
        return super().get_context_data(
            institutions=institutions,
            payloads=parts_by_payload(institutions),
            participations=in_ilrs,
            own=own,
            standing=self.standing(own),
            of_institutions=of_institutions,
            has_dated_steps=has_dated_steps(in_ilrs),
            in_other_programmes=in_other_programmes(by_programme),
            **kwargs,
        )

    def standing(self, own):
        """Return the ``Standing`` of the country by its own participation, which is read already, if it has one."""
        if own:
            return Standing(own.summary.standing_kind, own.summary.standing)
        return standings([self.object])[self.object]


def split_by_level(participations):
    """Return the participation of a country itself, or ``None``, and those of its institutions, as a list."""
    own = None
    of_institutions = []
    for participation in participations:
        if participation.level == Level.NATIONAL:
            own = participation
        else:
            of_institutions.append(participation)
    return own, of_institutions


def in_other_programmes(participations_by_programme):
    """Return how a country stands in each programme but the ILRS, by its participations by the slug of the programme.

    Tuples of the programme, the participation of the country itself or ``None``, the ``Standing``, and the
    participations of its institutions. Costs one query.
    """
    rows = []
    for programme in other_programmes():
        own, of_institutions = split_by_level(
            participations_by_programme.get(programme.slug, [])
        )
        through = date_in_words(programme.through or "")
        if own:
            standing = Standing(own.summary.standing_kind, own.summary.standing)
        elif programme.is_principles:
            standing = standing_without_signature(through)
        else:
            standing = standing_without_own(of_institutions, through)
        rows.append((programme, own, standing, of_institutions))
    return rows


def has_dated_steps(participations):
    """Return whether there is anything to draw over time: a step whose day is known, if only roughly."""
    return any(participation.has_dated_step for participation in participations)
