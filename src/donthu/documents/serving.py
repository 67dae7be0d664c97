"""Handing files out so that none of them acts in the name of this site."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from donthu.documents import types
from donthu.documents.models import StoredFile

# A PDF runs nothing in the name of its address, and older browsers show none in a sandbox.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_POLICY_OF_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"


def response(stored: StoredFile, name: str, *, inline: bool) -> FileResponse:
    """The bytes of `stored` under `name`, streamed; the caller has checked who may read them.

    `inline` shows PDF and pictures in the page, also in a frame of this site; all else, and all
    without it, is saved to disk. Nothing is kept in caches: people share machines.
    """
    shown = inline and stored.type in types.INLINE
    answer = FileResponse(
        default_storage.open(stored.path),
        as_attachment=not shown,
        filename=name,
        content_type=stored.type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _POLICY_OF_PDF if stored.type == types.PDF else _POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN" if shown else "DENY"
    answer["Cache-Control"] = "private, no-store"
    return answer
