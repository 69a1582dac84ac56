"""One settings file, driven by the environment. With nothing set it runs on the embedded database."""

import hashlib
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# ── Where things are kept ────────────────────────────────────────────────────────────────────────────────
VAR_DIR = Path(env.str("ALONGSIDE_VAR", str(BASE_DIR / "var")))
ASSETS_DIR = BASE_DIR / "build" / "assets"
PACKS_DIR = BASE_DIR / "src" / "alongside" / "statute" / "england"
FILES_DIR = VAR_DIR / "files"

# ── What kind of installation this is ────────────────────────────────────────────────────────────────────
DEMO = env.bool("ALONGSIDE_DEMO", False)
PRODUCTION = env.bool("ALONGSIDE_PRODUCTION", False)
DEBUG = False
ALLOWED_HOSTS = env.list("ALONGSIDE_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}
PUBLIC_URL = env.str("ALONGSIDE_URL", "http://localhost:8000")
if DEMO and (PRODUCTION or not set(ALLOWED_HOSTS) <= LOCAL_HOSTS):
    raise ImproperlyConfigured(
        "Demo mode lets anyone sign in as anyone, so it only runs on this machine. "
        "Unset ALONGSIDE_DEMO, or unset ALONGSIDE_PRODUCTION and ALONGSIDE_HOSTS."
    )


def _kept_secret(name: str, length: int = 50) -> str:
    """A secret from the environment, or one made once and kept beside the embedded database."""
    given = env.str(f"ALONGSIDE_{name}", "")
    if given:
        return given
    if PRODUCTION:
        raise ImproperlyConfigured(f"Set ALONGSIDE_{name}: a production installation keeps its own secrets.")
    path = VAR_DIR / f"{name.lower()}.secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(length))
    return path.read_text().strip()


SECRET_KEY = _kept_secret("SECRET_KEY")
# Newest first: the first encrypts, all decrypt, so a key is changed by putting a new one in front.
FIELD_KEYS = _kept_secret("FIELD_KEYS", 64).split(",")

# ── Database: the embedded default, or PostgreSQL by DATABASE_URL ────────────────────────────────────────
_default_database = f"sqlite:///{VAR_DIR / 'alongside.sqlite3'}"
DATABASES = {"default": env.dj_db_url("DATABASE_URL", _default_database)}
EMBEDDED_DATABASE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if EMBEDDED_DATABASE:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["ENGINE"] = "alongside.platform.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        # Without these a quarter of concurrent read-then-write transactions fail; with them, none did.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "cached_statements": 600,  # a home has sixty; a statement that is looked through anew takes 0.1 ms or more
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
            "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("ALONGSIDE_CONN_MAX_AGE", 300)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True  # PgBouncer in transaction mode
    # The same few hundred statements are asked all day, and planning one takes longer than running it: each connection
    # keeps the plans it has made (platform/kept_plans.py). No: behind a pooler that hands a connection on each time.
    if env.bool("ALONGSIDE_PREPARED_STATEMENTS", True):
        DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=2)
