"""Checking: « sans objet », one letter for what is to do again, and dossiers that come back."""

from datetime import date

import pytest

from portamento.audit.models import Event
from portamento.documents import forgetting
from portamento.documents.inspector.answers import Line
from portamento.documents.models import Document, KeptReading, Sensitivity
from portamento.documents.models import State as Stands
from portamento.documents.readings.proposal import Kind, Proposal
from portamento.foundation import clock
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions, completeness, pieces, setup, turns
from portamento.reenrolment.models import HouseholdAnswers, State
from portamento.workflow.action import NotAllowed
from tests import make
from tests.make.dossiers import situated


@pytest.fixture
def world(valmont):
    """A household, a pupil, two papers asked for and given, the dossier sent."""

    class World:
        campaign = make.campaign()
        family = make.family()
        guardian = make.guardian(family)
        lina = make.pupil(family)
        home = make.asked(campaign, "Justificatif de domicile")
        rib = make.asked(campaign, "RIB")

    World.papers = [make.document(World.family, ask.kind) for ask in (World.home, World.rib)]
    World.dossier = make.dossier(World.lina, World.family, World.guardian)
    return World


def piece(world, ask):
    found = pieces.of(situated(world.lina, world.family))
    return next(one for one in found if one.request.pk == ask.pk)


def missing(world) -> list:
    standing = completeness.of([world.dossier], world.campaign)[world.dossier.pk]
    return standing.missing()


def refuse(paper, **more):
    actions.judge(paper, accept=False, **({"reason": "illegible"} | more), by=None)


def state(world) -> str:
    world.dossier.refresh_from_db()
    return world.dossier.state


def of_documents_alone(world):
    refuse(world.papers[1])
    actions.send_back(world.dossier, by=None)


def test_a_piece_never_given_is_set_aside_and_the_dossier_is_complete(world):
    identity = make.asked(world.campaign, "Pièce d’identité")
    assert missing(world) == ["Pièce d’identité"]
    with pytest.raises(NotAllowed):
        actions.waive(identity, world.family, reason="other", by=None)
    with pytest.raises(NotAllowed):
        actions.waive(identity, world.family, reason="", by=None)
    actions.waive(identity, world.family, reason="other", note="Vue au guichet.", by=None)
    one = piece(world, identity)
    assert (one.state, one.waiver.sentence) == (pieces.WAIVED, "Vue au guichet.")
    assert str(one.words()[0]) == "Sans objet"
    assert missing(world) == []
    actions.ask_again(identity, world.family, by=None)
    assert piece(world, identity).state == pieces.TO_PROVIDE
    verbs = Event.objects.filter(verb__startswith="piece.").order_by("pk")
    assert [one.verb for one in verbs] == ["piece.waived", "piece.asked_again"]


def test_a_document_is_set_aside_and_may_be_needed_after_all(world):
    paper = world.papers[0]
    actions.set_aside(paper, reason="already", by=None)
    assert paper.state == Stands.MOOT
    assert piece(world, world.home).state == pieces.WAIVED
    actions.judge(paper, accept=True, by=None)
    assert piece(world, world.home).state == pieces.ACCEPTED
    actions.set_aside(paper, reason="already", by=None)
    actions.ask_again(world.home, world.family, by=None)
    paper.refresh_from_db()
    assert (paper.state, piece(world, world.home).state) == (Stands.RECEIVED, pieces.RECEIVED)


def test_what_is_handed_in_all_the_same_is_looked_at(world):
    actions.waive(world.rib, world.family, reason="not_concerned", by=None)
    make.document(world.family, world.rib.kind)
    assert piece(world, world.rib).state == pieces.RECEIVED


def test_set_aside_for_one_household_and_pupil_alone(world):
    other = make.family("Durand")
    make.guardian(other, "Inès", "Durand")
    hugo = make.pupil(other, "Hugo")
    actions.waive(world.rib, world.family, reason="already", by=None)
    found = {one.request.pk: one.state for one in pieces.of(situated(hugo, other))}
    assert found[world.rib.pk] == pieces.TO_PROVIDE


def test_one_letter_with_a_link_to_each_row(world):
    for paper in world.papers:
        refuse(paper)
    assert actions.tell_refusals(world.family, by=None) == 2
    (letter,) = Outgoing.objects.filter(kind="DocumentsRefused")
    assert letter.subject == "2\u00a0documents à refaire"
    for ask in (world.home, world.rib):
        assert (
            f"/eleves/{world.lina.pk}/reinscription/?ligne=piece-{ask.pk}#piece-{ask.pk}\n"
            in letter.text
        )
    assert letter.mention_rows.filter(kind="dossier", subject_id=world.dossier.pk).exists()
    with pytest.raises(NotAllowed):
        actions.tell_refusals(world.family, by=None)


def test_a_paper_that_no_campaign_asks_for_is_linked_in_documents_fournis(world):
    paper = make.document(world.family, make.kind("Diplôme"))
    refuse(paper)
    actions.tell_refusals(world.family, by=None)
    letter = Outgoing.objects.get(kind="DocumentsRefused")
    assert f"/famille/documents/?ligne=piece-d{paper.pk}#piece-d{paper.pk}\n" in letter.text


