"""Pages of programmes: the ILRS, and what else countries and institutions take part in or sign."""

from collections import Counter

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from partners.both_programmes import in_both
from partners.models import (
    ARTEMIS_ACCORDS,
    ILRS,
    Evidence,
    Group,
    IlrsParticipation,
    Level,
    ParticipationSummary,
    Programme,
    Relation,
    evidence_through,
)
from records.dates import date_in_words
from records.reading import read_contents
from web.addresses import with_query
from web.views import RevisedPage, StrictPage


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


class ProgrammeView(RevisedPage, TemplateView):
    """A programme: what it is, who takes part or signed, since when, by which evidence."""

    template_name = "partners/programme.html"
    parameters = ("as_of", *RevisedPage.parameters)

    @property
    def slug(self):
        return self.kwargs["slug"]

    @property
    def json_twin(self):
        return f"{settings.SITE_URL}{reverse('programme-detail', args=[self.slug])}"

    def get(self, request, *args, **kwargs):
        # The page of the ILRS has an address of its own.
        if self.slug == ILRS:
            path = reverse("partners:ilrs")
            return HttpResponsePermanentRedirect(with_query(path, request.GET))
        if not Programme.objects.published().filter(slug=self.slug).exists():
            return self.redirect_from_former_slug()
        return self.answer(request)

    def redirect_from_former_slug(self):
        moved = Programme.objects.published().formerly(self.slug).first()
        if moved is None:
            sentence = _("There is no programme called “%(slug)s”.")
            raise Http404(sentence % {"slug": self.slug})
        return self.moved_to(moved)

    def answer(self, request):
        form = AsOfForm(request.GET)
        day = form.cleaned_data["as_of"] if form.is_valid() else None
        context = self.get_context_data(form=form, day=day)
        return self.render_to_response(context, status=200 if form.is_valid() else 400)

    def get_context_data(self, day, **kwargs):
        programme, by_programme = self.read_programme(day)
        # All are read, because who signed next after the day is shown too.
        all_participations = by_programme[self.slug]
        participations = all_participations
        coming_next = []
        if day:
            participations = known_by_the_day(all_participations)
            coming_next = next_signatories(all_participations, day)
        through = evidence_through(self.slug)
        return super().get_context_data(
            programme=programme,
            name=programme.name
            if programme
            else _("International Lunar Research Station"),
            acronym=programme.acronym if programme else _("ILRS"),
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
            page_address=self.request.path,
            **self.in_both_programmes(by_programme, through, day),
            **kwargs,
        )

    def in_both_programmes(self, by_programme, through, day):
        """Return what the page says of those in the ILRS and the Artemis Accords; nothing on that of another."""
        if self.slug not in (ILRS, ARTEMIS_ACCORDS):
            return {}
        of_ilrs = by_programme[ILRS]
        if day:
            of_ilrs = known_by_the_day(of_ilrs)
        countries = in_both(of_ilrs, by_programme[ARTEMIS_ACCORDS])
        return {
            "in_both": countries,
            "signed_both": [
                country for country in countries if country.has_signed_both
            ],
            "is_ilrs": self.slug == ILRS,
            "artemis_through": date_in_words(through.artemis_through)
            if through
            else "",
        }

    def read_programme(self, day):
        """Return the programme and its participations by its slug, summed up as of the day.

        The programme is ``None`` when it is not published. Those of the ILRS and of the Artemis Accords are read
        together, because the page of each says who is in both.
        """
        slugs = [self.slug]
        if self.slug in (ILRS, ARTEMIS_ACCORDS):
            slugs = [ILRS, ARTEMIS_ACCORDS]
        programme = Programme.objects.published().filter(slug=self.slug).first()
        participations = list(
            IlrsParticipation.objects.published()
            .filter(programme__slug__in=slugs)
            .with_parties()
        )
        by_programme = {slug: [] for slug in slugs}
        for participation in participations:
            participation.summary_day = day
            by_programme[participation.programme.slug].append(participation)
        # One query for what the programme and the participations hold.
        read_contents([*participations, programme] if programme else participations)
        return programme, by_programme


class IlrsView(ProgrammeView):
    """The International Lunar Research Station, which has a page even before it has a record."""

    slug = ILRS
    json_twin = StrictPage.json_twin
    json_resource = "ilrsparticipation-list"

    def get(self, request, *args, **kwargs):
        return self.answer(request)


def known_by_the_day(participations):
    """Return those of the participations that are known by the day of their summaries."""
    return [
        participation for participation in participations if participation.summary.group
    ]


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
