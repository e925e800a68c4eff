"""Handing in a file from the Réinscription page, and its row on the page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.documents.models import Document, DocumentKind, State
from portamento.documents.reasons import RefusalReason, sentence_of
from portamento.foundation import text
from portamento.portal.documents import waiting
from portamento.portal.dossier.loading import Page
from portamento.reenrolment import actions, pieces


def send_in(request: HttpRequest, page: Page, piece: pieces.Piece) -> actions.Sent:
    """The files picked for it: a document at once, or pages to look at first."""
    uploads = request.FILES.getlist("files")
    if not uploads:
        nothing = _("Choisissez d’abord un fichier, puis cliquez sur « Importer ».")
        return actions.Sent(refused=[nothing])
    if not piece.takes_file:
        return actions.Sent(
            refused=[_("Ce document se remplit à l’écran : cliquez sur « Remplir ».")]
        )
    pupil = page.pupil if piece.pupil_id else None
    together = "ensemble" in request.POST
    return actions.send_in(
        request.family, piece.kind, uploads, pupil=pupil, together=together, by=request.user
    )


def unread(page: Page) -> list[dict]:
    """Pages the family has not looked at yet: they would be missing from the dossier.

    Those that we are late with hold nothing up: they follow when they are ready.
    """
    return [
        {"anchor": piece.anchor, "sentence": f"{piece.name} : {waiting.words(sheets)}"}
        for piece in page.pieces()
        if is_wanted(piece) and (sheets := page.unread(piece)) and not waiting.is_early(sheets)
    ]


def row(page: Page, piece: pieces.Piece, *, refusal: str = "", each: bool = False) -> dict:
    """The piece as `ui.upload_row` shows it; `refusal` is what was wrong with a file just now,
    `each` names all that waits."""
    state, kind = piece.words()
    sheets = page.unread(piece)
    received = [file_line(page, piece)] if piece.document else []
    return {
        "id": str(piece.request.pk),
        "name": piece.name,
        "why": why(piece) if piece.waiver or (is_wanted(piece) and not sheets) else "",
        "state": state,
        "kind": kind,
        **reason(piece, refusal),
        "model_url": model_url(piece) if piece.takes_file else "",
        "examples": examples(piece.kind) if is_to_be_sent(page, piece) else [],
        **ways(page, piece),
        **waiting.parts(sheets, piece_url(page, piece)),
        **replacing(piece, sheets),
        "files": received + waiting.lines(sheets, each=each),
    }


def replacing(piece: pieces.Piece, sheets: list) -> dict:
    """What comes takes the place of what was given: it is no page more of it."""
    if not piece.is_given:
        return {}
    if not sheets:
        return {"upload_label": _("Remplacer")}
    return {"review": f"{waiting.words(sheets)} {_('Le document déjà reçu sera remplacé.')}"}


def ways(page: Page, piece: pieces.Piece) -> dict:
    """How it is given: filled in on the screen, imported, one or the other, or not any more."""
    if not page.may_give or not is_wanted(piece):
        return {}
    done = piece.document is not None and piece.document.on_screen
    if not piece.form:
        return {"upload_url": upload_url(page, piece)}
    kwargs = {"pk": page.pupil.pk, "ask": piece.request.pk}
    return {
        "form_url": reverse("portal:dossier.form", kwargs=kwargs),
        "form_label": _("Refaire") if done or piece.is_given else _("Remplir"),
        "upload_url": upload_url(page, piece) if piece.takes_file and not done else "",
    }


def is_to_be_sent(page: Page, piece: pieces.Piece) -> bool:
    """A file is expected, and none has come: then one wonders what will do."""
    return piece.takes_file and piece.is_missing and not page.unread(piece)


def is_wanted(piece: pieces.Piece) -> bool:
    """Not where another paper of the same choice was given, nor where none is needed."""
    return piece.state not in {pieces.REPLACED, pieces.WAIVED}


def why(piece: pieces.Piece) -> str:
    """Why it is asked, what it is, its own due date, and how it stands with an earlier one."""
    if piece.waiver:
        said = (piece.waiver.label, piece.waiver.sentence)
        return ". ".join(part for part in said if part)
    due = _("À fournir avant le %s.") % text.full_day(piece.due_on) if piece.due_on else ""
    later = "" if piece.request.blocking else _("Vous pouvez envoyer le dossier sans l’attendre.")
    other = _("Un seul des documents au choix suffit.") if piece.request.choice else ""
    still = (other, due, later) if piece.is_missing else ()
    parts = (piece.kind.why, piece.why, *still, earlier(piece))
    return " ".join(str(part) for part in parts if part)


def earlier(piece: pieces.Piece) -> str:
    """« Déjà fourni », or why it is asked again."""
    day, until = piece.given_before, piece.ends_before
    if piece.is_given and day:
        return _("Déjà fourni le %s : rien à faire.") % text.day(day)
    if piece.is_missing and until:
        return _(
            "Le précédent n’est valable que jusqu’au %s, avant la rentrée : envoyez-en un récent."
        ) % (text.day(until))
    return ""


def examples(kind: DocumentKind) -> list[tuple[str, list[str]]]:
    """What is taken for it, what is not: the office's own words."""
    told = (("", kind.taken), (_("Refusé :"), kind.not_taken))
    return [(title, lines.splitlines()) for title, lines in told if lines.strip()]


