"""Every setting, in the order in which a request meets them.

All of the environment is read here, through ``common.env``; docs/configuration.md lists it.
"""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from common import env
from portal.embedded import sockets

BASE_DIR = Path(__file__).resolve().parent.parent

# ── What this installation is ─────────────────────────────────────────────────────────────────
MODE = env.choice("PORTAL_MODE", ("demo", "site"), "demo")
DEMO = MODE == "demo"
DATA_DIR = env.folder("PORTAL_DATA_DIR", BASE_DIR / "var")
PORT = env.number("PORTAL_PORT", 8000, least=1, most=65535)
BIND = env.text("PORTAL_BIND", "127.0.0.1")
WEB_WORKERS = env.number("PORTAL_WEB_WORKERS", 2, least=1, most=64)
WEB_THREADS = env.number("PORTAL_WEB_THREADS", 8, least=2, most=256)
TASK_WORKERS = env.number("PORTAL_TASK_WORKERS", 2, least=1, most=64)
SITE_NAME = env.text("PORTAL_SITE_NAME", "Lantern")
DEBUG = False
TESTING = "pytest" in sys.modules or bool(os.environ.get("PYTEST_XDIST_WORKER"))

# ── Secrets ───────────────────────────────────────────────────────────────────────────────────
SECRET_KEY = env.text("PORTAL_SECRET_KEY")
if not SECRET_KEY:
    if not DEMO:
        raise ImproperlyConfigured(
            "Set PORTAL_SECRET_KEY to a long random text: in site mode the portal does not start "
            "without it."
        )
    # `manage.py up` keeps the demo's key beside its data.
    SECRET_KEY = env.file_text(DATA_DIR / "secret-key") or secrets.token_urlsafe(48)
# Sign-ups and suppressed addresses are known by a hash under this key: it outlives SECRET_KEY.
ADDRESS_KEY = env.text("PORTAL_ADDRESS_KEY") or SECRET_KEY
# Unscreened comments are encrypted with this key; web and worker read it.
CONTENT_KEY_FILE = DATA_DIR / "content-key"
# The passwords drawn for the demo's staff; a site has none.
SIGN_INS_FILE = DATA_DIR / "demo-sign-ins.txt"

# ── Hosts ─────────────────────────────────────────────────────────────────────────────────────
ALLOWED_HOSTS = env.hosts("PORTAL_HOSTS", "127.0.0.1,localhost,[::1]" if DEMO else "")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Set PORTAL_HOSTS to the host names the site answers to, such as lantern.example.org."
    )
SITE_URL = env.address(
    "PORTAL_URL",
    f"http://127.0.0.1:{PORT}" if DEMO else f"https://{ALLOWED_HOSTS[0]}",
    schemes=("https", "http"),
).rstrip("/")
SECURE = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# The address of the proxy in front, if any: forwarded headers are believed from it alone.
TRUSTED_PROXIES = env.ip_addresses("PORTAL_TRUSTED_PROXIES")

# ── Apps ──────────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "portal",
    "articles",
    "campaigns",
    "awareness",
    "mailing",
    "portal.admin_app.OperatorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "portal.apps.CollectedFiles",
    "django_countries",
    "django_comments_xtd",
    "django_comments",
    "comments",  # after xtd, whose receiver it disconnects
    "rest_framework",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
SITE_ID = 1

# ── The way of a request ──────────────────────────────────────────────────────────────────────
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.middleware.PageHeaders",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.SameOrigin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.StaffOnly",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
APPEND_SLASH = True
# A comment holds 10,000 characters at most; pictures have their own bound.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ],
        },
    }
]

# ── Headers ───────────────────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = None  # portal.middleware.PageHeaders sets it by class of page
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(timedelta(days=730).total_seconds()) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True  # public pages must never set a cookie

# ── Languages ─────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = env.time_zone("PORTAL_TIME_ZONE", "UTC")
USE_TZ = True

# ── Database ──────────────────────────────────────────────────────────────────────────────────
# Without DATABASE_URL: the embedded server of this data directory, which `manage.py up` starts.
EMBEDDED_DATABASE = not env.text("DATABASE_URL")
DATABASES = {"default": env.database("DATABASE_URL", sockets.database_url(DATA_DIR))}
DATABASES["default"].update(
    {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "application_name": "portal",
            "options": "-c statement_timeout=20000 -c lock_timeout=5000",
        },
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Redis: Celery's broker and the rate limits ────────────────────────────────────────────────
EMBEDDED_REDIS = not env.text("REDIS_URL")
REDIS_URL = env.redis("REDIS_URL", sockets.redis_url(DATA_DIR))
REDIS_TIMEOUT = 1.0  # seconds; a frozen Redis must not hold a request

# ── Cache: allauth's counters of attempts; in the database, so that all processes share them ───
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    }
}

