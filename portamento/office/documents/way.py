"""Where a document was opened from, its place there, and what comes before and after."""

from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from portamento.accounts.roles import DECIDE_DOCUMENTS
from portamento.documents.models import Document
from portamento.doors import carry
from portamento.office.documents import forms, rows

BEFORE, AFTER = 8, 16


@dataclass(frozen=True)
class Way:
    """The list's own query, and the page to go back to once nothing is left in it."""

    query: str
    retour: str
    walks: bool = False  # from one document to the next, as the form that was posted says

    def hidden(self) -> dict[str, str]:
        """What a form carries, so that its answer leads on."""
        return {"liste": self.query, "retour": self.retour}

    def to(self, pk: int, **more: int) -> str:
        return rows.address(pk, self.query, retour=self.retour, **more)

    def out(self) -> str:
        return self.retour or listed(self.query)


@dataclass(frozen=True)
class Position:
    """« 3 / 12 », and the neighbours."""

    place: int = 0  # 0 once the document has left the list
    total: int = 0
    previous_url: str = ""
    next_url: str = ""
    around: list[rows.Row] = field(default_factory=list)


def of(request: HttpRequest) -> Way:
    given = request.POST if request.method == "POST" else request.GET
    walks = "liste" in given
    return Way(given.get("liste", "")[:500], carry.safe_next(given.get("retour", "")), walks)


def listed(query: str) -> str:
    url = reverse("office:documents.index")
    return f"{url}?{query}" if query else url


def filtered(account, query: str) -> forms.Filters:
    return forms.Filters(QueryDict(query), health=account.may(DECIDE_DOCUMENTS))


def position(document: Document, way: Way, account) -> Position:
    """A document that has just left the list keeps its place; the first comes after the last."""
    order = list(filtered(account, way.query).rows().values_list("received_at", "pk"))
    mine = (document.received_at, document.pk)
    before = [pk for at, pk in order if (at, pk) < mine]
    after = [pk for at, pk in order if (at, pk) > mine]
    following = next(iter([*after, *before]), None)
    return Position(
        len(before) + 1 if mine in order else 0,
        len(order),
        way.to(before[-1]) if before else "",
        way.to(following) if following else "",
        around([*before[-BEFORE:], document.pk, *after[:AFTER]], way),
    )


def around(pks: list[int], way: Way) -> list[rows.Row]:
    """Some lines of the list, in one query."""
    found = rows.people(Document.objects.filter(pk__in=pks)).in_bulk()
    return [rows.row(found[pk], way.query, retour=way.retour) for pk in pks]


def onward(request: HttpRequest, document: Document):
    """After a decision: the next document to check, else where its list was opened from."""
    way = of(request)
    if not way.walks:
        return redirect(way.retour or rows.address(document.pk, ""))
    pk = rows.following(document, waiting(request, way).exclude(pk=document.pk))
    return redirect(way.to(pk) if pk else way.out())


def past(request: HttpRequest, family_pk: int):
    """Done with a household: the first document to check of another one."""
    way = of(request)
    if not way.walks:
        return redirect(way.out())
    pk = waiting(request, way).exclude(family=family_pk).values_list("pk", flat=True).first()
    return redirect(way.to(pk) if pk else way.out())


def waiting(request: HttpRequest, way: Way):
    """What is left to check in the list."""
    return filtered(request.user, way.query).rows().to_check()
