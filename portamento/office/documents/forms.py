"""What the office fills in about documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.documents import setup as kinds
from portamento.documents.models import Document, DocumentKind, Owner, Sensitivity, State
from portamento.documents.reasons import ACCEPT_FILES, FILES_SENTENCE, MootReason, RefusalReason
from portamento.doors.fields import Files
from portamento.families.models import Family, Person, Pupil

OWN = "own-"  # a reason of the kind's own list, by its place in it


def own_reasons(kind: DocumentKind) -> list[str]:
    """One a line, as the office wrote them."""
    return [line.strip() for line in kind.reasons.splitlines() if line.strip()]


class Refusal(forms.Form):
    """A reason from the kind's own list or the usual ones, and a sentence."""

    reason = forms.ChoiceField(label=_("Motif"))
    note = forms.CharField(
        label=_("Phrase pour la famille"),
        required=False,
        max_length=300,
    )

    def __init__(self, *args, kind: DocumentKind, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own_reasons(kind)
        listed = [(f"{OWN}{index}", line) for index, line in enumerate(self.own)]
        self.fields["reason"].choices = [
            ("", _("Choisissez un motif")),
            *listed,
            *RefusalReason.choices,
        ]

    def clean(self) -> dict:
        facts = super().clean()
        if facts.get("reason") == RefusalReason.OTHER and not facts.get("note"):
            self.add_error("note", _("Écrivez une phrase pour dire ce qui ne va pas."))
        return facts

    def verdict(self) -> dict[str, str]:
        """Reason and note as the action takes them; an own reason is said in the sentence."""
        reason, note = self.cleaned_data["reason"], self.cleaned_data["note"].strip()
        if not reason.startswith(OWN):
            return {"reason": reason, "note": note}
        line = self.own[int(reason.removeprefix(OWN))].rstrip(".")
        return {"reason": RefusalReason.OTHER, "note": f"{line}. {note}".strip()}


class Moot(forms.Form):
    """Why a document is not needed after all; the family reads it."""

    reason = forms.ChoiceField(
        label=_("Pourquoi"), choices=[("", _("Choisissez une raison")), *MootReason.choices]
    )
    note = forms.CharField(label=_("Phrase pour la famille"), required=False, max_length=300)


class Sure(forms.Form):
    """« Je confirme », for what moves money, authority or bank details."""

    sure = forms.BooleanField(label=_("Je confirme"))


class Filters(forms.Form):
    """Which documents a list shows."""

    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", State.RECEIVED.label), *State.choices[1:], ("tous", _("Tous"))],
    )
    genre = forms.TypedChoiceField(
        label=_("Type de document"), required=False, coerce=int, empty_value=None
    )
    q = forms.CharField(label=_("Élève ou famille"), required=False, max_length=120)
    famille = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, health: bool):
        super().__init__(data, auto_id="filtre_%s")
        self.health = health
        shown = [
            (kind.pk, kinds.title(kind)) for kind in kinds.kinds() if health or not is_health(kind)
        ]
        self.fields["genre"].choices = [("", _("Tous")), *shown]
        self.given = self.cleaned_data if self.is_valid() else {}

    def rows(self):
        """Those let through, the oldest first; health papers only for whoever decides on them."""
        rows = Document.objects.all()
        if not self.health:
            rows = rows.exclude(kind__sensitivity=Sensitivity.HEALTH)
        state = self.given.get("etat") or State.RECEIVED
        if state == State.RECEIVED:
            rows = rows.to_check()
        elif state != "tous":
            rows = rows.filter(state=state)
        if kind := self.given.get("genre"):
            rows = rows.filter(kind=kind)
        if words := self.given.get("q", "").strip():
            rows = about(rows, words)
        if family := self.given.get("famille"):
            rows = rows.filter(family=family)
        return rows.order_by("received_at", "pk")


def is_health(kind: DocumentKind) -> bool:
    return kind.sensitivity == Sensitivity.HEALTH


def about(rows, words: str):
    """Of that pupil, or of that household."""
    pupils = Pupil.objects.filter(person__in=Person.objects.named_like(words))
    families = Family.objects.matching(words)
    return rows.filter(pupil__in=pupils.values("pk")) | rows.filter(
        family__in=families.values("pk")
    )


class Whose(forms.Form):
    q = forms.CharField(label=_("Nom de la famille ou de l’élève"), max_length=120)


class Desk(forms.Form):
    """A paper handed in at the desk, scanned by the office."""

    kind = forms.TypedChoiceField(label=_("Type de document"), coerce=int)
    pupil = forms.TypedChoiceField(label=_("Élève"), required=False, coerce=int, empty_value=None)
    file = Files(label=_("PDF ou photos"), accept=ACCEPT_FILES, help_text=FILES_SENTENCE)
    tell = forms.BooleanField(
        label=_("Envoyer un accusé de réception à la famille"), required=False
    )

    def __init__(self, *args, family: Family, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {kind.pk: kind for kind in kinds.active_kinds()}
        rows = family.memberships.select_related("pupil__person").in_order()
        self.pupils = {row.pupil_id: row.pupil for row in rows}
        named = [(pk, kinds.title(kind)) for pk, kind in self.kinds.items()]
        self.fields["kind"].choices = [("", _("Choisissez")), *named]
        whole = [("", _("Toute la famille"))]
        self.fields["pupil"].choices = [
            *whole,
            *((pk, str(one)) for pk, one in self.pupils.items()),
        ]

    def clean(self):
        data = super().clean()
        kind = self.kinds.get(data.get("kind"))
        if kind is None:
            return data
        if kind.owner == Owner.PUPIL and not data.get("pupil"):
            self.add_error("pupil", _("Ce document concerne un élève : choisissez lequel."))
        if kind.owner == Owner.FAMILY:
            data["pupil"] = None
        return data | {"kind": kind, "pupil": self.pupils.get(data.get("pupil"))}
