"""Every setting, in one file. Values that differ between installations come through `env`; README.md lists them all."""

import os
import re
import socket
import zoneinfo
from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from accounts.roles import ROLES
from briefings.formats.site import POLICIES as KNOWN_POLICIES

django_stubs_ext.monkeypatch()

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# The installation

ENVIRONMENT = env.str("NUTGRAF_ENV", "development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.bool("NUTGRAF_DEBUG", False)
DEFAULT_KEY = "development-only-key-never-use-it-where-others-can-reach-it"
SECRET_KEY = env.str("NUTGRAF_SECRET_KEY", DEFAULT_KEY)
SECRET_KEY_FALLBACKS: list[str] = env.list("NUTGRAF_SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("NUTGRAF_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"])
VAR_DIR = env.path("NUTGRAF_VAR", BASE_DIR / "var")
BACKUP_DIR = env.path("NUTGRAF_BACKUPS", VAR_DIR / "backups")
STATIC_ROOT = env.path("NUTGRAF_STATIC", VAR_DIR / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

if ENVIRONMENT not in ("development", "production"):
    raise ImproperlyConfigured(f"NUTGRAF_ENV is {ENVIRONMENT!r}; it is either development or production.")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("NUTGRAF_DEBUG is on in production; unset it.")
if PRODUCTION and SECRET_KEY in ("", DEFAULT_KEY):
    raise ImproperlyConfigured("NUTGRAF_SECRET_KEY is not set; production needs a long random key of its own.")
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("NUTGRAF_HOSTS must name the site's host names; production accepts neither none nor *.")

# The site

SITE_NAME = env.str("NUTGRAF_SITE_NAME", "Nutgraf")
SITE_TAGLINE = env.str("NUTGRAF_SITE_TAGLINE", "Briefings with the evidence attached")
SITE_URL = env.str("NUTGRAF_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_LOGO = env.str("NUTGRAF_SITE_LOGO", "")
SITE_FOOTER = env.str("NUTGRAF_SITE_FOOTER", "")
SITE_MACHINE_HELP = env.str("NUTGRAF_MACHINE_HELP", "")
SITE_COLOURS: dict[str, str] = dict(env.json("NUTGRAF_COLOURS", {}))
for _name, _colour in SITE_COLOURS.items():
    if not re.fullmatch(r"(dark-)?(paper|panel|ink|soft|line|link|highlight)", _name) or not re.fullmatch(
        r"#[0-9a-fA-F]{6}", str(_colour)
    ):
        raise ImproperlyConfigured(
            f"NUTGRAF_COLOURS has {_name!r}: {_colour!r}; names are paper, panel, ink, soft, line, link and highlight, "
            "for dark screens with dark- before them, and a colour is written #1a2b3c."
        )
SECURITY_CONTACT = env.str("NUTGRAF_SECURITY_CONTACT", "")
LICENCE = env.str("NUTGRAF_LICENCE", "")
USAGE_TERMS = env.str("NUTGRAF_USAGE_TERMS", "")
POLICIES: dict[str, str] = dict(env.json("NUTGRAF_POLICIES", {}))
for _policy, _address in POLICIES.items():
    if _policy not in KNOWN_POLICIES or not str(_address).startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            f"NUTGRAF_POLICIES has {_policy!r}: {_address!r}; give whole addresses, by {', '.join(KNOWN_POLICIES)}."
        )
LANGUAGE_CODE = env.str("NUTGRAF_LANGUAGE", "en")
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
DESK_TIME_ZONE = env.str("NUTGRAF_TIME_ZONE", "UTC")
if DESK_TIME_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(f"NUTGRAF_TIME_ZONE is {DESK_TIME_ZONE!r}; use a name such as Europe/Berlin.")
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True

# Limits: each gives an error that names it

MAX_UPLOAD_BYTES = env.int("NUTGRAF_MAX_UPLOAD_BYTES", 10_000_000)
MAX_TEXT_CHARS = env.int("NUTGRAF_MAX_TEXT_CHARS", 1_000_000)
MAX_ITEMS = env.int("NUTGRAF_MAX_ITEMS", 10_000)
MAX_ZIP_ENTRIES = env.int("NUTGRAF_MAX_ZIP_ENTRIES", 1_000)
MAX_ZIP_BYTES = env.int("NUTGRAF_MAX_ZIP_BYTES", 50_000_000)
MAX_ZIP_RATIO = env.int("NUTGRAF_MAX_ZIP_RATIO", 100)
READER_SECONDS = env.float("NUTGRAF_READER_SECONDS", 20.0)
READER_BYTES = env.int("NUTGRAF_READER_BYTES", 1_000_000_000)
MAX_BATCH_ITEMS = env.int("NUTGRAF_MAX_BATCH_ITEMS", 1_000)
MOST_LISTED = env.int("NUTGRAF_MOST_LISTED", 10_000)
INGEST_PROCESSES = env.int("NUTGRAF_INGEST_PROCESSES", max(1, (os.cpu_count() or 1) - 1))
INGEST_ATTEMPTS = env.int("NUTGRAF_INGEST_ATTEMPTS", 4)
FETCH_ATTEMPTS = env.int("NUTGRAF_FETCH_ATTEMPTS", 10)
FETCH_SECONDS = env.float("NUTGRAF_FETCH_SECONDS", 10.0)
FETCH_BYTES = env.int("NUTGRAF_FETCH_BYTES", 5_000_000)
FETCH_PORTS = env.list("NUTGRAF_FETCH_PORTS", [80, 443], subcast=int)
FETCH_ALSO_ALLOWED: list[str] = env.list("NUTGRAF_FETCH_ALSO_ALLOWED", [])
FEED_MINUTES = env.int("NUTGRAF_FEED_MINUTES", 30)
REVIEW = env.bool("NUTGRAF_REVIEW", False)
FOUR_EYES = env.bool("NUTGRAF_FOUR_EYES", False)
MAX_MARKDOWN_CHARS = env.int("NUTGRAF_MAX_MARKDOWN_CHARS", 200_000)
MARKDOWN_SECONDS = env.float("NUTGRAF_MARKDOWN_SECONDS", 1.5)
INLINE_ITEMS = env.int("NUTGRAF_INLINE_ITEMS", 5)
ERROR_REPORTS_AN_HOUR = env.int("NUTGRAF_ERROR_REPORTS_AN_HOUR", 5)
API_PAGE_SIZE = env.int("NUTGRAF_API_PAGE_SIZE", 20)
API_SYNC_SIZE = env.int("NUTGRAF_API_SYNC_SIZE", 100)
API_RATE = env.int("NUTGRAF_API_RATE", 600)
API_KEY_RATE = env.int("NUTGRAF_API_KEY_RATE", 3_000)
KEY_GUESSES = env.int("NUTGRAF_KEY_GUESSES", 20)
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES + 200_000  # accounts.uploads refuses larger requests, in words
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_ZIP_ENTRIES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a briefing's form has some ten for each mark and key point
PAGE_CACHE_BYTES = env.int("NUTGRAF_PAGE_CACHE_BYTES", 64_000_000)
DISK_FREE_BYTES = env.int("NUTGRAF_DISK_FREE_BYTES", 200_000_000)
CLAIM_SECONDS = env.int("NUTGRAF_CLAIM_SECONDS", 45)

# The house

INSTALLED_APPS = [
    "config.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "corsheaders",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.postgres",
    "modelsearch",
    "accounts",
    "sources",
    "briefings",
    "operation",
]

MIDDLEWARE = [
    "accounts.middleware.request_id",
    "operation.observing.observed",
    "accounts.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "briefings.serving.at_hand",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.uploads.body_size",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.login.LoginRequired",
    "accounts.second_step.Required",
    "accounts.watching.watched",
    "accounts.middleware.time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# The database

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL", f"sqlite:///{VAR_DIR / 'nutgraf.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-4096;",
    )
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)  # seconds; else for ever

# What is counted for a minute (accounts/throttling.py). Several processes that are to count as one share a cache.
CACHES = {"default": env.dj_cache_url("NUTGRAF_CACHE", "locmem://")}

# Who may come in

AUTH_USER_MODEL = "accounts.User"
CSRF_FAILURE_VIEW = "briefings.views.csrf_failure"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
SECOND_STEP: list[str] = env.list("NUTGRAF_SECOND_STEP", [])
if set(SECOND_STEP) - set(ROLES):
    raise ImproperlyConfigured(f"NUTGRAF_SECOND_STEP names {', '.join(SECOND_STEP)}; roles are {', '.join(ROLES)}.")
OTP_TOTP_ISSUER = SITE_NAME
AXES_HANDLER = "accounts.lockout.Handler"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = env.int("NUTGRAF_LOCKOUT_ATTEMPTS", 5)
LOCKOUT_ADDRESS_ATTEMPTS = env.int("NUTGRAF_LOCKOUT_ADDRESS_ATTEMPTS", 30)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("NUTGRAF_LOCKOUT_MINUTES", 15))
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else who guesses could keep somebody out for ever
AXES_LOCKOUT_CALLABLE = "accounts.lockout.page"
AXES_CLIENT_IP_CALLABLE = "accounts.throttling.address_of"
AXES_DISABLE_ACCESS_LOG = True  # acts tell of log-ins
AXES_ENABLE_ADMIN = False  # its lists are accounts/admin.py's
AXES_VERBOSE = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("NUTGRAF_BEHIND_PROXY", False) else None
SECURE_REDIRECT_EXEMPT = ["^livez$", "^readyz$", "^metrics$"]  # asked from within, where there is no TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The JSON API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.Closed"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.JSONBody"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["accounts.throttling.ByTheMinute"],
    "NUM_PROXIES": 1 if SECURE_PROXY_SSL_HEADER else 0,
    "EXCEPTION_HANDLER": "accounts.problems.handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Nutgraf API",
    "DESCRIPTION": "Published briefings with their annotations, sources and corrections; ingest of reports by key.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "PublicStatusEnum": ["published", "retracted"],
        "EditionKindEnum": "briefings.models.edition.KINDS",
        "AnnotationKindEnum": "briefings.models.annotation.KINDS",
        "NewEditionKindEnum": ["first", "update", "minor"],
        "CorrectionKindEnum": ["correction", "clarification"],
        "DraftStatusEnum": "briefings.models.briefing.STATUSES",
        "ActorKindEnum": ["person", "organisation", "armed group", "state", "place"],
        "HighlightPartEnum": ["headline", "text"],
        "RelationKindEnum": ["leads", "member of", "fights", "allied with", "meets"],
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "accounts.openapi.with_problems",
    ],
    "APPEND_COMPONENTS": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
}

