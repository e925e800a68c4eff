"""What the office ticks and writes about one person's changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

ACCEPT, DECLINE = "accept", "decline"
GONE = _("Un de ces changements n’attend plus. Vérifiez ce qui reste, puis décidez à nouveau.")


class Decision(forms.Form):
    """Ticked fields are accepted; unticked ones wait, or are declined for a reason."""

    shown = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.MultipleHiddenInput, error_messages={"invalid_choice": GONE}
    )
    accept = forms.TypedMultipleChoiceField(
        coerce=int, required=False, error_messages={"invalid_choice": GONE}
    )
    decision = forms.ChoiceField(choices=[(ACCEPT, ""), (DECLINE, "")])
    reason = forms.CharField(label=_("Motif du refus"), max_length=300, required=False)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        pks = [row.pk for row in rows]
        for name in ("shown", "accept"):
            self.fields[name].choices = [(pk, pk) for pk in pks]
        self.initial |= {"shown": pks, "accept": pks}

    def ticked(self) -> set[str]:
        return {str(pk) for pk in self["accept"].value() or []}

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        accepted = set(cleaned["accept"])
        declined = set(cleaned["shown"]) - accepted
        reason = cleaned["reason"]
        if cleaned["decision"] == ACCEPT:
            if not accepted:
                self.add_error(None, _("Cochez au moins un champ à accepter."))
            return {"accept": accepted}
        if not declined:
            self.add_error(None, _("Décochez d’abord ce que vous refusez."))
        if not reason:
            self.add_error("reason", _("Dites pourquoi : la famille recevra ce motif."))
        return {"accept": accepted, "decline": declined, "reason": reason}
