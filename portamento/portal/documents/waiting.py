"""Pages that wait until their family has looked at them, as its pages say so."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.documents.models import Sheet
from portamento.foundation import text

SENT = {"state": lazy("Envoyé"), "kind": "half"}
REFUSED = {"state": lazy("Refusé"), "kind": "wrong"}
WHOLE_FAMILY = 0  # in the address, where a document is nobody's in particular


def review_url(kind_id: int, pupil_id: int | None, back: str = "") -> str:
    """Where the family looks at them; `back` is the page it came from."""
    kwargs = {"kind": kind_id, "pupil": pupil_id or WHOLE_FAMILY}
    url = reverse("portal:documents.review", kwargs=kwargs)
    return f"{url}?{urlencode({'retour': back}, safe='/')}" if back else url


def words(sheets: Sequence[Sheet]) -> str:
    """« 3 pages attendent votre relecture. »; the wait is ours before all of them are there."""
    if is_early(sheets):
        return _("Vos pages se préparent : revenez dans quelques minutes. Rien n’est perdu.")
    pages = sum(max(sheet.file.pages, 1) for sheet in sheets)
    waits = text.count(pages, _("page attend"), _("pages attendent"))
    return _("%s votre relecture.") % waits


def is_early(sheets: Sequence[Sheet]) -> bool:
    """Something of it has not been looked at by the machine: its family cannot either."""
    return any(sheet.file.is_awaited() for sheet in sheets)


def lines(sheets: Sequence[Sheet], *, each: bool) -> list[dict]:
    """The files as `ui.upload_row` lists them: `each` by its name while they travel. A page says
    of several only how many pages there are: they are named where one looks at them."""
    fine = [sheet for sheet in sheets if not sheet.file.is_rejected()]
    named = each or len(fine) < 2
    return [line(sheet) for sheet in sheets if named or sheet.file.is_rejected()]


def line(sheet: Sheet) -> dict:
    known = REFUSED if sheet.file.is_rejected() else SENT
    return {"name": text.clipped(sheet.file.name), "size": text.size(sheet.file.size), **known}


def parts(sheets: Sequence[Sheet], back: str, *, each: bool = False) -> dict:
    """What a row shows of them: its state, the files, the way to look at them."""
    if not sheets:
        return {}
    first = sheets[0]
    return {
        **standing(sheets),
        "review": words(sheets),
        "review_url": review_url(first.kind_id, first.pupil_id, back),
        "files": lines(sheets, each=each),
    }


def standing(sheets: Sequence[Sheet]) -> dict[str, str]:
    if is_early(sheets):
        label = _("Voir les pages")
        return {"state": _("En préparation"), "kind": "half", "review_label": label}
    return {"state": _("À relire"), "kind": "yours"}
