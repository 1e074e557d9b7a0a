"""Settings of one installation: what differs between two of them comes from the data folder or the environment."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from thongsuot.site import secrets
from thongsuot.site.databases import databases
from thongsuot.site.mail import mail_settings
from thongsuot.site.proxies import networks

SITE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("THONGSUOT_DATA", "data")).resolve()
SECRETS = secrets.read(DATA / "secrets")
SECRETS_READY = SECRETS.ready
SECRETS_MISSING = SECRETS.missing  # of a house whose version came to need more keys: `init` makes them
SECRET_KEY = SECRETS.session
ENTRY_KEYS = SECRETS.entry  # key id -> 32 bytes; the highest id signs
PASS_KEYS = SECRETS.passes  # the same, for what a delegate's page carries
POINT_KEYS = SECRETS.points  # the same, for the code of a hall: whoever holds one kind cannot make the other
DRAW_KEYS = SECRETS.draws  # the same, for which questions a person gets and in which order
HEAD_KEYS = SECRETS.heads  # key id -> Ed25519 private key, 32 raw bytes; the highest id signs

DEBUG = False
PUBLIC_URL = os.environ.get("THONGSUOT_URL", "http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = sorted(
    {"localhost", "127.0.0.1", "[::1]", urlsplit(PUBLIC_URL).hostname or "localhost"}
    | set(filter(None, os.environ.get("THONGSUOT_HOSTS", "").split(",")))
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "thongsuot.site.views.csrf_failure"
TRUSTED_PROXIES = networks(os.environ.get("THONGSUOT_PROXIES", ""))  # whose X-Forwarded-For is believed
OFFICE_CONTACT = os.environ.get("THONGSUOT_CONTACT", "")  # one sentence: whom to ask, with a number

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "template_partials",
    "heroicons",
    "csp",
    "django_tasks_db",
    "thongsuot.ledger",
    "thongsuot.people",
    "thongsuot.orgs",
    "thongsuot.files",
    "thongsuot.notices",
    "thongsuot.papers",
    "thongsuot.corpus",
    "thongsuot.cascade",
    "thongsuot.understanding",
    "thongsuot.conferences",
    "thongsuot.points",
    "thongsuot.proceedings",
    "thongsuot.desk",
    "thongsuot.site",
]

MIDDLEWARE = [
    "thongsuot.site.proxies.NameTheCaller",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # outermost: a refused host and a static file bear the policy, too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a long law within 30 kB; tokens are masked anew in every answer
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thongsuot.site.middleware.SpeakChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thongsuot.site.middleware.EndRevokedEntry",
    "thongsuot.people.sessions.FollowSession",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thongsuot.site.middleware.VaryOnHtmx",
    "thongsuot.site.middleware.LeadToSignIn",
    "thongsuot.site.middleware.KeepPrivate",
    "thongsuot.site.middleware.TakeSeat",
    "thongsuot.site.middleware.TranslateRefusals",
]

ROOT_URLCONF = "thongsuot.site.urls"
WSGI_APPLICATION = "thongsuot.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials", "thongsuot.site.templatetags.icons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thongsuot.site.context.desk",
            ],
        },
    }
]

# Two files, one door: web workers open the ledger read-only; only the writer and the migrations say "rw".
# On PostgreSQL one database holds both.
LEDGER_FILE = DATA / "ledger.sqlite3"
LEDGER_ACCESS = os.environ.get("THONGSUOT_LEDGER_ACCESS", "ro")
WRITER_SOCKET = DATA / "writer.sock"
DATABASES = databases(DATA, url=os.environ.get("THONGSUOT_DATABASE_URL", ""), ledger_access=LEDGER_ACCESS)
DATABASE_ROUTERS = ["thongsuot.ledger.router.LedgerRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "thongsuot.people.adapter.ClosedSignup"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
if IS_HTTPS:  # granian speaks plain HTTP, so with an https address there is a proxy in front, and it says so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FORM_RENDERER = "thongsuot.site.fields.WrittenAtOnce"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"},
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # of one process: counts of API calls
    "sheets": {  # of texts set for reading, under names that say all they are made of; may be emptied at any time
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "sheets",
        "OPTIONS": {"MAX_ENTRIES": 3000},
    },
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_SAMESITE = True, IS_HTTPS, "Lax"
LOCALE_PATHS = [SITE.parent / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["thongsuot.site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [SITE / "static"]
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "thongsuot.site.bundle.BundledStaticFiles"},
}
FILES_FOLDER = DATA / "files"
STAGING_FOLDER = DATA / "staging"  # sealed contents that wait for a yes; no backup takes them along
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES
REQUEST_MAX_BYTES = UPLOAD_MAX_BYTES + 1024 * 1024
FILE_UPLOAD_HANDLERS = ["thongsuot.site.uploads.KeepInMemory"]

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
# Letters: on the console until THONGSUOT_SMTP names a server, smtp://name:password@host:587 or smtps://…:465.
MAIL = mail_settings(os.environ.get("THONGSUOT_SMTP", ""))
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.starts_tls, MAIL.is_ssl, 20
DEFAULT_FROM_EMAIL = os.environ.get("THONGSUOT_MAIL_FROM", "thong-suot@localhost")
JOBS_KEPT_DAYS = max(31, int(os.environ.get("THONGSUOT_JOBS_KEPT_DAYS", "35")))  # the page of status looks 30 days back
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "thongsuot.site.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("THONGSUOT_LOG", "WARNING")},
}
