"""A Wagtail site of briefings, to compare with: the settings of its own quick start, and no more than it needs.

It stands beside the project and imports none of it; bench/wagtail.py installs Wagtail for it in a folder of its own.
"""

import os
from pathlib import Path

import dj_database_url

from peer.usual import USUAL

FOLDER = Path(os.environ["PEER_FOLDER"])
SECRET_KEY, DEBUG, ALLOWED_HOSTS, USE_TZ = "bench-only", False, ["*"], True
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4096;"
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": pragmas}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"peer": "peer_migrations"}
ROOT_URLCONF, STATIC_URL, WAGTAIL_SITE_NAME, WAGTAILADMIN_BASE_URL = "peer.urls", "/static/", "bench", "http://peer"

INSTALLED_APPS = [
    "peer",
    *(f"wagtail.{app}" for app in ("contrib.redirects", "embeds", "sites", "users", "snippets", "documents")),
    *(f"wagtail.{app}" for app in ("images", "search", "admin", "api.v2")),
    *("wagtail", "modelcluster", "taggit", "rest_framework"),
    *(f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages", "staticfiles")),
]
MIDDLEWARE = [*USUAL, "wagtail.contrib.redirects.middleware.RedirectMiddleware"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if os.environ.get("PEER_CACHE"):
    CACHE_MIDDLEWARE_SECONDS = 3600
    MIDDLEWARE.insert(0, "django.middleware.cache.UpdateCacheMiddleware")
    MIDDLEWARE.append("django.middleware.cache.FetchFromCacheMiddleware")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
