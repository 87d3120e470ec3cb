"""What changed, as an Atom feed."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from catalog.filters import ChangeFilter
from history.comparing import differing_parts
from history.models import Change

LENGTH = 100


class ChangesFeed(Feed):
    """The latest changes, all or those that the filters of ``/changes/`` let through."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        request.changes = ChangeFilter(request.GET, Change.objects.all(), request=request)
        if problems := request.changes.problems(besides=()):
            return render(
                request, "bad_parameters.html", {"problems": [(problem, "") for problem in problems]}, status=400
            )
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request):
        return request

    def title(self, request):
        return f"{settings.CATALOGUE_TITLE}: changes"

    def link(self, request):
        query = request.GET.urlencode()
        return f"{settings.SITE_URL}{reverse('changes')}{f'?{query}' if query else ''}"

    def feed_url(self, request):
        return f"{settings.SITE_URL}{request.get_full_path()}"

    def items(self, request):
        return request.changes.qs[:LENGTH]

    def item_title(self, change):
        return str(change)

    def item_link(self, change):
        return f"{settings.SITE_URL}{change.get_absolute_url()}"

    def item_guid(self, change):
        return f"{self.item_link(change)}&revision={change.revision}"

    def item_description(self, change):
        parts = [
            f"{part.name}: {part.before or 'nothing'} → {part.after or 'nothing'}" for part in differing_parts(change)
        ]
        return "\n".join([line for line in (change.why, *parts) if line])

    def item_pubdate(self, change):
        return change.recorded_at

    def item_updateddate(self, change):
        return change.recorded_at