# ── Celery ────────────────────────────────────────────────────────────────────────────────────
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "socket_timeout": 1.0,
    "socket_connect_timeout": 1.0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # kB
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_ROUTES = {"campaigns.fold_counts": {"queue": "celery"}}
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "portal.tick", "schedule": 15},
    "screen what the queue forgot": {"task": "comments.sweep", "schedule": 20},
    "tell followers whom the queue forgot": {"task": "comments.tell_forgotten", "schedule": 600},
    "send what the queue forgot": {"task": "mailing.sweep", "schedule": 20},
    "fold sign-up counts": {"task": "campaigns.fold_counts", "schedule": 2},
    "purge unconfirmed comments": {"task": "comments.expire", "schedule": 3600},
    "open and close campaigns": {"task": "campaigns.open_and_close", "schedule": 60},
    "recount sign-ups": {"task": "campaigns.recount", "schedule": crontab(hour=3, minute=10)},
    "purge unconfirmed sign-ups": {"task": "campaigns.purge", "schedule": 3600},
}

# ── Mail ──────────────────────────────────────────────────────────────────────────────────────
DEMO_MAIL_DIR = DATA_DIR / "mail"
_mail = env.mail("EMAIL_URL", "consolemail:" if DEMO else "smtp://localhost:25")
MAIL_TO_FILES = DEMO and not env.text("EMAIL_URL")
EMAIL_BACKEND = "mailing.backends.EmlBackend" if MAIL_TO_FILES else "mailing.backends.SmtpBackend"
EMAIL_HOST = str(_mail.get("EMAIL_HOST") or "localhost")
EMAIL_PORT = int(str(_mail.get("EMAIL_PORT") or 25))
EMAIL_HOST_USER = str(_mail.get("EMAIL_HOST_USER") or "")
EMAIL_HOST_PASSWORD = str(_mail.get("EMAIL_HOST_PASSWORD") or "")
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("PORTAL_MAIL_FROM", f"{SITE_NAME} <lantern@localhost.localdomain>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ── Staff ─────────────────────────────────────────────────────────────────────────────────────
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"  # portal.roles.home_of finds the desk of a role
ACCOUNT_ADAPTER = "portal.accounts.InviteOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no mail
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MFA_ADAPTER = "portal.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "login_webauthn": "portal.passkeys.LoginForm",
    "reauthenticate_webauthn": "portal.passkeys.ReauthenticateForm",
    "add_webauthn": "portal.passkeys.AddForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # http://127.0.0.1
# Staff without a second factor are sent to set one up.
SECOND_FACTOR_REQUIRED = not DEMO

# ── Comments ──────────────────────────────────────────────────────────────────────────────────
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "comments.models.ScreenedComment"
COMMENTS_XTD_FORM_CLASS = "comments.forms.CommentForm"
COMMENTS_XTD_SALT = SECRET_KEY.encode()
COMMENTS_XTD_MAX_THREAD_LEVEL = 3
COMMENTS_XTD_CONFIRM_EMAIL = True
COMMENTS_XTD_THREADED_EMAILS = False
COMMENT_MAX_LENGTH = 10_000
# What may be commented on: the kind in the address, and its model.
COMMENT_TARGETS = {"story": "articles.Article"}
SCREENING_SWEEP_AFTER = 60  # seconds without a verdict before the sweep screens a comment
SCREENING_OVERDUE_AFTER = 600  # seconds before it is held for a moderator
# Whether a commenter is asked for a second thought before sending; a worker is asked for it.
COMMENT_NUDGE = env.flag("PORTAL_NUDGE", default=True)
MODERATION_PROMISE_HOURS = 24  # said to a commenter whose comment is held

# ── Limits ────────────────────────────────────────────────────────────────────────────────────
# A benchmark raises every limit by this factor.
LIMITS_FACTOR = env.number("PORTAL_LIMITS_FACTOR", 1, least=1)
COMMENT_LIMITS = {
    "network": (20 * LIMITS_FACTOR, 3600),
    "address": (10 * LIMITS_FACTOR, 3600),
    "conversation": (300 * LIMITS_FACTOR, 3600),
}
SIGNUP_LIMITS = {"network": (60 * LIMITS_FACTOR, 3600), "address": (6 * LIMITS_FACTOR, 3600)}

# Sign-ups whose form was not fetched from this site within 14 days wait for a person. Not in the
# demonstration, which people try out with scripts.
SIGNUP_HOLDS_UNSTAMPED = not DEMO

# ── Reports of holes ──────────────────────────────────────────────────────────────────────────
# Said in /.well-known/security.txt: a mailto: or https: address.
SECURITY_CONTACT = env.address("PORTAL_SECURITY_CONTACT", schemes=("mailto", "https"))

# ── Leaving ───────────────────────────────────────────────────────────────────────────────────
# Where "Leave this site" goes: a page that says nothing about the person who opens it.
EXIT_TARGET = env.address(
    "PORTAL_EXIT_TARGET", "https://www.wikipedia.org/", schemes=("https", "http")
)

# ── Files ─────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.storage.StaticStorage"},
}
WHITENOISE_USE_FINDERS = TESTING  # nothing is collected before a test
WHITENOISE_KEEP_ONLY_HASHED_FILES = False  # the 500 and 503 pages name files without a hash

# ── Logs: an allow-list of fields; never a text, a query, a token or an address ────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.logs.PrivateFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        "celery": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},  # it names credentials
    },
}

FORMS_URLFIELD_ASSUME_HTTPS = True
SILENCED_SYSTEM_CHECKS: list[str] = []
