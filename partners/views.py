"""Pages of institutions, of countries and regions, and of the ILRS."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.views.generic import TemplateView

from partners.filters import CountryFilter, InstitutionFilter
from partners.iso import is_country_code
from partners.models import Country, IlrsParticipation, Institution, Level, Programme, standings
from sources.views import RecordDetailView, RecordListView, StrictPage


class InstitutionListView(RecordListView):
    model = Institution
    filterset_class = InstitutionFilter


class InstitutionDetailView(RecordDetailView):
    model = Institution

    def get_context_data(self, **kwargs):
        participations = IlrsParticipation.objects.published().for_list().filter(institution=self.object)
        missions = self.object.operated_missions.published()
        return super().get_context_data(participations=participations, missions=missions, **kwargs)


class CountryListView(RecordListView):
    model = Country
    filterset_class = CountryFilter

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        words = standings(context["object_list"])
        context["rows"] = [(country, words[country]) for country in context["object_list"]]
        return context


class CountryDetailView(RecordDetailView):
    model = Country
    slug_field = slug_url_kwarg = "code"

    def get(self, request, *args, **kwargs):
        code = self.kwargs["code"]
        if code != code.upper() and (called := Country.objects.filter(code=code.upper()).first()):
            return HttpResponsePermanentRedirect(called.get_absolute_url())
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
        institutions = Institution.objects.published().for_detail().filter(country=self.object)
        participations = IlrsParticipation.objects.published().for_list()
        own = participations.filter(country=self.object) | participations.filter(institution__country=self.object)
        return super().get_context_data(
            institutions=institutions,
            participations=own,
            standing=standings([self.object])[self.object],
            **kwargs,
        )


class IlrsView(StrictPage, TemplateView):
    """The International Lunar Research Station: what it is, who takes part, by which evidence."""

    template_name = "partners/ilrs.html"

    def get_context_data(self, **kwargs):
        programme = Programme.objects.published().prefetch_related("names", "events", "citations__source").first()
        participations = list(IlrsParticipation.objects.published().for_list())
        groups = [(level.label, level.definition, [p for p in participations if p.level == level]) for level in Level]
        return super().get_context_data(programme=programme, groups=groups, **kwargs)
