"""What the office does with letters: send again, print, post, and word them its own way."""

from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.foundation import clock
from portamento.mailroom import letter as letters
from portamento.mailroom import wording
from portamento.mailroom.models import Fate, Outgoing, Paper, Wording
from portamento.schools import setup
from portamento.schools.scope import current
from portamento.workflow.action import NotAllowed, action

PILE = "pile"


@action
def resend(letter: Outgoing, *, email: str, by) -> Outgoing:
    """The same letter once more, to the address that is right now."""
    if held_a_secret(letter):
        raise NotAllowed(
            _(
                "Ce courrier portait un mot de passe ou un lien personnel, qui ne peut pas être "
                "envoyé deux fois. Envoyez-en un nouveau depuis la page de la famille."
            )
        )
    copy = letters.again(letter, email=email)
    record(
        *("letter.resent", letter),
        household=letter.household_id,
        subject=letter.subject,
        address=email,
    )
    return copy


def held_a_secret(letter: Outgoing) -> bool:
    """Whether its text has a place for a provisional password or a personal link."""
    return letters.SECRET in letter.text or letters.SECRET_LINK in letter.text


@action
def print_pile(*, by) -> Paper:
    """Everything to post, in one PDF that the worker prints.

    The order names the letters and no more: a secret inside one is unsealed while printing.
    """
    rows = list(Outgoing.objects.filter(state=Fate.TO_POST).order_by("name", "pk"))
    if not rows:
        raise NotAllowed(_("Aucun courrier n’est à poster."))
    wanted_at = clock.now()
    paper = Paper.objects.create(
        template=PILE,
        facts={"letters": [{"letter": row.pk} for row in rows]},
        name=_("courriers-a-poster-%s.pdf") % wanted_at.date().isoformat(),
        wanted_at=wanted_at,
    )
    record("letter.pile_printed", current(), number=len(rows))
    return paper


@action
def mark_posted(paper: Paper, *, by) -> int:
    """The pile has left: its letters are posted, its secrets and its file are erased."""
    wanted = [item["letter"] for item in paper.facts["letters"]]
    posted = Outgoing.objects.filter(pk__in=wanted, state=Fate.TO_POST).update(
        state=Fate.POSTED,
        sent_at=clock.now(),
        secret=None,
        secret_until=None,
        version=F("version") + 1,
    )
    if not posted:
        raise NotAllowed(_("Ces courriers sont déjà notés comme postés."))
    Paper.objects.filter(pk=paper.pk).update(content=None)
    record("letter.pile_posted", current(), number=posted)
    return posted


@action
def write_wording(kind: str, *, text: str, by) -> None:
    """From now on, letters of that kind are written in the school's own words."""
    row, made = Wording.objects.get_or_create(kind=kind, defaults={"text": text})
    before = "" if made else row.text
    if not made:
        Wording.objects.filter(pk=row.pk).update(text=text, version=F("version") + 1)
    setup.changed()
    record("wording.written", current(), kind=wording.title(kind), before=before, after=text)


@action
def restore_wording(kind: str, *, by) -> None:
    """Back to the text that comes with Portamento."""
    row = Wording.objects.filter(kind=kind).first()
    if row is None:
        raise NotAllowed(_("Ce courrier a déjà son texte d’origine."))
    row.delete()
    setup.changed()
    record("wording.restored", current(), kind=wording.title(kind), before=row.text)
