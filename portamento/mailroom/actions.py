"""What the office does with letters: send again, and word them its own way."""

from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.foundation import clock
from portamento.mailroom import fresh, posting, wording
from portamento.mailroom import letter as letters
from portamento.mailroom.models import Fate, LetterMention, Outgoing, Wording
from portamento.schools import setup
from portamento.schools.scope import current
from portamento.workflow.action import NotAllowed, action


@action
def resend(letter: Outgoing, *, email: str, by) -> Outgoing:
    """The same letter once more, to the address that is right now; on paper where there is none."""
    if fresh.held_a_secret(letter):
        raise NotAllowed(
            _(
                "Ce courrier portait un mot de passe ou un lien personnel, qui ne peut pas être "
                "envoyé deux fois. Envoyez-en un nouveau depuis la page de la famille."
            )
        )
    copy = again(letter, email=email)
    record(
        *("letter.resent", letter),
        household=letter.household_id,
        subject=letter.subject,
        address=email,
    )
    return copy


def again(row: Outgoing, *, email: str) -> Outgoing:
    """A copy that starts anew; a secret that is gone stays gone."""
    kept = ("kind", "account", "household_id", "name", "postal", "subject", "text", "paper")
    same = {name: getattr(row, name) for name in kept}
    if not email:
        same |= posting.on_paper(row)
    copy = Outgoing.objects.create(
        **{"written_at": clock.now()} | same,
        address=email,
        state=Fate.QUEUED if email else Fate.TO_POST,
        send_after=clock.now(),
        message_id=letters.new_message_id(),
    )
    for mention in row.mention_rows.all():
        LetterMention.objects.create(letter=copy, kind=mention.kind, subject_id=mention.subject_id)
    return copy


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
