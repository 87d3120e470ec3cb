"""The database of ``ENGINE = "web.sqlite3"``; Django asks for this module and class."""

import os
from urllib.parse import quote

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that works as long as the file that it was opened for is where it was.

    SQLite itself goes on reading and writing a file that was deleted, so that edits are lost, and makes an empty one
    for who connects next. ``OPTIONS["must_exist"]`` refuses to make one.
    """

    file_identity = None

    def get_connection_params(self):
        parameters = super().get_connection_params()
        if parameters.pop("must_exist", False):
            path = quote(os.path.abspath(parameters["database"]))
            parameters["database"] = f"file:{path}?mode=rw"
        return parameters

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        self.file_identity = self.present_file_identity()
        return connection

    def is_usable(self):
        return self.file_identity == self.present_file_identity()

    def present_file_identity(self):
        """Return what tells the file of the database from any other, ``None`` if there is none."""
        try:
            status = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return status.st_dev, status.st_ino
