"""Import this before any model: it sets Django up on a scratch database, or on the one of `DATABASE_URL`."""

import os
import tempfile

import django

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/scratch.sqlite3")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["NUTGRAF_VAR"] = FOLDER.name
django.setup()
