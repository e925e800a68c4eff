"""One file of settings; with an empty environment: SQLite, local files, mail kept in the app."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portamento.config import env

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "portamento"
DATA_DIR = Path(env.text("PORTAMENTO_DATA", str(ROOT / "var"))).absolute()
PUBLIC_URL = env.text("PORTAMENTO_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
DEMO = env.flag("PORTAMENTO_DEMO")
DEBUG = env.flag("PORTAMENTO_DEBUG")
SECRET_KEY = env.secret(DATA_DIR)
if DEBUG and not env.text("PORTAMENTO_SECRET"):
    raise ImproperlyConfigured("PORTAMENTO_DEBUG asks for PORTAMENTO_SECRET too.")

public = urlsplit(PUBLIC_URL)
HTTPS = public.scheme == "https"
ALLOWED_HOSTS = [public.hostname, *env.names("PORTAMENTO_HOSTS")]
if public.hostname in {"127.0.0.1", "localhost"}:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
BEHIND_PROXY = env.flag("PORTAMENTO_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "portamento.schools",
    "portamento.audit",
    "portamento.mailroom",
    "portamento.accounts",
    "portamento.changes",
    "portamento.families",
    "portamento.catalog",
    "portamento.enrolments",
    "portamento.documents",
    "portamento.billing",
    "portamento.reenrolment",
    "portamento.ui",
    "portamento.config",
]
MIDDLEWARE = [
    "portamento.doors.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portamento.doors.middleware.SchoolScope",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portamento.doors.middleware.SignedIn",
]
ROOT_URLCONF = "portamento.config.urls"
WSGI_APPLICATION = "portamento.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE],
        "OPTIONS": {"environment": "portamento.doors.templates.environment"},
    }
]
DATABASES = {"default": env.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["portamento.accounts.backend.SchoolBackend"]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # identifiers are unique per school; our backend knows
LOGIN_URL = "portal:signin.show"
PASSWORD_HASHERS = ["portamento.accounts.hashers.Argon2id"]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
IDLE_SECONDS = 3600
SESSION_COOKIE_AGE = IDLE_SECONDS + 300  # the last seen moment is noted every five minutes
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portamento.doors.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_SSL_REDIRECT = False  # the proxy's work; documented in docs/informatique.md
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = ["portamento.ui.bundles.BundleFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "documents": env.documents(DATA_DIR / "files"),
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # a list of many dossiers at a time
FILE_UPLOAD_HANDLERS = ["portamento.doors.uploads.InMemory"]
INSPECTOR_SOCKET = env.socket(DATA_DIR)
CLAMAV = env.text("PORTAMENTO_CLAMAV")
HEALTH_KEY = env.text("PORTAMENTO_HEALTH_KEY", str(DATA_DIR / "health.key"))

SMTP = env.smtp(env.text("PORTAMENTO_SMTP_URL"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"faults": {"()": "portamento.config.logs.FaultsOfOurOwn"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["faults"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"portamento": {"level": "INFO"}},
}