def reason(piece: pieces.Piece, refusal: str) -> dict:
    document = piece.document
    if refusal:
        return {"refusal": _("Fichier refusé"), "reason": refusal}
    if not is_wanted(piece):
        return {}
    if document and document.state == State.REFUSED:
        known = RefusalReason(document.reason)
        return {"refusal": known.heading, "reason": document.note or known.sentence}
    if piece.state == pieces.OUTDATED:
        return {"reason": _("Vous avez choisi depuis une autre modalité de règlement.")}
    if document and document.file.is_rejected():
        told = sentence_of(document.file.problem, text.clipped(document.file.name))
        return {"refusal": _("Fichier refusé"), "reason": told}
    return {}


def file_line(page: Page, piece: pieces.Piece) -> dict:
    document = piece.document
    if not page.may_open(document):
        return given_line(document)
    if document.on_screen:
        return signed_line(document)
    view = reverse("portal:documents.pages", kwargs={"pk": document.pk})
    drop = {"pk": page.pupil.pk, "document": document.pk}
    may_remove = piece.may_remove and page.may_give
    return {
        "name": text.clipped(document.file.name),
        "short": text.clipped(document.file.name, 20),
        "date": text.day(document.received_at),
        "hour": text.hour(document.received_at),
        "size": text.size(document.file.size),
        "view_url": view if document.file.is_servable() else "",
        "delete_url": reverse("portal:dossier.remove", kwargs=drop) if may_remove else "",
    }


def given_line(document: Document) -> dict:
    """Only that it was given: what is in it is not this reader’s."""
    return {"name": _("Fourni le %s par un autre responsable") % text.day(document.received_at)}


def signed_line(document: Document) -> dict:
    """« Fait le 3 juin à 14 h 05 », and our record of it once it is printed."""
    view = reverse("portal:documents.pages", kwargs={"pk": document.pk})
    ready = document.file.is_servable()
    at = {"day": text.day(document.received_at), "hour": text.hour(document.received_at)}
    signed = _("Fait le %(day)s à %(hour)s") % at
    return {
        "name": _("le formulaire signé") if ready else signed,
        "size": signed if ready else "",
        "view_url": view if ready else "",
        "state": "" if ready else _("PDF en préparation"),
        "kind": "half",
    }


def model_url(piece: pieces.Piece) -> str:
    if piece.kind.model_file_id:
        return reverse("portal:documents.model", kwargs={"pk": piece.kind.model_file_id})
    return piece.kind.model_url


def upload_url(page: Page, piece: pieces.Piece) -> str:
    kwargs = {"pk": page.pupil.pk, "ask": piece.request.pk}
    return reverse("portal:dossier.upload", kwargs=kwargs)


def piece_url(page: Page, piece: pieces.Piece) -> str:
    return f"{reverse('portal:dossier.show', kwargs={'pk': page.pupil.pk})}#{piece.anchor}"
