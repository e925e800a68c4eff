"""Two people over one paper at the same moment: one of them is told so, nobody meets a fault."""

import pytest
from django.test import Client
from django.urls import reverse

from portamento.changes import actions as changes
from portamento.changes.models import FieldChange
from portamento.documents import actions as documents
from portamento.documents import sheets
from portamento.documents.models import Document, Sheet, State
from portamento.documents.signed import Form
from portamento.families.choices import Relation
from portamento.reenrolment import actions
from portamento.workflow.action import NotAllowed
from tests import make
from tests.at_once import at_once
from tests.make.accounts import session_of, staff
from tests.portal import on_screen
from tests.portal.forms import fields_of_form
from tests.portal.test_dossier import answers, opened, page
from tests.portal.test_photos import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("inspector")]
ROUNDS = 3
FINE = {200, 302, 404, 409, 422}


@pytest.fixture
def marc(world):
    """The other adult of Claire's household."""
    marc = make.guardian(world.claire.family, "Marc", "Martin")
    for pupil in (world.lina, world.noe):
        make.relate(marc, pupil, relation=Relation.FATHER)
    return marc


@pytest.fixture
def two(world, marc):
    """Both parents, signed in."""
    return [session_of(Client(), one.account) for one in (world.claire, marc)]


@pytest.fixture
def desk(world):
    """Two of the office, signed in."""
    names = ("Nadia", "Anne")
    return [session_of(Client(), staff(one, identifier=one.lower())) for one in names]


def office(view: str, document) -> str:
    return reverse(f"office:documents.{view}", kwargs={"pk": document.pk})


def said(world, *calls) -> list[int]:
    """The statuses; each answer is a page of ours, and no fault."""
    found = at_once(world.school, *calls)
    for answer in found:
        assert answer.status_code in FINE
        assert (
            answer.status_code == 302 or b"<h1" in answer.content or b"data-piece" in answer.content
        )
    return [answer.status_code for answer in found]


def paper(world, pdf_name="rib.pdf"):
    return make.document(world.claire.family, world.campaign.requests.first().kind, name=pdf_name)


def test_of_two_decisions_one_counts_and_the_other_is_told(world, desk):
    for _round in range(ROUNDS):
        document = paper(world)
        seen = {"version": document.version}
        why = seen | {"reason": "illegible"}
        said(
            world,
            lambda document=document, seen=seen: desk[0].post(office("accept", document), seen),
            lambda document=document, why=why: desk[1].post(office("refuse", document), why),
        )
        document.refresh_from_db()
        assert document.state in {State.ACCEPTED, State.REFUSED}
        assert document.version == seen["version"] + 1, "decided once"


def test_what_a_family_removes_while_the_office_decides(world, two, desk):
    for _round in range(ROUNDS):
        document = paper(world)
        gone = page(world.lina, "remove", document=document.pk)
        said(
            world,
            lambda gone=gone: two[0].post(gone),
            lambda document=document: desk[0].post(office("accept", document)),
        )
        assert not Document.objects.filter(pk=document.pk, state=State.RECEIVED).exists()


def test_the_pages_that_wait_are_sent_moved_removed_by_two(world, two):
    family, kind = world.claire.family, world.campaign.requests.first().kind
    names = {"kind": kind.pk, "pupil": 0}
    send = reverse("portal:documents.confirm", kwargs=names)
    for second in ("confirm", "move", "drop", "turn"):
        Document.objects.all().delete()
        files = [photo(f"{number}.jpg") for number in range(2)]
        actions.send_in(family, kind, files, together=True, by=world.claire.account)
        rows = list(Sheet.objects.order_by("position"))
        seen = {"vues": "-".join(str(row.pk) for row in rows)}
        more = {"page": 1} if second == "turn" else {}
        of = names if second == "confirm" else {"pk": rows[1].pk} | more
        other = reverse(f"portal:documents.{second}", kwargs=of)
        said(
            world,
            lambda seen=seen: two[0].post(send, seen),
            lambda seen=seen, other=other: two[1].post(other, seen | {"vers": "haut"}),
        )
        assert Document.objects.count() == (0 if Sheet.objects.exists() else 1)
        Sheet.objects.all().delete()


def test_what_is_gone_since_one_looked_is_said(world):
    family, kind = world.claire.family, world.campaign.requests.first().kind
    document = paper(world)
    actions.send_in(family, kind, [photo("1.jpg")], together=True, by=world.claire.account)
    sheet = Sheet.objects.get()
    Sheet.objects.all().delete()
    Document.objects.all().delete()
    for act, facts in (sheets.move, {"up": True}), (sheets.turn, {"page": 1}), (sheets.remove, {}):
        with pytest.raises(NotAllowed, match="n’est plus là"):
            act(sheet, **facts, by=None)
    with pytest.raises(NotAllowed, match="le supprimer"):
        documents.accept(document, by=None)


def test_two_replace_one_paper_and_one_is_left_to_check(world, two, pdf):
    document = paper(world)
    actions.judge(document, accept=False, reason="illegible", by=None)
    address = reverse("portal:documents.replace", kwargs={"pk": document.pk})
    said(world, *[lambda one=one: one.post(address, {"files": pdf("a.pdf")}) for one in two])
    rows = Document.objects.beside(document)
    assert rows.filter(state=State.RECEIVED).count() == 1


def test_two_sign_one_form(world, two):
    plan = on_screen.debits(world)
    two[0].post(page(world.lina), answers(opened(two[0], world.lina), plan=plan))
    address = on_screen.url(world, world.lina, Form.HEALTH)
    for one in two:
        answered = on_screen.answer(one, address, on_screen.given(world, Form.HEALTH))
        assert answered.status_code == 302
    review = answered["Location"]
    shown = [fields_of_form(one.get(review).content.decode()) for one in two]
    calls = [(one, typed) for one, typed in zip(two, shown, strict=True) for _click in range(2)]
    said(world, *[lambda one=one, typed=typed: one.post(review, typed) for one, typed in calls])
    rows = Document.objects.filter(kind__form=Form.HEALTH, state=State.RECEIVED)
    assert rows.count() == 1


def test_a_change_is_decided_by_two_and_taken_back_meanwhile(world, two, desk):
    claire = world.claire
    for number in range(ROUNDS):
        asked = {"profession": (claire.person.profession, f"Luthière {number}")}
        changes.ask(
            *("guardian", claire.pk),
            household_id=claire.family_id,
            changes=asked,
            by=claire.account,
        )
        row = FieldChange.objects.pending().get()
        decide = reverse("office:changes.decide", kwargs={"kind": "guardian", "pk": claire.pk})
        back = reverse("portal:family.withdraw", kwargs={"pk": row.pk})
        said(
            world,
            lambda shown=row.pk, at=decide: desk[0].post(
                at, {"shown": shown, "accept": shown, "decision": "accept"}
            ),
            lambda shown=row.pk, at=decide: desk[1].post(
                at, {"shown": shown, "decision": "decline", "reason": "Non."}
            ),
            lambda at=back: two[0].post(at),
        )
        assert not FieldChange.objects.pending().exists()
        claire.person.refresh_from_db()
