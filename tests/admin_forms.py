"""What a browser would send for a form of the admin, read from the page itself, so that tests act as a curator does."""

import html
from html.parser import HTMLParser

from django.contrib.auth.models import Permission, User
from django.urls import reverse


def log_in(client, *permissions, **values):
    """Return the client with someone logged in who may enter the admin and has the permissions."""
    user = User.objects.create(username="curator", is_staff=True, **values)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return client


class FormReader(HTMLParser):
    """Collects the controls of a record's form with the values that a browser would send."""

    def __init__(self):
        super().__init__()
        self.data = {}
        self.inside = False
        self.select = self.textarea = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            self.inside = (given.get("id") or "").endswith("_form")
        if not self.inside:
            return
        if tag == "option" and self.select:
            self.read_option(value, "selected" in given)
        elif tag == "select":
            self.select = name
            self.multiple = "multiple" in given
            if self.multiple:
                self.data[name] = []
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = ""
        elif tag == "input" and name and given.get("type") != "submit":
            if given.get("type") != "checkbox":
                self.data[name] = value
            elif "checked" in given:
                self.data[name] = "on"

    def read_option(self, value, selected):
        if self.multiple:
            self.data[self.select] += [value] if selected else []
        elif selected or self.select not in self.data:
            self.data[self.select] = value

    def handle_data(self, data):
        if self.inside and self.textarea:
            self.data[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = None
        if tag == "textarea" and self.textarea:
            text = self.data[self.textarea].removeprefix("\r\n").removeprefix("\n")
            self.data[self.textarea] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self.textarea = None


def filled(response):
    """Return what the form of a page would send as it stands, the values that the page shows included."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.data


def add_row(data, prefix, **values):
    """Add a row as the button "Add another" does: a copy of the empty row, then what the curator types."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    empty = f"{prefix}-__prefix__-"
    blank = {
        name.removeprefix(empty): value
        for name, value in data.items()
        if name.startswith(empty)
    }
    for name, value in (blank | values).items():
        data[f"{prefix}-{number}-{name}"] = value


def address(record, page="change"):
    """Return the address of a page of the admin: of a record, or with a record type its list or its empty form."""
    arguments = [record.pk] if page in ("change", "delete") else []
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}",
        args=arguments,
    )


def open_form(client, record):
    """Return what the form of a record, or the empty form of a record type, would send as it stands."""
    return filled(
        client.get(address(record, "add" if isinstance(record, type) else "change"))
    )


def send(client, record, data):
    """Send the form of a record, or of a new one of a record type."""
    return client.post(
        address(record, "add" if isinstance(record, type) else "change"), data
    )


def choose(client, action, *records):
    """Apply an action to records that are ticked in the list, and return the list as it comes back."""
    data = {"action": action, "_selected_action": [record.pk for record in records]}
    return client.post(address(type(records[0]), "changelist"), data, follow=True)


def words(response):
    """Return the text of a page as it reads."""
    return html.unescape(response.content.decode())
