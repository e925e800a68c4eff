"""Files leave as attachments, named safely; page images too are kept by nobody on the way."""

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

SANDBOX = "default-src 'none'; sandbox"


def attachment(content, *, name: str, content_type: str = "application/pdf") -> HttpResponse:
    """`content` is bytes or an open file. Check the right and record the reading first."""
    make = HttpResponse if isinstance(content, bytes | memoryview) else FileResponse
    response = make(bytes(content) if isinstance(content, memoryview) else content)
    response["Content-Type"] = content_type
    response["Content-Disposition"] = content_disposition_header(True, name)
    return _guarded(response)


def picture(content: bytes) -> HttpResponse:
    """A PNG that was drawn here, shown within a page."""
    response = HttpResponse(content, content_type="image/png")
    response["Content-Disposition"] = "inline"
    return _guarded(response)


def _guarded(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
