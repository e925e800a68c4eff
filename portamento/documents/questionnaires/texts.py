"""The words around a form: ours until the school publishes its own; each version stays."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from portamento.audit.record import record
from portamento.documents.models import DocumentKind
from portamento.documents.questionnaires import library
from portamento.documents.signed import FormText
from portamento.foundation import clock
from portamento.schools import setup
from portamento.schools.scope import current
from portamento.workflow.action import action


def versions(kind: DocumentKind) -> tuple[FormText, ...]:
    """Those that were published, the newest first."""
    return setup.kept(f"form-texts:{kind.pk}", lambda: tuple(every_version(kind)))


def every_version(kind: DocumentKind) -> QuerySet[FormText]:
    return FormText.objects.filter(kind=kind).order_by("-number")


def words(kind: DocumentKind) -> FormText:
    """What is shown now; a first version is not in the database before somebody signs it."""
    published = next(iter(versions(kind)), None)
    return published or FormText(kind=kind, number=1, **shipped(kind))


def shipped(kind: DocumentKind) -> dict[str, str]:
    """Our own words for that form."""
    form = library.ALL[kind.form]
    return {"intro": str(form.intro), "consent": str(form.consent)}


def kept(kind: DocumentKind) -> FormText:
    """The row that a signature points at, inside the action that signs."""
    shown = words(kind)
    if shown.pk:
        return shown
    try:
        with transaction.atomic():
            made = FormText.objects.create(
                kind=kind, number=1, published_at=clock.now(), **shipped(kind)
            )
    except IntegrityError:  # another family was quicker by a moment: the same words
        return FormText.objects.get(kind=kind, number=1)
    setup.changed()
    return made


@action
def publish(kind: DocumentKind, *, intro: str, consent: str, by) -> FormText:
    """A new version, for whoever signs from now on. What the law writes stays as it is."""
    if library.ALL[kind.form].fixed:
        consent = shipped(kind)["consent"]
    newest = kept(kind).number
    made = FormText.objects.create(
        kind=kind,
        number=newest + 1,
        intro=intro.strip(),
        consent=consent.strip(),
        published_at=clock.now(),
    )
    record("form.published", name=kind.name, version=made.number)
    setup.changed()
    return made


def written(text: str, *, year: str, pupil: str = "") -> str:
    """With the names in place of {annee}, {prenom} and {creancier}; other braces are text."""
    known = {"annee": year, "prenom": pupil, "creancier": current().creditor}
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return text
