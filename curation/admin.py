"""Wrong passwords at the sign-in and the locks that follow from them, for administrators."""

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db.models import Q, Sum, Window
from django.utils import timezone
from django.utils.translation import gettext as _


@admin.register(AccessAttempt)
class AccessAttemptAdmin(admin.ModelAdmin):
    """A line holds the wrong passwords given for an account from one address in one browser.

    The lock is of account and address, whatever the browser.
    """

    list_display = [
        "username",
        "ip_address",
        "user_agent",
        "failures_since_start",
        "attempt_time",
        "is_locked",
    ]
    list_display_links = None
    search_fields = ["username", "ip_address"]
    ordering = ["-attempt_time", "-pk"]
    actions = ["lift_locks"]

    def get_queryset(self, request):
        """Return the attempts with the wrong passwords that still count for their account and address."""
        oldest_counted = timezone.now() - settings.AXES_COOLOFF_TIME
        counted = Window(
            Sum("failures_since_start", filter=Q(attempt_time__gte=oldest_counted)),
            partition_by=["username", "ip_address"],
        )
        return super().get_queryset(request).annotate(counted=counted)

    def get_actions(self, request):
        """Lifting a lock is the one reason to delete an attempt."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="locked", boolean=True)
    def is_locked(self, attempt):
        return (attempt.counted or 0) >= settings.AXES_FAILURE_LIMIT

    @admin.action(
        description="Lift the lock of account and address", permissions=["delete"]
    )
    def lift_locks(self, request, attempts):
        for attempt in attempts:
            of_both = AccessAttempt.objects.filter(
                username=attempt.username, ip_address=attempt.ip_address
            )
            self.log_deletions(request, of_both)
            of_both.delete()
        self.message_user(request, _("Signing in is possible again."))
