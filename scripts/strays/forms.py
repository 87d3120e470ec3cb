"""Forms of the admin, sent by a signed-in editor as no browser would send them."""

from http import HTTPStatus

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from scripts.strays.values import LONG, MOST_DIGITS, NUL, TOO_LARGE, VALUES
from tests.admin_forms import add_row, filled

MANAGEMENT = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
COUNTS = ["", "x", "-1", "0", "1", "3", "99", "101", "501", "1000000", MOST_DIGITS, NUL]
REFERENCES = ["x", "on", "abc", "0", "-1", "1", "2", "1.0", TOO_LARGE, MOST_DIGITS, NUL]
# Names that no form has, or that Django's admin gives a meaning.
NAMES = ["_state", "version", "state", "_saveasnew", "_popup", "_to_field", "_continue"]
NAMES += ["_addanother", "next", "csrfmiddlewaretoken"]
SECRETS = ["username", "password", "old_password", "new_password1", "new_password2"]
ACTIONS = ["publish", "withdraw", "delete_selected", "x", "", "__class__"]
PAGES = ["add", "change", "delete", "changelist", "history", "preview"]
EMPTY_ROW = "-__prefix__-"
# How the names of references to records and rows end.
NAMING_A_RECORD = (
    "-id",
    "-record",
    "source",
    "institution",
    "country",
    "mission",
    "parent",
    "signed_with",
    "serves",
)
ENCODED = "application/x-www-form-urlencoded"
# Bodies that are no form, each with the content type that it claims.
BODIES = (
    (b"", ENCODED),
    (b"%ff=%fe&name=%00", ENCODED),
    (b"name=x", f"{ENCODED}; charset=klingon"),
    (b"name=x", f"{ENCODED}; charset=utf-16"),
    (b"&".join(b"a=1" for _number in range(20_001)), ENCODED),
    (b"a=" + b"x" * 2_700_000, ENCODED),
    (b"{}", "application/json"),
    (b"--x\r\n", "multipart/form-data"),
    (b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb", "multipart/form-data; boundary=x"),
    (b"garbage", "multipart/form-data; boundary=\xff"),
)  # fmt: skip


class Forms:
    """The forms of every type in the admin, as an editor finds them; ``chance`` is what chooses among them."""

    def __init__(self, editor, chance):
        self.editor = editor
        self.chance = chance
        self.sent_by_address = {}

    def every_address(self):
        """Return the address of each page of each type, of one of its first records where it is of a record."""
        addresses = [
            reverse("admin:login"),
            reverse("admin:password_change"),
            reverse("admin:auth_user_password_change", args=[1]),
        ]
        for model in admin.site._registry:
            keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
            key = self.chance.choice(keys[:3] or [1])
            for name in PAGES:
                addresses.append(page_address(model, name, key))
        return sorted(filter(None, addresses))

    def post(self, address):
        """Return the arguments of a post to an address, and what was changed in the form that is sent, in words."""
        if self.chance.random() < 0.03:
            body, content_type = self.chance.choice(BODIES)
            return {"data": body, "content_type": content_type}, [content_type]
        if address.endswith("/delete/"):
            data = {"post": "yes"}
        elif address.endswith(("/login/", "/password_change/")):
            data = dict.fromkeys(SECRETS, "x")
        elif address.endswith(("/add/", "/change/")):
            data = self.sent_as_it_stands(address)
        else:
            data = self.chosen_action()
        changes = []
        for _number in range(self.chance.choice((1, 1, 2, 5))):
            change = self.chance.choice(CHANGES)
            changes.append(change(self.chance, data))
        return {"data": data}, changes

    def sent_as_it_stands(self, address):
        """Return what the form at an address would send as it stands, with a button that saves it."""
        if address not in self.sent_by_address:
            response = self.editor.get(address)
            self.sent_by_address[address] = {}
            if response.status_code == HTTPStatus.OK:
                self.sent_by_address[address] = filled(response) | {"_save": "Save"}
        return dict(self.sent_by_address[address])

    def chosen_action(self):
        """Return what the list of a type sends with records ticked, or with what is no record."""
        return {
            "action": self.chance.choice(ACTIONS),
            "_selected_action": self.chance.choices(["1", "2", "3", *REFERENCES], k=2),
            "index": self.chance.choice(["0", *COUNTS]),
            "select_across": self.chance.choice(["0", "1", "x"]),
            "post": self.chance.choice(["", "yes"]),
            "form-TOTAL_FORMS": self.chance.choice(COUNTS),
        }


def page_address(model, name, key):
    """Return the address of a page of a type, or of its record with a key; ``""`` where there is none."""
    arguments = [key]
    if name in ("add", "changelist"):
        arguments = []
    route = f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


# Each of these changes what a form sends, and returns in words what it did.


def pick(chance, data, others=("name",)):
    """Return the name of something that a form sends, but not of the empty row that the page keeps for new ones."""
    names = [name for name in sorted(data) if EMPTY_ROW not in name]
    return chance.choice(names or others)


def put_value(chance, data):
    name = pick(chance, data)
    data[name] = chance.choice([*VALUES, NUL, f"x{NUL}y", LONG])
    return f"{name}={data[name][:60]!r}"


def put_several_values(chance, data):
    name = pick(chance, data)
    data[name] = chance.choices(VALUES, k=3)
    return f"{name}={str(data[name])[:60]}"


def put_reference(chance, data):
    """Put a wrong value where a record, or a part of it, is named."""
    references = {
        name: value for name, value in data.items() if name.endswith(NAMING_A_RECORD)
    }
    name = pick(chance, references, ("country", "mission", "citations-0-source"))
    data[name] = chance.choice(REFERENCES)
    return f"{name}={data[name][:60]!r}"


def put_file(chance, data):
    name = pick(chance, data)
    data[name] = SimpleUploadedFile("x.html", b"<script>")
    return f"{name}=a file"


def put_strange_name(chance, data):
    name = chance.choice(NAMES)
    data[name] = chance.choice([*VALUES, NUL])
    return f"{name}={data[name][:60]!r}"


def leave_out(chance, data):
    name = pick(chance, data)
    data.pop(name, None)
    return f"without {name}"


def leave_out_all(chance, data):
    kept = chance.choice(("_save", "slug", "state", *MANAGEMENT))
    for name in list(data):
        if not name.endswith(kept):
            del data[name]
    return f"without all but {kept}"


def count_wrongly(chance, data):
    counts = {name: value for name, value in data.items() if name.endswith(MANAGEMENT)}
    name = pick(chance, counts, ("citations-TOTAL_FORMS",))
    data[name] = chance.choice(COUNTS)
    return f"{name}={data[name][:60]!r}"


def add_rows(chance, data):
    """Add some rows of a kind, with wrong values in many places."""
    prefixes = [
        name.removesuffix("-TOTAL_FORMS")
        for name in sorted(data)
        if name.endswith("-TOTAL_FORMS")
    ]
    if not prefixes:
        return put_value(chance, data)
    prefix = chance.choice(prefixes)
    number = chance.choice((1, 1, 2, 20))
    for _number in range(number):
        if data[f"{prefix}-TOTAL_FORMS"] not in map(str, range(200)):
            break
        add_row(data, prefix)
    names = [
        name for name in data if name.startswith(f"{prefix}-") and EMPTY_ROW not in name
    ]
    for name in names[-8 * number :]:
        if chance.random() < 0.4 and not name.endswith(MANAGEMENT):
            data[name] = chance.choice([*VALUES, *REFERENCES])
    return f"{number} rows of {prefix}"


CHANGES = (
    put_value,
    put_value,
    put_several_values,
    put_reference,
    put_reference,
    put_file,
    put_strange_name,
    leave_out,
    leave_out_all,
    count_wrongly,
    add_rows,
    add_rows,
)
