"""The viewer: a document's pages as pictures made here, beside its facts and the decision."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.documents import actions as documents
from portamento.documents import previews, reasons
from portamento.documents.models import Document, State
from portamento.documents.signed import Filled
from portamento.doors import downloads, fields
from portamento.doors.page import render
from portamento.office.documents import access, forms, household, reading, rows, unseen, way
from portamento.reenrolment.actions import papers

WIDTHS = (900, 1400, 2000)
THUMBNAIL = 120
MOST_THUMBNAILS = 12
READING = "document_read"  # in the session: the one being looked at


def find(request, pk) -> Document:
    """Raises Http404, or PermissionDenied for a health paper that is not theirs to read."""
    document = get_object_or_404(rows.people(Document.objects.all()), pk=pk)
    access.check(request.user, document)
    return document


def note(request, document: Document) -> None:
    """Recorded once a visit, before any picture of it leaves: all its pages are one reading."""
    if request.session.get(READING) != document.pk:
        documents.note_read(document, by=request.user)
        request.session[READING] = document.pk


def show(request, pk):
    document = find(request, pk)
    if document.file.is_servable():
        note(request, document)
    opened = way.of(request)
    context = {
        "document": document,
        "row": rows.row(document, opened.query),
        "signature": signature(document),
        "problem": reasons.sentence_of(document.file.problem, document.file.name),
        "refusal": forms.Refusal(kind=document.kind, initial=unseen.told(document.file)),
        "dossiers": papers.asking(document).select_related("pupil__person").order_by("pk"),
        "untold": rows.untold(document.family_id),
        "newer": newer(document, opened),
        "read": reading.of(document),
        "kept": reading.confirmed(document),
        "household": household.of(document),
        "unseen": unseen.why(document.file),
        "pages": pages(document, width(request)),
        "zoom": zoom(document, opened, width(request)),
        "at": way.position(document, opened, request.user),
        "way": opened,
        "carried": urlencode(opened.hidden()),
    }
    return render(request, "office/documents/show.html", context)


def newer(document: Document, opened: way.Way) -> str:
    """Where what took its place is looked at."""
    if document.state != State.REPLACED:
        return ""
    return opened.to(Document.objects.beside(document).newest_first().first().pk)


def signature(document: Document) -> list[tuple[str, str]]:
    """Of what was signed on the screen: which text, and a mandate's own reference."""
    if not document.on_screen:
        return []
    number, reference = Filled.objects.values_list("text__number", "reference").get(
        document=document
    )
    rows = [(_("Signé à l’écran"), _("texte version %d") % number)]
    return [*rows, (_("Référence du mandat"), reference)] if reference else rows


def width(request) -> int:
    given = request.GET.get("largeur", "")
    return next((one for one in WIDTHS if str(one) == given), WIDTHS[0])


def rotation(request, document: Document) -> int:
    given = request.GET.get("tour", "")
    return next((one for one in documents.ROTATIONS if str(one) == given), document.rotation)


def pages(document: Document, wide: int) -> dict:
    """What the template needs to show each page; a file not counted yet has one."""
    count = max(document.file.pages, 1)
    return {
        "numbers": range(1, count + 1),
        "count": count,
        "look": f"?largeur={wide}&tour={document.rotation}",
        "small": f"?largeur={THUMBNAIL}&tour={document.rotation}",
        "thumbnails": 1 < count <= MOST_THUMBNAILS,
        "turned": (document.rotation + 90) % 360,
    }


def zoom(document: Document, opened: way.Way, wide: int) -> dict:
    """The widths beside this one, and whether the pages overflow."""
    place = WIDTHS.index(wide)
    smaller, larger = WIDTHS[max(place - 1, 0)], WIDTHS[min(place + 1, len(WIDTHS) - 1)]
    return {
        "out": opened.to(document.pk, largeur=smaller) if place else "",
        "in_": opened.to(document.pk, largeur=larger) if place < len(WIDTHS) - 1 else "",
        "wide": place > 0,
        "width": wide,
    }


def page(request, pk, number):
    """A picture of one page; nothing is shown of a file that is not cleared."""
    document = find(request, pk)
    small = request.GET.get("largeur") == str(THUMBNAIL)
    try:
        content = previews.page_png(
            document.file,
            number,
            THUMBNAIL if small else width(request),
            rotation(request, document),
        )
    except OSError as missing:
        raise Http404 from missing
    if content is None:
        raise Http404
    note(request, document)
    return downloads.picture(content)


@require_POST
def turn(request, pk):
    """A quarter turn, kept for the next time."""
    document = find(request, pk)
    given = fields.whole(request.POST.get("tour", ""))
    documents.turn(document, rotation=-1 if given is None else given, by=request.user)
    kept = fields.whole(request.POST.get("largeur", ""))
    return redirect(way.of(request).to(pk, largeur=kept or 0))
