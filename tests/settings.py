"""The product's settings, with its data in var/test so that no test touches a real deployment."""

import os
from pathlib import Path

os.environ["DONTHU_DATA"] = str(Path(__file__).resolve().parents[1] / "var" / "test")

from donthu.config.settings import *  # noqa: F403
from donthu.config.settings import STATIC_ROOT as _STATIC_ROOT
from donthu.config.settings import STORAGES as _STORAGES

# pages are tested without a build of the static files
STORAGES = _STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# signing in is not what most tests measure
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# whitenoise warns at each test client when there is no such folder
_STATIC_ROOT.mkdir(parents=True, exist_ok=True)
