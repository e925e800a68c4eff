"""What the pages of a re-enrolment show."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.documents.inspector.limits import MAX_FILE_BYTES
from portamento.documents.models import Owner
from portamento.documents.reasons import ACCEPT_FILES, FILES_SENTENCE
from portamento.foundation import clock, text
from portamento.portal.dossier import files, forms, standing
from portamento.portal.dossier.loading import Page
from portamento.portal.pupils import pager, tabs
from portamento.reenrolment import courses, receipt, setup
from portamento.reenrolment.models import State
from portamento.reenrolment.situation import Situation


def frame(request: HttpRequest, page: Page) -> dict:
    """What every one of them needs: the pupil, tabs, the pager, the campaign."""
    pks = [one.membership.pupil_id for one in page.all]
    return {
        "pupil": page.pupil,
        "own": page.pupil.person_id == request.guardian.person_id,
        "campaign": page.campaign,
        "year": page.campaign.year,
        "dossier": page.dossier,
        "access": page.access,
        "deadline": text.deadline(page.access.closes_at),
        "tabs": tabs.of(request, page.pupil, "dossier.show"),
        "pager": pager.of(request, page.pupil, "dossier.show", pks),
    }


def edit(
    request: HttpRequest,
    page: Page,
    form: forms.Answers,
    *,
    lacks: list | None = None,
    unlocked: bool = False,
) -> dict:
    """The page people fill in."""
    framed = frame(request, page)
    if framed["own"]:
        form.fields["stays"].choices = forms.OWN_STAYS
    return framed | {
        "form": form,
        "gaps": lacks or [],
        "inside": request.path,
        "unlocked": unlocked,
        "lines": form.lines(),
        "lacking": courses.lacking(page.one),
        "pieces": pieces_by_owner(page),
        "limits": FILES_SENTENCE,
        "accept": ACCEPT_FILES,
        "most": MAX_FILE_BYTES,
        "blocks": blocks(page.one),
        "terms": setup.current_terms(page.campaign),
        "saved_at": page.dossier is not None and page.dossier.state != State.WITHDRAWN,
    }


def saved(page: Page) -> forms.Answers:
    """The form as it stands in the draft: all that was typed is there."""
    form = forms.Answers(one=page.one)
    form.version = page.version
    return form


def pieces_by_owner(page: Page) -> list[dict]:
    """« Liés à la famille », « Liés à l’élève », as upload rows."""
    found = page.pieces()
    groups = []
    for owner in Owner:
        rows = [files.row(page, piece) for piece in found if piece.kind.owner == owner]
        if rows:
            groups.append({"title": owner.label, "rows": rows})
    return groups


class Shape(NamedTuple):
    """What answers may change on the page: courses locked by another, documents asked for."""

    locked: frozenset[int]
    asked: frozenset[int]


def shape(page: Page) -> Shape:
    return Shape(
        frozenset(row.pk for row in page.rows() if row.ruling.obligatory),
        frozenset(piece.request.pk for piece in page.pieces()),
    )


def autosaved(page: Page, before: Shape, version: int) -> HttpResponse:
    """Saved by the script: the new version, and which parts of the page are out of date."""
    now = shape(page)
    parts = [
        part
        for part, changed in (("cours", now.locked != before.locked), ("liste", now != before))
        if changed
    ]
    return kept(version, parts)


def kept(version: int, parts: Sequence[str] = ()) -> HttpResponse:
    """The script’s answer: nothing to show but our hour, whatever the telephone’s clock says."""
    saved = clock.local(clock.now()).strftime("%H:%M")
    headers = {"X-Version": str(version), "X-Saved-At": saved, "X-Changed": " ".join(parts)}
    return HttpResponse(status=204, headers=headers)


def blocks(one: Situation) -> list:
    """The office's words for this pupil: for all, or for a level, discipline, school class."""
    levels = {row.level_id or row.course.level_id for row in one.enrolments}
    disciplines = {row.course.discipline_id for row in one.enrolments}
    return [
        block
        for block in setup.blocks(one.campaign)
        if _meant_for(block, levels, disciplines, one.pupil.school_level)
    ]


def _meant_for(block, levels: set, disciplines: set, school_level: str) -> bool:
    audiences = (
        ({level.pk for level in block.levels.all()}, levels),
        ({discipline.pk for discipline in block.disciplines.all()}, disciplines),
        (set(block.school_levels.split(",")) - {""}, {school_level}),
    )
    return all(not wanted or wanted & had for wanted, had in audiences)


STEPS = (
    lazy("Envoyé"),
    lazy("Pièces contrôlées"),
    lazy("Cours attribués"),
    lazy("Inscription confirmée"),
)


def tracker(page: Page) -> list[dict]:
    """Envoyé → Pièces contrôlées → Cours attribués → Inscription confirmée, and whose turn."""
    reached = {
        State.SUBMITTED: 1,
        State.IN_REVIEW: 1,
        State.SENT_BACK: 1,
        State.ACCEPTED: 2,
        State.PLACED: 3,
        State.CONFIRMED: 4,
    }.get(page.dossier.state, 0)
    return [
        {
            "label": label,
            "note": _note(page, rank, reached),
            "status": "past" if rank < reached else "current" if rank == reached else "next",
        }
        for rank, label in enumerate(STEPS)
    ]


def _note(page: Page, rank: int, reached: int) -> str:
    if rank == 0 and page.dossier.sent_at:
        return text.initials_upper(text.moment(page.dossier.sent_at))
    if rank != reached:
        return ""
    if page.dossier.state == State.SENT_BACK or any(piece.blocks for piece in page.pieces()):
        return _("À vous : il reste un document ou une correction.")
    return _("Au conservatoire : en cours d’examen.")


def sent(request: HttpRequest, page: Page) -> dict:
    """After sending: the reference, the tracker, what was asked, what comes next."""
    mine = page.one.is_filer
    steps = receipt.next_steps(page.one) if mine else []
    framed = frame(request, page)
    told = {"own": framed["own"], "incomplete": len(steps) > 1}
    return framed | {
        "mine": mine,
        "standing": standing.of(page.dossier, **told),
        "tracker": tracker(page) if page.dossier.state not in HALTED else [],
        "lines": receipt.lines(page.one),
        "dispenses": dispenses(page) if mine else [],
        "next_steps": steps,
        "incomplete": len(steps) > 1,
        "pieces": pieces_by_owner(page) if mine else [],
        "limits": FILES_SENTENCE,
        "accept": ACCEPT_FILES,
        "most": MAX_FILE_BYTES,
        "terms": page.dossier.terms,
        "plan": receipt.plan_name(page.one) if mine else "",
        "places": places(page),
        "next_pupil": page.next_pupil(),
    }


HALTED = {State.DRAFT, State.REFUSED, State.WITHDRAWN}


def dispenses(page: Page) -> list[tuple[str, str]]:
    """What the office answered to each dispense asked for."""
    return [
        (row.enrolment.course.name, row.dispense_answer)
        for row in page.rows()
        if row.dispense_answer
    ]


def places(page: Page) -> list:
    """Next year's courses, once the office has settled them all."""
    if page.dossier.state not in {State.PLACED, State.CONFIRMED}:
        return []
    rows = page.dossier.wishes.filter(place__isnull=False)
    rows = rows.select_related("place__course__teacher", "place__course__level", "place__level")
    return [wish.place for wish in rows.order_by("rank", "pk")]