def test_sent_back_for_documents_alone_it_comes_back_by_itself(world):
    of_documents_alone(world)
    assert state(world) == State.SENT_BACK
    assert Outgoing.objects.filter(kind="SentBack", text__contains="revient de lui-même").exists()
    make.document(world.family, world.home.kind)  # not what was asked
    assert state(world) == State.SENT_BACK
    make.document(world.family, world.rib.kind)
    assert state(world) == State.IN_REVIEW
    assert Event.objects.filter(verb="dossier.come_back").count() == 1
    found = turns.of(world.campaign)
    assert (found.family, found.returned) == (frozenset(), {world.dossier.pk})


def test_sent_back_with_a_word_it_waits_for_the_family_to_send_it(world):
    refuse(world.papers[1])
    actions.send_back(world.dossier, note="Choisissez un autre jour.", by=None)
    make.document(world.family, world.rib.kind)
    assert state(world) == State.SENT_BACK


def test_set_aside_brings_it_back_as_well(world):
    of_documents_alone(world)
    actions.waive(world.rib, world.family, reason="already", by=None)
    assert state(world) == State.IN_REVIEW
    assert turns.of(world.campaign).returned == frozenset()


def test_once_told_it_is_the_familys_turn_until_all_is_there(world):
    for paper in world.papers:
        refuse(paper)
    assert turns.of(world.campaign) == turns.Turns()
    actions.tell_refusals(world.family, by=None)
    assert turns.of(world.campaign).family == {world.dossier.pk}
    make.document(world.family, world.home.kind)
    assert turns.of(world.campaign).family == {world.dossier.pk}
    last = make.document(world.family, world.rib.kind)
    found = turns.of(world.campaign)
    assert (found.family, found.returned) == (frozenset(), {world.dossier.pk})
    actions.judge(last, accept=True, by=None)
    actions.judge(Document.objects.get(state=Stands.RECEIVED), accept=True, by=None)
    assert turns.of(world.campaign) == turns.Turns()


def test_another_paper_of_the_choice_takes_the_place_of_a_refused_one(world):
    caf = make.asked(world.campaign, "Attestation CAF", choice="qf")
    notice = make.asked(world.campaign, "Avis d’imposition", choice="qf")
    refuse(make.document(world.family, caf.kind))
    actions.tell_refusals(world.family, by=None)
    assert piece(world, caf).state == pieces.REFUSED
    make.document(world.family, notice.kind)
    assert piece(world, caf).state == pieces.REPLACED
    assert missing(world) == []


def read(kind, value, line="Quotient familial de mai 2026 : 742 €") -> Proposal:
    return Proposal(kind, value, 1, Line(1, line, (0.1, 0.1, 0.5, 0.2)))


def test_a_quotient_that_is_kept_serves_the_household(world):
    paper = world.papers[0]
    month = read(Kind.QUOTIENT_MONTH, date(2026, 5, 1))
    actions.keep_reading(paper, read(Kind.QUOTIENT, 742), month=month, by=world.guardian.account)
    answers = HouseholdAnswers.objects.get(family=world.family)
    assert (answers.quotient_cents, answers.quotient_month) == (74_200, date(2026, 5, 1))
    row = KeptReading.objects.get(what=Kind.QUOTIENT)
    assert (row.value, row.page, row.kept_by) == ("742", 1, world.guardian.account)
    assert "742" in row.line
    told = Event.objects.filter(verb="reading.kept").values_list("facts__values", flat=True)
    assert not any("742" in str(facts) for facts in told)
    actions.drop_reading(paper, Kind.QUOTIENT, by=None)
    answers.refresh_from_db()
    assert answers.quotient_cents is None
    assert not KeptReading.objects.exists()


def test_an_account_number_is_kept_by_its_end_alone(world):
    iban = "FR7630006000011234567890189"
    actions.keep_reading(world.papers[1], read(Kind.IBAN, iban, "FR•• •••• •••• 0189"), by=None)
    row = KeptReading.objects.get()
    assert row.value.endswith("0189")
    assert "3000" not in row.value + row.line


def test_a_paper_is_good_from_its_own_date_and_at_least_the_day_it_came(world):
    kind = make.kind("Facture", validity="months", months=3)
    paper = make.document(world.family, kind)
    today = clock.today()
    actions.keep_reading(paper, read(Kind.DATE, date(2019, 3, 12)), by=None)
    paper.refresh_from_db()
    assert paper.covers_until == today


def test_what_was_kept_goes_with_its_paper_and_the_result_stays(world):
    kind = make.kind("Attestation", sensitivity=Sensitivity.INCOME)
    paper = make.document(world.family, kind)
    actions.keep_reading(paper, read(Kind.QUOTIENT, 742), by=None)
    forgetting.forget(paper, by=None)
    assert not KeptReading.objects.exists()
    assert HouseholdAnswers.objects.get(family=world.family).quotient_cents == 74_200
    assert setup.current_campaign() == world.campaign
