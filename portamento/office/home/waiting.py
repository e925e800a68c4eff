"""The queues of the office: each figure is the query of the list it leads to."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.accounts import roles
from portamento.billing.models import Bill, State
from portamento.changes.models import FieldChange
from portamento.families.models import Family
from portamento.foundation import clock, text
from portamento.mailroom.models import Fate
from portamento.office.documents.forms import Filters as Papers
from portamento.office.dossiers.filters import RETURNED
from portamento.office.dossiers.filters import Filters as Dossiers
from portamento.office.families.forms import REFUSED
from portamento.office.families.forms import Filters as Households
from portamento.office.letters import readers
from portamento.reenrolment import turns
from portamento.reenrolment.models import Campaign


@dataclass(frozen=True)
class Queue:
    """Something that waits: how much, what it is, where to go."""

    number: int
    short: str
    title: str
    hint: str
    unit: tuple[str, str]
    url: str
    kind: str = "yours"
    in_figures: bool = True

    def figure(self) -> dict:
        return {"value": self.number, "label": self.short, "url": self.url}

    @property
    def state(self) -> str:
        return text.count(self.number, *self.unit)


def queues(request, campaign: Campaign | None) -> list[Queue]:
    """Only what the reader may open."""
    may = request.user.may
    found = []
    if campaign and may(roles.SEE_DOSSIERS):
        found = dossiers(campaign, may(roles.DECIDE_DOSSIERS))
    if may(roles.DECIDE_CHANGES):
        found.append(changes())
    if may(roles.SEE_DOCUMENTS):
        found.append(documents(health=may(roles.DECIDE_DOCUMENTS)))
    if may(roles.SEE_FAMILIES):
        found.append(refused_emails())
    if may(roles.SEND_LETTERS):
        found.append(to_post(request.user))
    if may(roles.EDIT_BILLS):
        first = not may(roles.DECIDE_DOSSIERS)  # the régie's own work, before what it consults
        found = [*bills(in_figures=first), *found] if first else [*found, *bills(in_figures=first)]
    return found


def listed(name: str, query: str) -> str:
    return reverse(name) + f"?{query}"


def dossiers(campaign: Campaign, may_decide: bool) -> list[Queue]:
    """Whose turn it is, asked once for all."""
    known = turns.of(campaign)
    found = [review(known), returned(known), arrived(known), with_family(known)]
    return [*found, *([to_place()] if may_decide else [])]


UNIT = (lazy("dossier"), lazy("dossiers"))


def review(known: turns.Turns) -> Queue:
    query = "etat=a-controler"
    rows = Dossiers(QueryDict(query), known=known).rows()
    oldest = rows.values_list("first_sent_at", flat=True).first()
    age = clock.days_since(oldest) if oldest else 0
    since = _("le plus ancien a %s") % text.count(age, _("jour"), _("jours")) if age else ""
    short = _("dossiers à contrôler, %s") % since if since else _("dossiers à contrôler")
    hint = _("Du plus ancien au plus récent")
    return Queue(
        *(rows.count(), short, _("À contrôler"), hint, UNIT, listed("office:dossiers.index", query))
    )


def returned(known: turns.Turns) -> Queue:
    query = f"etat={RETURNED}"
    number = Dossiers(QueryDict(query), known=known).rows().count()
    hint = _("Tout ce qui était à refaire est là")
    url = listed("office:dossiers.index", query)
    title = _("Pièces revenues")
    return Queue(number, title, title, hint, UNIT, url, in_figures=False)


def arrived(known: turns.Turns) -> Queue:
    query = "etat=a-controler&jour=on"
    number = Dossiers(QueryDict(query), known=known).rows().count()
    url = listed("office:dossiers.index", query)
    return Queue(number, _("arrivés aujourd’hui"), _("Arrivés aujourd’hui"), "", UNIT, url, "half")


def with_family(known: turns.Turns) -> Queue:
    query = "etat=a-completer"
    number = Dossiers(QueryDict(query), known=known).rows().count()
    hint = _("Un complément leur a été demandé")
    url = listed("office:dossiers.index", query)
    return Queue(
        *(number, _("attendent la famille"), _("En attente de la famille"), hint, UNIT, url, "half")
    )


def to_place() -> Queue:
    query = "etat=a-placer"
    number = Dossiers(QueryDict(query)).rows().count()
    hint = _("Dossiers validés : les cours de l’an prochain")
    url = listed("office:dossiers.index", query)
    return Queue(
        *(number, _("validés, à placer"), _("Attribuer les cours"), hint, UNIT, url),
        in_figures=False,
    )


def changes() -> Queue:
    people = FieldChange.objects.pending().values("kind", "subject_id").distinct()
    unit = (_("personne"), _("personnes"))
    hint = _("Adresses, téléphones, noms")
    url = reverse("office:changes.index")
    title = _("Modifications à valider")
    return Queue(people.count(), _("modifications à valider"), title, hint, unit, url)


def documents(*, health: bool) -> Queue:
    number = Papers(QueryDict(""), health=health).rows().count()
    unit = (_("document"), _("documents"))
    hint = _("Pièces reçues et pas encore contrôlées")
    url = reverse("office:documents.index")
    title = _("Documents à contrôler")
    return Queue(number, _("documents à contrôler"), title, hint, unit, url)


def refused_emails() -> Queue:
    query = f"etat={REFUSED}"
    number = Households(QueryDict(query)).narrow(Family.objects.all()).count()
    unit = (_("famille"), _("familles"))
    hint = _("Adresse à corriger avec la famille")
    url = listed("office:families.index", query)
    title = _("E-mails non distribués")
    return Queue(number, _("e-mails non distribués"), title, hint, unit, url, "wrong")


def to_post(reader) -> Queue:
    """Letters on paper that the reader may print."""
    number = readers.handled(reader).filter(state=Fate.TO_POST).count()
    unit = (_("courrier"), _("courriers"))
    hint = _("À imprimer en une fois, pour qui n’a pas d’adresse e-mail")
    url = reverse("office:letters.pile")
    title = _("Courriers à poster")
    return Queue(number, title, title, hint, unit, url, in_figures=False)


BILLS = (lazy("facture"), lazy("factures"))


def bills(*, in_figures: bool) -> list[Queue]:
    return [overdue_bills(in_figures), draft_bills(in_figures)]


def overdue_bills(in_figures: bool) -> Queue:
    number = Bill.objects.overdue(clock.today()).count()
    url = listed("office:bills.index", "late=on")
    hint = _("Échéance dépassée ou rejetée")
    title = _("Factures en retard")
    return Queue(number, title.lower(), title, hint, BILLS, url, "wrong", in_figures)


def draft_bills(in_figures: bool) -> Queue:
    number = Bill.objects.filter(state=State.DRAFT).count()
    url = listed("office:bills.index", f"state={State.DRAFT}")
    hint = _("Brouillons que la famille ne voit pas encore")
    title = _("Factures à émettre")
    return Queue(number, title.lower(), title, hint, BILLS, url, in_figures=in_figures)