# Pages of other sites may read, and send nothing along but a key that they were given.
CORS_URLS_REGEX = r"^/(api|feeds)/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "if-none-match", "if-modified-since", "prefer", "x-request-id"]
CORS_EXPOSE_HEADERS = [
    "content-location", "deprecation", "etag", "link", "location", "ratelimit", "ratelimit-policy", "retry-after",
    "sunset", "x-request-id",
]  # fmt: skip

# Tasks, files, logs

TASKS = {"default": {"BACKEND": env.str("NUTGRAF_TASKS", "django_tasks_db.DatabaseBackend")}}
REDIS_URL = env.str("NUTGRAF_REDIS_URL", "")
if TASKS["default"]["BACKEND"].startswith("django_tasks_rq."):
    if not REDIS_URL:
        raise ImproperlyConfigured("NUTGRAF_TASKS is RQ's, and NUTGRAF_REDIS_URL does not say where Redis is.")
    INSTALLED_APPS.append("django_rq")
    RQ_SHOW_ADMIN_LINK = False  # its pages would be open to all of the desk
    RQ_QUEUES = {"default": {"URL": REDIS_URL, "DEFAULT_TIMEOUT": 3_600, "DEFAULT_RESULT_TTL": 3_600}}
    RQ = {"JOB_CLASS": "django_tasks_rq.Job", "FAILURE_TTL": 14 * 86_400}

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Words are folded by us before they are indexed (briefings/searching.py), so that both databases find the same.
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "simple"}}

# Each server's processes count in files of one folder, named for what started them (operation/metrics.py).
METRICS_TOKEN = env.str("NUTGRAF_METRICS_TOKEN", "")
METRICS_DIR = VAR_DIR / "metrics" / f"{socket.gethostname()}-{os.getppid()}" if METRICS_TOKEN else None
if METRICS_DIR:
    METRICS_DIR.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_DIR)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "accounts.middleware.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"},
        "json": {"()": "operation.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "json" if PRODUCTION else "line",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("NUTGRAF_LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")},
    # At INFO these say each address they ask, with whatever key stands in it.
    "loggers": {name: {"level": "WARNING"} for name in ("httpx", "httpcore")},
}

env.seal()