# The second wall (docs/how-it-works/access.md): requests take this role, and PostgreSQL itself hides what a person may
# not know. Any name, such as alongside_walled; one for each installation on a server. Empty: no such wall.
WALL_ROLE = env.str("ALONGSIDE_WALL_ROLE", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Apps, in the order they stand on each other ──────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "alongside.ledger",
    "alongside.access",
    "alongside.design",
    "alongside.rendering",
    "alongside.platform",
    "alongside.people",
    "alongside.organisations",
    "alongside.children",
    "alongside.deadlines",
    "alongside.documents",
    "alongside.notices",
    "alongside.voice",
    "alongside.support",
    "alongside.wellbeing",
    "alongside.safeguarding",
    "alongside.conversations",
    "alongside.plans",
    "alongside.reviews",
    "alongside.ehc",
    "alongside.ehcplans",
    "alongside.annualreviews",
    "alongside.disputes",
    "alongside.feedback",
    "alongside.inclusion",
    "alongside.exchange",
    "alongside.returns",
    "alongside.casefile",
    "alongside.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
AUTH_USER_MODEL = "people.Account"

MIDDLEWARE = [
    "alongside.platform.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alongside.platform.compression.CompressPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "alongside.organisations.web.middleware.ActorMiddleware",
    "alongside.children.web.shielding.KeepPlaces",
    "alongside.children.web.shielding.WarnOfPlaces",
    "alongside.people.web.session_limits.SessionLimits",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────
_template_folders = sorted((BASE_DIR / "src" / "alongside").glob("*/web/templates"))
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "src" / "alongside" / "design" / "templates", *_template_folders],
        "OPTIONS": {"environment": "alongside.design.environment.environment"},
    },
    {
        # Only for the packages' own e-mail texts; the product's pages are all Jinja2.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [ASSETS_DIR] if ASSETS_DIR.exists() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3_600 if PRODUCTION else 300  # names carry no digest: after an upgrade, ask again soon
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# ── Sign-in (django-allauth) ─────────────────────────────────────────────────────────────────────────────
AUTHENTICATION_BACKENDS = ["alongside.people.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "alongside.people.guessable.NotGuessable"},
    {"NAME": "alongside.people.breached.NotBreached"},
]
# A file; people/breached.py says of what kind.
BREACHED_PASSWORDS = env.str("ALONGSIDE_BREACHED_PASSWORDS", "")
ACCOUNT_ADAPTER = "alongside.people.library.AccountAdapter"
MFA_ADAPTER = "alongside.people.library.FactorAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are only made by an invitation sent to the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # people/web/entrance.py writes to them itself: no page to sign up on
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # families only: people/web/entrance.py
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # ASVS 5.0 6.6.2: ten minutes at most
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# A whole school signs in from one address at half past eight, so limits by address are wide; those by account
# are not. Counted in the cache that all processes share.
ACCOUNT_RATE_LIMITS = {
    "login": "240/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "20/m/ip,3/m/key",
    "ask_assessment": "30/h/ip,3/d/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "240/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("ALONGSIDE_PROXIES", 0)  # how many proxies of ours stand in front
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_TOLERANCE = 1  # a telephone's clock is seldom exact
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False  # people/web/session_limits.py notes use, once in five minutes
# Staff may come with the account of their work (OpenID Connect), where an issuer is named: people/work_account.py.
OIDC_ISSUER = env.str("ALONGSIDE_OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = env.str("ALONGSIDE_OIDC_NAME", "your work account")
if OIDC_ISSUER and PRODUCTION and not OIDC_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("ALONGSIDE_OIDC_ISSUER has to begin with https://")
# Named after its issuer: what another issuer calls the same person is somebody else.
OIDC_PROVIDER = f"work-{hashlib.sha256(OIDC_ISSUER.encode()).hexdigest()[:12]}"
SOCIALACCOUNT_ADAPTER = "alongside.people.work_account.WorkAccounts"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may only be sent to ourselves (Content-Security-Policy)
SOCIALACCOUNT_STORE_TOKENS = False
_oidc_client, _oidc_secret = env.str("ALONGSIDE_OIDC_CLIENT", ""), env.str("ALONGSIDE_OIDC_SECRET", "")
OIDC_CLIENT_KNOWN = bool(_oidc_client and _oidc_secret)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER,
                "name": OIDC_NAME,
                "client_id": _oidc_client,
                "secret": _oidc_secret,
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 24 * 60 * 60  # the longest of any role; people/rules.py has the limits of each
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "alongside_session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "alongside_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.site.web.views.form_out_of_date"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = env.bool("ALONGSIDE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from inside, without encryption
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Rate limits count in a cache all processes share; a cache per process would not limit anything.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}

# ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────
EMAIL_URL = env.str("EMAIL_URL", "")
if EMAIL_URL:
    _email = env.dj_email_url("EMAIL_URL")
    if not _email.get("EMAIL_BACKEND"):
        raise ImproperlyConfigured("EMAIL_URL is not understood. Begin it with submission:// or smtp://")
    EMAIL_BACKEND = _email["EMAIL_BACKEND"]
    EMAIL_HOST = _email["EMAIL_HOST"]
    EMAIL_PORT = _email["EMAIL_PORT"] or 587
    EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
    EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
    EMAIL_TIMEOUT = 20  # a mail server that does not answer must not hold up the other work
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("ALONGSIDE_FROM", "Alongside <no-reply@localhost>")
# Any gateway that takes a JSON POST with a bearer key; without one, texts are files.
TEXT_URL = env.str("ALONGSIDE_TEXT_URL", "")
TEXT_KEY = env.str("ALONGSIDE_TEXT_KEY", "")
TEXT_FOLDER = VAR_DIR / "texts"
if TEXT_URL and not TEXT_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "ALONGSIDE_TEXT_URL begins with https://, so that numbers are not sent in the open."
    )

# ── Uploads ──────────────────────────────────────────────────────────────────────────────────────────────
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# ── Logs: what happened, never who a child is ────────────────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_content": {"()": "alongside.platform.logs.WithoutContent"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_content"]}
    },
    "root": {"handlers": ["console"], "level": env.str("ALONGSIDE_LOG", "") or "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
