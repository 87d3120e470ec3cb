"""The admin site of the catalogue."""

import functools
import re

from django import forms
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.db import DataError
from django.shortcuts import render
from django.utils.translation import gettext as _

# What a column of primary keys holds on every database.
PRIMARY_KEY = re.compile(r"\d{1,18}", re.ASCII)

# What the filters beside a list ask. Django takes every lookup of a field, some of which fail on a value that they
# cannot read: a regular expression, a year.
LOOKUPS = ("__exact", "__isnull")
LONGEST_NAME = 60


class SignInForm(AdminAuthenticationForm):
    """Django's own, which takes names of any length; a wrong password is stored with the name that was given."""

    username = UsernameField(
        max_length=User._meta.get_field("username").max_length,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class CatalogueSite(AdminSite):
    site_header = settings.CATALOGUE_TITLE
    site_title = settings.CATALOGUE_TITLE
    index_title = "Records"
    login_form = SignInForm

    def login(self, request, extra_context=None):
        """Sign in, or say that sign-in is refused for a time after too many wrong passwords."""
        # A wrong password is stored with the headers of its request, and PostgreSQL stores no NUL.
        if any("\x00" in value for value in request.headers.values()):
            raise BadRequest(_("A header of the request contains a NUL character."))
        response = super().login(request, extra_context)
        # Set by axes where a password was given; its middleware would ask for it on every page.
        if getattr(request, "axes_locked_out", False):
            return too_many_failures(request)
        return response

    def get_app_list(self, request, app_label=None):
        """List the records first, who may enter last."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] in ("auth", "axes"))

    def admin_view(self, view, cacheable=False):
        """Refuse what Django's own views fail on, those of users too."""

        @functools.wraps(view)
        def strict_view(request, *args, **kwargs):
            refuse_unreadable(request)
            try:
                return view(request, *args, **kwargs)
            # SQLite reads no number of more than 64 bits, PostgreSQL no text as the address of a machine.
            except (OverflowError, DataError) as error:
                sentence = _("The request holds a value that no record can have.")
                raise BadRequest(sentence) from error

        return super().admin_view(strict_view, cacheable)


def refuse_unreadable(request):
    """Raise ``BadRequest`` for ticked boxes and filters that no list has, and for a field without a name."""
    for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
        if not PRIMARY_KEY.fullmatch(key):
            raise BadRequest(_("What was ticked is no record, so nothing was done."))
    for parameters in (request.GET, request.POST):
        if parameters.get(TO_FIELD_VAR) == "":
            sentence = _(
                "%(parameter)s is empty; leave it out or name the field of the record."
            )
            raise BadRequest(sentence % {"parameter": TO_FIELD_VAR})
    for name in request.GET:
        if "__" in name and not name.endswith(LOOKUPS):
            sentence = _("The lists of the admin have no filter “%(name)s”.")
            raise BadRequest(sentence % {"name": name[:LONGEST_NAME]})


def too_many_failures(request):
    sentence = _(
        "%(failures)d wrong passwords were given for this account from your address. Try again in %(minutes)d minutes, "
        "or ask an administrator to lift the lock."
    )
    numbers = {
        "failures": settings.AXES_FAILURE_LIMIT,
        "minutes": settings.AXES_COOLOFF_TIME.total_seconds() / 60,
    }
    context = {
        "heading": _("Signing in is refused for now"),
        "detail": sentence % numbers,
    }
    return render(request, "error.html", context, status=429)
