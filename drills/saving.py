"""Two hundred people save the same record at the same time, on both databases."""

import re
import threading
import urllib.parse
from collections import Counter
from functools import partial
from html import unescape

from drills.judging import expect
from drills.servers import catalogue
from tests.both_databases import postgresql

SAVES = 200
ADMIN = "drill"
PASSWORD = "a password for drills alone"  # noqa: S105 - of a catalogue that ends with the drill


def drill_saves(folder):
    """Exactly one of many forms that were opened on the same state is accepted."""
    save_at_once(folder, "SQLite")
    with postgresql() as address:
        save_at_once(folder, "PostgreSQL", DATABASE_URL=address)


def save_at_once(folder, name, **environment):
    account = {
        "DJANGO_SUPERUSER_USERNAME": ADMIN,
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "DJANGO_SUPERUSER_EMAIL": "drill@example.org",
    }
    with catalogue(folder, **account, **environment) as server:
        server.manage("createsuperuser", "--no-input")
        cookies = sign_in(server)
        address, fields = open_form(server, cookies)
        answers = Counter()
        threads = [
            threading.Thread(
                target=save,
                args=(partial(post, server, cookies, address), fields, number, answers),
            )
            for number in range(SAVES)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(f"{SAVES} saves at once, {name}: {dict(answers)}", flush=True)
        expect(answers[302] == 1, f"exactly one save is accepted on {name}")
        expect(set(answers) <= {200, 302, 503}, f"each save is answered on {name}")


def sign_in(server):
    """Return the cookies of somebody who signed in."""
    _status, headers, content, _seconds = server.ask("/admin/login/")
    token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', content)[1].decode()
    cookie = headers["Set-Cookie"].partition(";")[0]
    fields = {
        "csrfmiddlewaretoken": token,
        "username": ADMIN,
        "password": PASSWORD,
        "next": "/admin/",
    }
    _status, headers, _content, _seconds = post(server, cookie, "/admin/login/", fields)
    return "; ".join(
        cookie.partition(";")[0] for cookie in headers.get_all("Set-Cookie")
    )


def open_form(server, cookies):
    """Return the address of the form of an institution, and its fields as a browser would send them."""
    _status, _headers, content, _seconds = server.ask(
        "/admin/partners/institution/?q=iloa", headers={"Cookie": cookies}
    )
    path = re.search(rb"/admin/partners/institution/\d+/change/", content)[0].decode()
    _status, _headers, content, _seconds = server.ask(path, headers={"Cookie": cookies})
    return path, fields_of(content.decode())


def fields_of(page):
    """Return the names and values of the form of a record."""
    form = page.partition('id="institution_form"')[2].partition("</form>")[0]
    fields = []
    for tag in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_button = attributes.get("type") in ("submit", "button")
        is_unticked = attributes.get("type") in ("checkbox", "radio") and not re.search(
            r"\bchecked\b", tag
        )
        if "name" in attributes and not is_button and not is_unticked:
            fields.append((attributes["name"], unescape(attributes.get("value", ""))))
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL
    ):
        fields.append((name, unescape(text)))
    for name, options in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        for value in re.findall(r'<option value="([^"]*)"[^>]*\bselected', options):
            fields.append((name, unescape(value)))
    return [(name, value) for name, value in fields if "__prefix__" not in name]


def save(send, fields, number, answers):
    changed = [
        (name, f"Name {number}" if name == "name" else value) for name, value in fields
    ]
    status, _headers, _content, _seconds = send(changed)
    answers[status] += 1


def post(server, cookies, address, fields):
    headers = {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://127.0.0.1:{server.port}{address}",
    }
    return server.ask(address, "POST", urllib.parse.urlencode(fields), headers)
