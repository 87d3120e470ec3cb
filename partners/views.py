"""Pages of institutions, of countries and regions, and of the ILRS."""

from collections import Counter

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from partners.absent_countries import absent_country, unknown_code
from partners.filters import CountryFilter, InstitutionFilter
from partners.iso import is_country_code
from partners.models import (
    ILRS,
    Country,
    Evidence,
    Group,
    IlrsParticipation,
    IlrsStep,
    Institution,
    Level,
    ParticipationSummary,
    Programme,
    Relation,
    Standing,
    evidence_through,
    parts_by_payload,
    standings,
)
from records.dates import date_in_words
from records.reading import read_contents
from sources.models import Source
from web.addresses import with_query
from web.parameters import name_problems
from web.views import RecordDetailView, RecordListView, RevisedPage


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
        return super().get_context_data(
            participations=participations,
            has_dated_steps=has_dated_steps(participations),
            missions=self.object.operated_missions.published(),
            signatures=IlrsStep.objects.signed_by_institution(self.object),
            **kwargs,
        )


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
        participations = ilrs_participations().filter(of_country)
        own = None
        of_institutions = []
        for participation in participations:
            if participation.level == Level.NATIONAL:
                own = participation
            else:
                of_institutions.append(participation)
        return super().get_context_data(
            institutions=institutions,
            payloads=parts_by_payload(institutions),
            participations=participations,
            own=own,
            standing=self.standing(own),
            of_institutions=of_institutions,
            has_dated_steps=has_dated_steps(participations),
            **kwargs,
        )

    def standing(self, own):
        """Return the ``Standing`` of the country by its own participation, which is read already, if it has one."""
        if own:
            return Standing(own.summary.standing_kind, own.summary.standing)
        return standings([self.object])[self.object]


def has_dated_steps(participations):
    """Return whether there is anything to draw over time: a step whose day is known, if only roughly."""
    return any(participation.has_dated_step for participation in participations)


class AsOfForm(forms.Form):
    """The day for which participation is asked."""

    as_of = forms.DateField(
        required=False,
        label=gettext_lazy("Who took part by"),
        # No other way, because 7/12/2018 is another day to another reader.
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy(
                "Write the day as year, month and day, like 2024-01-01."
            )
        },
    )


class IlrsView(RevisedPage, TemplateView):
    """The International Lunar Research Station: what it is, who takes part, since when, by which evidence."""

    template_name = "partners/ilrs.html"
    json_resource = "ilrsparticipation-list"
    parameters = ("as_of", *RevisedPage.parameters)

    def get(self, request, *args, **kwargs):
        form = AsOfForm(request.GET)
        day = form.cleaned_data["as_of"] if form.is_valid() else None
        context = self.get_context_data(form=form, day=day)
        return self.render_to_response(context, status=200 if form.is_valid() else 400)

    def get_context_data(self, day, **kwargs):
        # All are read, because who signed next after the day is shown too.
        programme, all_participations = self.read_programme(day)
        participations = all_participations
        coming_next = []
        if day:
            participations = [
                participation
                for participation in all_participations
                if participation.summary.group
            ]
            coming_next = next_signatories(all_participations, day)
        through = evidence_through()
        return super().get_context_data(
            programme=programme,
            name=programme.name
            if programme
            else _("International Lunar Research Station"),
            acronym=programme.acronym if programme else _("ILRS"),
            short_name=programme.short_name if programme else _("ILRS"),
            comparisons=programme.announced_totals.published().compared()
            if programme
            else [],
            participations=participations,
            levels=by_level(participations),
            day=day,
            tallies=tallies(participations),
            through=through,
            is_past_evidence=bool(day and through and day > through.published_latest),
            coming_next=coming_next,
            in_artemis=in_artemis(participations, day),
            artemis_through=date_in_words(through.artemis_through) if through else "",
            **kwargs,
        )

    def read_programme(self, day):
        """Return the programme, ``None`` when it is not published, and its participations, summed up as of the day."""
        programme = Programme.objects.published().filter(slug=ILRS).first()
        participations = list(
            IlrsParticipation.objects.published().of_programme(ILRS).with_parties()
        )
        for participation in participations:
            participation.summary_day = day
        # One query for what the programme and the participations hold.
        read_contents([*participations, programme] if programme else participations)
        return programme, participations


def in_artemis(participations, day=None):
    """Return the participants at national level that have signed the Artemis Accords too, the earliest first.

    With a day, only those that had surely signed them by then.
    """
    signatories = []
    for participation in participations:
        if participation.level == Level.NATIONAL and has_signed_artemis(
            participation.country, day
        ):
            signatories.append(participation)
    return sorted(signatories, key=place_by_artemis_day)


def has_signed_artemis(country, day):
    if not day:
        return bool(country.artemis_accords)
    return (
        country.artemis_accords_latest is not None
        and country.artemis_accords_latest <= day
    )


def place_by_artemis_day(participation):
    # A signature that is known only to have been given by a day has no earliest day.
    country = participation.country
    return (
        country.artemis_accords_earliest or country.artemis_accords_latest,
        participation.slug,
    )


def by_level(participations):
    """Return the levels that have participants, each with its groups; without a day there is one group, ``None``."""
    levels = []
    for level in Level:
        groups = []
        for group in (*Group, None):
            members = [
                participation
                for participation in participations
                if participation.level == level and participation.summary.group == group
            ]
            if members:
                groups.append((group, members))
        if groups:
            levels.append((level, groups))
    return levels


def tallies(participations):
    """Return how many participants there are of each level, relation and evidence: a list of those four."""
    numbers = Counter()
    for participation in participations:
        summary = participation.summary
        numbers[participation.level, summary.relation, summary.evidence] += 1
    rows = []
    for level in Level:
        for relation in Relation:
            for evidence in Evidence:
                number = numbers[level, relation, evidence]
                if number:
                    rows.append((level, relation, evidence, number))
    return rows


def next_signatories(participations, day, limit=5):
    """Return the participations that were the next to sign after a day, the nearest first, as they are known today."""
    later = []
    for participation in participations:
        signed_from = participation.summary.signed_from
        if signed_from is not None and signed_from > day:
            later.append(participation)
    later.sort(
        key=lambda participation: (
            participation.summary.signed_from,
            participation.slug,
        )
    )
    return [
        (participation, ParticipationSummary(participation))
        for participation in later[:limit]
    ]
