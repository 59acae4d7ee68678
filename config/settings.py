"""All settings. Everything an installation may choose comes from the environment: see docs/settings.md.

Without ``DATABASE_URL`` the database is the instance's embedded one, whose address is known before it runs.
"""

import os
from pathlib import Path

from config import environment as env
from kawal_embedded.place import Place

BASE = Path(__file__).resolve().parents[1]
PACKAGE = BASE / "src" / "kawal"

# ---------------------------------------------------------------- the instance
PLACE = Place.chosen()
DATA = PLACE.state
PRODUCTION = env.choice("KAWAL_MODE", "demo", ("demo", "production")) == "production"
DEMO = not PRODUCTION
TESTING = env.flag("KAWAL_TEST", default=False)
DEBUG = env.flag("KAWAL_DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise env.BadSetting("KAWAL_DEBUG shows personal data in error pages; it cannot be on in production")

# In production secrets come from outside; elsewhere they are made once and kept in the instance folder.
KEPT_SECRETS = None if PRODUCTION else DATA / "secrets"
SECRET_KEY = env.secret("KAWAL_SECRET_KEY", KEPT_SECRETS)
DIGEST_KEY = env.secret("KAWAL_DIGEST_KEY", KEPT_SECRETS).encode()
# Whoever boarded on the way home and was not seen for so long is called for (rule L30).
ARRIVAL_DUE_HOURS = env.number("KAWAL_ARRIVAL_DUE_HOURS", 24, at_least=1)

# ---------------------------------------------------------------- database
# `default` is the role of the web: row-level security applies to it. `owner` owns the tables and migrates.
WEB_URL = env.text("DATABASE_URL", None if PRODUCTION else PLACE.url("kawal_web"))
OWNER_URL = env.text(
    "DATABASE_OWNER_URL", WEB_URL if "DATABASE_URL" in os.environ else PLACE.url("kawal_owner")
)
POOL = {"min_size": 1, "max_size": env.number("KAWAL_POOL", 6, at_least=1), "timeout": 10, "max_idle": 300}
DATABASES = {
    "default": env.database("DATABASE_URL", WEB_URL, ATOMIC_REQUESTS=True, OPTIONS={"pool": POOL}),
    "owner": env.database("DATABASE_OWNER_URL", OWNER_URL, TEST={"MIRROR": None}),
}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---------------------------------------------------------------- what is installed
INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "kawal.reference",
    "kawal.access",
    "kawal.facts",
    "kawal.situation",
    "kawal.decisions",
    "kawal.response",
    "kawal.publication",
    "kawal.doors.web",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kawal.doors.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kawal.doors.web.storable.StorableAddressMiddleware",
    "kawal.doors.web.front_desk.DeclaredPowerMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "doors" / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kawal.doors.web.shell.around",
            ],
        },
    }
]

# ---------------------------------------------------------------- who may log in
AUTH_USER_MODEL = "access.Officer"
AUTHENTICATION_BACKENDS = ["kawal.access.officers.backend.OfficerBackend"]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/masuk/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = env.number("KAWAL_SESSION_HOURS", 10, at_least=1) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# ---------------------------------------------------------------- what the browser is told
HTTPS = env.flag("KAWAL_HTTPS", default=PRODUCTION)
ALLOWED_HOSTS = env.words("KAWAL_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1]")
if PRODUCTION and not ALLOWED_HOSTS:
    raise env.BadSetting("KAWAL_HOSTS must name the site's host names in production")
CSRF_TRUSTED_ORIGINS = (
    [f"{'https' if HTTPS else 'http'}://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-kawal" if HTTPS else "kawal"
CSRF_COOKIE_NAME = "__Host-kawal-csrf" if HTTPS else "kawal-csrf"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("KAWAL_BEHIND_PROXY", default=False) else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SELF = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = env.number("KAWAL_BODY_MB", 16, at_least=1) * 1024 * 1024
API_CALLS_PER_SECOND = env.number("KAWAL_API_CALLS_PER_SECOND", 500, at_least=1)  # of one key, each process
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

# ---------------------------------------------------------------- language, time
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "kawal-language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# ---------------------------------------------------------------- files
STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
_STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

# ---------------------------------------------------------------- mail, jobs
EMAIL_BACKEND = "django.core.mail.backends." + ("smtp" if PRODUCTION else "console") + ".EmailBackend"
EMAIL_HOST = env.text("KAWAL_MAIL_HOST", "localhost")
EMAIL_PORT = env.number("KAWAL_MAIL_PORT", 25, at_least=1)
EMAIL_HOST_USER = env.text("KAWAL_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("KAWAL_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("KAWAL_MAIL_TLS", default=False)
DEFAULT_FROM_EMAIL = env.text("KAWAL_MAIL_FROM", "kawal@localhost")
PROCRASTINATE_DATABASE_ALIAS = "default"
PROCRASTINATE_IMPORT_PATHS = [
    "kawal.doors.jobs.context",
    "kawal.doors.jobs.figures",
    "kawal.doors.jobs.imports",
    "kawal.doors.jobs.linking",
    "kawal.doors.jobs.rings",
    "kawal.doors.jobs.upkeep",
    "kawal.doors.jobs.watching",
]

# ---------------------------------------------------------------- what is written down
LOG_LEVEL = env.choice("KAWAL_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "config.logs.Redacting"}},
    "formatters": {"structured": {"()": "config.logs.Structured"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["redact"], "formatter": "structured"},
    },
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {"kawal": {"level": LOG_LEVEL}, "procrastinate": {"level": "WARNING"}},
}

# ---------------------------------------------------------------- tests change only this
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_AUTOREFRESH = True
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
