"""Where letters lead; a test checks that the portal answers at each."""

from django.conf import settings


def dossier(pupil_id: int, anchor: str = "") -> str:
    """The Réinscription page of a pupil, at a piece if one is named."""
    return f"{settings.PUBLIC_URL}/eleves/{pupil_id}/reinscription/" + (
        f"#{anchor}" if anchor else ""
    )


def receipt(pupil_id: int) -> str:
    return f"{settings.PUBLIC_URL}/eleves/{pupil_id}/reinscription/recepisse/"


def home() -> str:
    return f"{settings.PUBLIC_URL}/"


def documents(anchor: str = "") -> str:
    """All that the household handed in, at a document to do again if one is named."""
    return f"{settings.PUBLIC_URL}/famille/documents/" + (f"#{anchor}" if anchor else "")
