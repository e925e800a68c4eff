"""What the office decides of dossiers and documents: each once, told once, the first one starts."""

import pytest

from portamento.audit import sentences
from portamento.audit.models import Event
from portamento.families import actions as families
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions, completeness, readiness, tariff
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Dossier, State
from portamento.workflow.action import NotAllowed
from tests import make
from tests.make.accounts import staff
from tests.make.changes import change

pytestmark = pytest.mark.usefixtures("campaign")


@pytest.fixture
def campaign(valmont):
    return make.campaign()


def filed(pupil, family, **fields):
    return make.dossier(pupil, family, family.guardians.get(), **fields)


def letters(kind):
    return Outgoing.objects.filter(kind=kind)


MOVES = {
    "start": lambda row: actions.start(row, by=None),
    "accept": lambda row: actions.accept(row, by=None),
    "send_back": lambda row: actions.send_back(row, note="Signez.", by=None),
    "refuse": lambda row: actions.refuse(row, reason="Hors délai.", by=None),
    "reopen": lambda row: actions.reopen(row, by=None),
    "confirm": lambda row: actions.confirm(row, by=None),
}


@pytest.mark.parametrize("state", [state for state in State if state != State.WITHDRAWN])
@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_made_from_its_own_states_only(pupil, family, state, move):
    dossier = filed(pupil, family, state=state)
    written = Outgoing.objects.count()
    if DOSSIER.may(dossier, move):
        MOVES[move](dossier)
        assert dossier.state == DOSSIER.moves[move].target
    else:
        with pytest.raises(NotAllowed):
            MOVES[move](dossier)
        assert Outgoing.objects.count() == written


def test_of_two_who_accept_at_once_one_does(pupil, family):
    dossier = filed(pupil, family)
    other = Dossier.objects.get(pk=dossier.pk)
    actions.accept(dossier, by=None)
    with pytest.raises(NotAllowed, match="Accepté"):
        actions.accept(other, by=None)
    assert letters("Accepted").count() == 1


@pytest.mark.parametrize("act", [actions.refuse, actions.send_back])
def test_a_refusal_and_a_return_say_why(pupil, family, act):
    dossier = filed(pupil, family)
    words = {"reason": " "} if act is actions.refuse else {"note": " "}
    with pytest.raises(NotAllowed):
        act(dossier, **words, by=None)


def test_a_document_refused_is_told_with_the_dossier_and_not_again(campaign, pupil, family):
    dossier = filed(pupil, family)
    paper = make.document(family, make.asked(campaign).kind)
    actions.judge(paper, accept=False, reason="illegible", note="La date est coupée.", by=None)
    actions.send_back(dossier, by=None)
    assert "La date est coupée." in letters("SentBack").get().text
    with pytest.raises(NotAllowed, match="aucun document"):
        actions.tell_refusals(family, by=None)


def test_refusals_are_told_once_in_one_letter(campaign, pupil, family):
    for name in ("RIB", "Mandat"):
        paper = make.document(family, make.kind(name))
        actions.judge(paper, accept=False, reason="other", note="Il manque l’IBAN.", by=None)
    assert actions.tell_refusals(family, by=None) == 2
    text = letters("DocumentsRefused").get().text
    assert text.count("Il manque l’IBAN.") == 2
    assert "Autre" not in text
    events = Event.objects.filter(verb="document.refuse")
    assert all("(Autre) Il manque" in sentences.sentence(event) for event in events)


def test_the_first_decision_on_a_document_starts_the_dossiers_it_serves(campaign, pupil, family):
    other = make.pupil(family, "Noé")
    mine, his = filed(pupil, family), filed(other, family)
    own = make.document(family, make.asked(campaign, "Fiche", owner="pupil").kind, pupil=pupil)
    actions.judge(own, accept=True, by=None)
    mine.refresh_from_db()
    his.refresh_from_db()
    assert (mine.state, his.state) == (State.IN_REVIEW, State.SUBMITTED)
    whole = make.document(family, make.asked(campaign, "RIB").kind)
    actions.judge(whole, accept=True, by=None)
    his.refresh_from_db()
    assert his.state == State.IN_REVIEW
    with pytest.raises(NotAllowed):
        actions.take_back(his, by=None)


def test_what_lacks_is_asked_of_each_paying_household(campaign, pupil, family):
    request = make.asked(campaign)
    other = make.family("Benali")
    make.guardian(other, "Karim", "Benali")
    families.share_pupil(other, pupil, payer_share=40, by=None)
    dossier = filed(pupil, family)
    make.document(family, request.kind)
    standing = completeness.of([dossier], campaign)[dossier.pk]
    assert standing.filer.membership.family == family
    assert standing.missing() == ["Justificatif de domicile (famille Benali)"]
    assert [piece.name for piece in standing.to_check()] == ["Justificatif de domicile"]
    make.document(other, request.kind)
    assert completeness.of([dossier], campaign)[dossier.pk].missing() == []


def test_money_and_authority_are_worries_and_an_order_is_none(campaign, pupil, family):
    dossier = filed(pupil, family)
    standing = completeness.of([dossier], campaign)[dossier.pk]
    assert readiness.worries(dossier, standing) == []
    actions.disagree(dossier, text="Non.", by=None)
    found = readiness.worries(dossier, standing, "Change le tarif : habite ailleurs.")
    assert "conteste" in found[0]
    assert "Change le tarif" in found[1]


def test_an_address_that_leaves_the_communes_is_flagged_until_decided(family):
    guardian = family.guardians.get()
    assert tariff.moving([family.pk]) == {}
    change(guardian, postcode="99000", city="Roquebelle")
    assert "Change le tarif" in tariff.moving([family.pk])[family.pk]


def test_who_decides_is_in_the_journal(pupil, family):
    nadia = staff("Nadia Ferrand", role="secretary", identifier="secretariat")
    actions.accept(filed(pupil, family), note="Merci.", by=nadia)
    event = Event.objects.get(verb="dossier.accept")
    assert (event.author, event.facts.values["note"]) == (nadia, "Merci.")
