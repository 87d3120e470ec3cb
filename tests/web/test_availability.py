"""How long the database is waited for, and that no empty one takes the place of one that is gone."""

import socket

import psycopg2
import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from psycopg2 import extensions

from config.settings import sqlite_file
from web.availability import limit_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent_server():
    """The port of a server that accepts connections and says nothing, as a frozen one does."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def limited():
    limit_waiting(0.2)
    yield
    extensions.set_wait_callback(None)


def test_a_frozen_server_is_not_waited_for(silent_server, limited):
    with pytest.raises(psycopg2.OperationalError, match=r"within 0\.2 seconds"):
        psycopg2.connect(host="127.0.0.1", port=silent_server, dbname="catalogue")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a catalogue.sqlite3"


def connect(file, must_exist):
    database = sqlite_file(file)
    database["OPTIONS"]["must_exist"] = must_exist
    return ConnectionHandler({"default": database})["default"]


def test_a_server_makes_no_empty_file_where_there_is_none(file):
    with pytest.raises(OperationalError, match="unable to open database file"):
        connect(file, must_exist=True).ensure_connection()

    assert not file.exists()


def test_a_command_makes_the_file(file):
    connect(file, must_exist=False).ensure_connection()

    assert file.exists()


@pytest.mark.parametrize("is_replaced", [True, False])
def test_a_connection_notices_that_its_file_is_gone(file, is_replaced):
    connect(file, must_exist=False).ensure_connection()
    connection = connect(file, must_exist=True)
    connection.ensure_connection()
    assert connection.is_usable()

    file.unlink()
    if is_replaced:
        file.with_name("other").touch()
        file.with_name("other").rename(file)

    assert not connection.is_usable()
