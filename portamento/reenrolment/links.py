"""Where letters lead; a test checks that the portal answers at each."""

import re
from urllib.parse import parse_qsl, urlsplit

from portamento.schools import address

ROW = "ligne"
PIECES = "pieces"
ANCHOR = re.compile(rf"{PIECES}|piece-d?\d+")


def dossier(pupil_id: int, anchor: str = "") -> str:
    """The Réinscription page of a pupil, at a piece if one is named."""
    return page(f"/eleves/{pupil_id}/reinscription/", anchor)


def receipt(pupil_id: int) -> str:
    return page(f"/eleves/{pupil_id}/reinscription/recepisse/")


def home() -> str:
    return page("/")


def documents(anchor: str = "") -> str:
    """All that the household handed in, at a document to do again if one is named."""
    return page("/famille/documents/", anchor)


def page(path: str, anchor: str = "") -> str:
    """With a row of it, said twice: browsers keep the second to themselves while one signs in."""
    if not anchor:
        return address.page(path)
    return f"{address.page(path, **{ROW: anchor})}#{anchor}"


def landing(path: str) -> str:
    """The page that was asked for before signing in, at the row that its address names."""
    parts = urlsplit(path)
    named = dict(parse_qsl(parts.query)).get(ROW, "")
    return f"{parts.path}#{named}" if ANCHOR.fullmatch(named) else path
