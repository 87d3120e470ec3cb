"""What changed, as an Atom feed."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from catalog.filters.changes import ChangeFilter
from history.comparing import differing_parts
from history.models import Change

LENGTH = 100


class ChangesFeed(Feed):
    """The latest changes, all or those that the filters of ``/changes/`` let through."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        request.changes = ChangeFilter(
            request.GET, Change.objects.all(), request=request
        )
        # A feed has no pages, so it takes no parameters beside the filters.
        problems = request.changes.problems(besides=())
        if problems:
            context = {"problems": [(problem, "") for problem in problems]}
            return render(request, "bad_parameters.html", context, status=400)
        return super().__call__(request, *args, **kwargs)

    # The object of the feed, which Django hands to the methods below, is the request.
    def get_object(self, request):
        return request

    def title(self, request):
        return _("%(catalogue)s: changes") % {"catalogue": settings.CATALOGUE_TITLE}

    def link(self, request):
        address = f"{settings.SITE_URL}{reverse('changes')}"
        query = request.GET.urlencode()
        if not query:
            return address
        return f"{address}?{query}"

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
        """Return why a record changed, then a line for each part of it that did."""
        lines = []
        if change.why:
            lines.append(change.why)
        for part in differing_parts(change):
            nothing = _("nothing")
            names = {
                "part": part.name,
                "before": part.before or nothing,
                "after": part.after or nothing,
            }
            lines.append(_("%(part)s: %(before)s → %(after)s") % names)
        return "\n".join(lines)

    def item_pubdate(self, change):
        return change.recorded_at

    def item_updateddate(self, change):
        return change.recorded_at
