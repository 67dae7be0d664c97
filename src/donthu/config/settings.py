"""Settings of every deployment; what differs between them comes from the environment."""

import os
from pathlib import Path

from donthu.config.paths import DATA, ROOT
from donthu.config.postgres import database_settings
from donthu.config.secrets import secret


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes"}


DEBUG = _flag("DONTHU_DEBUG")
SECRET_KEY = secret("django", DATA)
BASE_URL = os.environ.get("DONTHU_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
ALLOWED_HOSTS = os.environ.get("DONTHU_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
_HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "donthu.ui",  # first: its templates and its Vietnamese win over those of the packages
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "ninja",
    "django_htmx",
    "donthu.ledger",
    "donthu.vault",
    "donthu.agencies",
    "donthu.people",
    "donthu.documents",
    "donthu.cases",
    "donthu.search",
    "donthu.notify",
    "donthu.portal",
    "donthu.desk",
    "donthu.api",
    "donthu.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "donthu.ui.policy.content_policy",
    "donthu.ui.language.language_of_the_address",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "donthu.config.urls"
WSGI_APPLICATION = "donthu.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/lam-viec/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "donthu.agencies.sign_in.ClosedAdapter"
SOCIALACCOUNT_ADAPTER = "donthu.agencies.sign_in.KnownOfficersAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/5m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "donthu.agencies.key_forms.AddKeyForm",
    "edit_webauthn": "donthu.agencies.key_forms.EditKeyForm",
}
MFA_TOTP_ISSUER = "Đơn Thư"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
if os.environ.get("DONTHU_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": os.environ.get("DONTHU_OIDC_NAME", "Đăng nhập một lần của tỉnh"),
                    "client_id": os.environ["DONTHU_OIDC_CLIENT"],
                    "secret": os.environ["DONTHU_OIDC_SECRET"],
                    "settings": {"server_url": os.environ["DONTHU_OIDC_URL"]},
                }
            ]
        }
    }

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "donthu.ui.lost_session.failure"
if _HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# How many reverse proxies of ours stand before the web process: wrong tries are counted by the
# address that the outermost of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DONTHU_PROXIES", "0"))

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = (
    [("vendor", ROOT / "var" / "assets")] if (ROOT / "var" / "assets").is_dir() else []
)
STORAGES = {
    "default": {
        "BACKEND": "donthu.documents.storage.DurableStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_HOST = os.environ.get("DONTHU_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("DONTHU_SMTP_PORT", "1025"))
EMAIL_HOST_USER = os.environ.get("DONTHU_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DONTHU_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("DONTHU_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DONTHU_MAIL_FROM", "Đơn Thư <khong-tra-loi@donthu.example>")

# Text messages go to this gateway (notify/sms.py); none are sent without it.
DONTHU_SMS_URL = os.environ.get("DONTHU_SMS_URL", "")
DONTHU_SMS_TOKEN = os.environ.get("DONTHU_SMS_TOKEN", "")
DONTHU_SMS_FROM = os.environ.get("DONTHU_SMS_FROM", "DON THU")

# What runs us (systemd, a container) keeps what is written to standard error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "class": "donthu.config.logs.Discreet",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}

PROCRASTINATE_IMPORT_PATHS = ["donthu.config.jobs"]

# Đơn Thư's own
DONTHU_DATA: Path = DATA
DONTHU_KEYS: Path = Path(os.environ.get("DONTHU_KEYS", DATA / "keys"))
DONTHU_ALTCHA_KEY = secret("altcha", DATA)
DONTHU_REACTIONS = "donthu.config.reactions.REACTIONS"
DONTHU_PORTAL_AGENCY = os.environ.get("DONTHU_PORTAL_AGENCY", "vpcp")
# in whose pages the form and the answers may be framed, as frame-ancestors has it
DONTHU_EMBED_ANCESTORS = os.environ.get("DONTHU_EMBED_ANCESTORS", "*")
DONTHU_MAX_FILES = int(os.environ.get("DONTHU_MAX_FILES", "5"))
DONTHU_MAX_FILE_BYTES = int(os.environ.get("DONTHU_MAX_FILE_MB", "20")) * 1024 * 1024
# seconds without a sign of life after which a worker counts as dead and its jobs go to another
DONTHU_RESCUE_AFTER = float(os.environ.get("DONTHU_RESCUE_AFTER", "60"))
DONTHU_SCAN_COMMAND = os.environ.get("DONTHU_SCAN_COMMAND", "")
