"""What the journal can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.accounts.models import Account
from portamento.audit import sentences
from portamento.doors.fields import Day
from portamento.foundation.text import alphabetically

FAMILIES, SYSTEM = "familles", "automatique"


class Filters(forms.Form):
    auteur = forms.ChoiceField(label=_("Auteur"), required=False)
    verbe = forms.ChoiceField(label=_("Ce qui s’est passé"), required=False)
    jour = Day(label=_("Jour"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        staff = [(one.pk, one.name) for one in alphabetically(Account.objects.staff())]
        everyone = [("", _("Tout le monde")), (FAMILIES, _("Les familles"))]
        self.fields["auteur"].choices = [*everyone, (SYSTEM, _("Automatique")), *staff]
        self.fields["verbe"].choices = [("", _("Tout")), *verbs()]

    def narrow(self, events):
        """The events that fit; a filter that makes no sense narrows nothing."""
        if not self.is_valid():
            return events
        who, verb, day = (self.cleaned_data[name] for name in ("auteur", "verbe", "jour"))
        if who:
            events = events.filter(**by(who))
        if verb:
            events = events.filter(verb=verb)
        return events.on(day) if day else events


def by(who: str) -> dict:
    """The filter for an author: a person of the scolarité, the families, or nobody."""
    if who == FAMILIES:
        return {"author__role": ""}
    return {"author": None} if who == SYSTEM else {"author_id": int(who)}


def verbs() -> list[tuple[str, str]]:
    """Each verb by its sentence, with « … » where facts go, in alphabetical order."""
    said = [(verb, sentences.shape(verb)) for verb in sentences.verbs()]
    return alphabetically(said, lambda pair: pair[1].lstrip("… «\u202f"))
