"""Pages of institutions, of countries and regions, and of the ILRS."""

from collections import Counter

from django import forms
from django.db.models import Q
from django.http import Http404
from django.views.generic import TemplateView

from partners.filters import CountryFilter, InstitutionFilter
from partners.iso import is_country_code
from partners.models import (
    Country,
    Evidence,
    Group,
    IlrsParticipation,
    Institution,
    Level,
    Programme,
    Relation,
    Standing,
    evidence_through,
    parts_by_payload,
    standings,
)
from records.reading import read_contents
from web.views import RecordDetailView, RecordListView, RevisedPage


class InstitutionListView(RecordListView):
    model = Institution
    filterset_class = InstitutionFilter


class InstitutionDetailView(RecordDetailView):
    model = Institution

    def get_queryset(self):
        return super().get_queryset().with_payloads()

    def get_context_data(self, **kwargs):
        participations = (
            IlrsParticipation.objects.published()
            .with_summary()
            .prefetch_related("steps")
            .filter(institution=self.object)
        )
        return super().get_context_data(
            participations=participations,
            has_dated_steps=has_dated_steps(participations),
            missions=self.object.operated_missions.published(),
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
        words = standings(context["object_list"])
        context["institutions"] = Institution.objects.published().select_related("country", "seat_country")
        context["rows"] = [(country, words[country]) for country in context["object_list"]]
        return context


class CountryDetailView(RecordDetailView):
    model = Country
    slug_field = slug_url_kwarg = "code"

    def get(self, request, *args, **kwargs):
        code = self.kwargs["code"]
        if code != code.upper() and (called := Country.objects.filter(code=code.upper()).first()):
            return self.moved_to(called)
        return super().get(request, *args, **kwargs)

    def get_object(self, queryset=None):
        try:
            return super().get_object(queryset)
        except Http404 as error:
            code = self.kwargs["code"]
            if is_country_code(capitals := code.upper()):
                told = f"The catalogue holds no records of a country or region with the code {capitals}."
                raise Http404(told) from error
            raise Http404(f"“{code[:20]}” is not an ISO 3166-1 code of a country or region, like TR or HK.") from error

    def get_context_data(self, **kwargs):
        institutions = Institution.objects.published().for_list().with_payloads().filter(country=self.object)
        of_country = Q(country=self.object) | Q(institution__country=self.object)
        found = IlrsParticipation.objects.published().with_summary().prefetch_related("steps").filter(of_country)
        own = next((each for each in found if each.level == Level.NATIONAL), None)
        standing = Standing(own.standing_kind, own.standing) if own else standings([self.object])[self.object]
        return super().get_context_data(
            institutions=institutions,
            payloads=parts_by_payload(institutions),
            participations=found,
            own=own,
            standing=standing,
            of_institutions=[each for each in found if each.level != Level.NATIONAL],
            has_dated_steps=has_dated_steps(found),
            **kwargs,
        )


def has_dated_steps(participations):
    """Return whether there is anything to draw over time: a step whose day is known, if only roughly."""
    return any(step.date for participation in participations for step in participation.steps.all())


class AsOfForm(forms.Form):
    """The day for which participation is asked."""

    as_of = forms.DateField(
        required=False,
        label="Who took part by",
        # No other way, because 7/12/2018 is another day to another reader.
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day as year, month and day, like 2024-01-01."},
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
        programme = Programme.objects.published().first()
        as_of = IlrsParticipation.objects.published().as_of
        participations = list(as_of(day) if day else IlrsParticipation.objects.published().with_summary())
        read_contents([*participations, *([programme] if programme else [])])
        through = evidence_through()
        return super().get_context_data(
            programme=programme,
            comparisons=programme.announced_totals.published().compared() if programme else [],
            participations=participations,
            levels=by_level(participations),
            day=day,
            tallies=tallies(participations),
            through=through,
            is_past_evidence=bool(day and through and day > through.published_latest),
            next_days=next_days(day) if day else [],
            in_artemis=in_artemis(participations, day),
            **kwargs,
        )


def in_artemis(participations, day=None):
    """Return the participants at national level that have signed the Artemis Accords too, the earliest first.

    With a day, only those that had surely signed them by then.
    """
    both = [p for p in participations if p.level == Level.NATIONAL and p.country.artemis_accords]
    if day:
        both = [p for p in both if p.country.artemis_accords_latest and p.country.artemis_accords_latest <= day]
    # A day known only by when it had passed stands by that.
    return sorted(both, key=lambda p: (p.country.artemis_accords_earliest or p.country.artemis_accords_latest, p.slug))


def by_level(participations):
    """Return the levels that have participants, each with its groups; without a day there is one group, ``None``."""
    levels = []
    for level in Level:
        of_level = [p for p in participations if p.level == level]
        groups = [(group, [p for p in of_level if getattr(p, "group", None) == group]) for group in (*Group, None)]
        if of_level:
            levels.append((level, [(group, listed) for group, listed in groups if listed]))
    return levels


def tallies(participations):
    """Return how many participants there are of each level, relation and evidence: a list of those four."""
    keys = Counter((p.level, p.relation, p.evidence) for p in participations)
    order = [(level, relation, evidence) for level in Level for relation in Relation for evidence in Evidence]
    return [(*key, keys[key]) for key in order if keys[key]]


def next_days(day, limit=5):
    """Return the participations that came next after a day, the nearest first."""
    later = IlrsParticipation.objects.published().with_summary().filter(signed_from__gt=day)
    return later.order_by("signed_from", "slug")[:limit]
