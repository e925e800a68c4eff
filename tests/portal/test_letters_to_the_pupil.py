"""An adult pupil reads « votre dossier »; a parent reads whose dossier it is."""

from datetime import date

import pytest

from portamento.catalog import actions as catalog
from portamento.families import actions
from portamento.mailroom.models import Outgoing
from portamento.reenrolment.actions import papers
from portamento.reenrolment.models import State
from tests import make
from tests.portal.test_dossier import page, sent

pytestmark = pytest.mark.usefixtures("inspector")
HEADS = {
    State.SENT_BACK: "Votre dossier est à compléter",
    State.REFUSED: "Votre dossier n’est pas retenu",
    State.CONFIRMED: "Votre inscription est confirmée",
}


@pytest.fixture
def lucie(world):
    """Lucie Leroy, her own responsible, with a course this year."""
    guardian = make.guardian(make.family("Leroy"), "Lucie", "Leroy")
    actions.edit_person(guardian.person, born_on=date(1990, 1, 1), by=None)
    pupil = make.pupil(guardian.family, person=guardian.person, follows=None, born_on=None)
    make.enrolment(pupil, world.courses["cello"])
    return guardian


def to(account) -> dict[str, str]:
    """What that person was sent, by kind."""
    rows = Outgoing.objects.filter(account=account).order_by("pk")
    return {row.kind: f"{row.subject}\n{row.text}" for row in rows}


def pupil_of(guardian):
    return guardian.family.memberships.get().pupil


def test_the_acknowledgement_speaks_to_the_pupil_and_to_a_parent_of_the_pupil(
    world, lucie, sign_in
):
    for guardian, pupil in ((lucie, pupil_of(lucie)), (world.claire, world.lina)):
        sent(world, sign_in(guardian.account), pupil)
    own, parents = (to(one.account)["DossierReceived"] for one in (lucie, world.claire))
    assert own.startswith("Votre dossier est bien arrivé\n")
    assert "Nous avons reçu votre dossier de réinscription pour" in own
    assert "de Lucie" not in own
    assert parents.startswith("Le dossier de Lina est bien arrivé\n")
    assert "le dossier de réinscription de Lina Martin pour" in parents


@pytest.mark.parametrize("end", HEADS)
def test_so_does_every_later_letter_and_the_receipt(lucie, sign_in, end):
    pupil = pupil_of(lucie)
    make.dossier(pupil, lucie.family, lucie, state=end)
    read = sign_in(lucie.account).get(page(pupil, "receipt")).content.decode()
    assert HEADS[end] in read and "bien arrivé" not in read
    letters = to(lucie.account)
    assert letters
    for words in letters.values():
        body = words.replace("Bonjour Lucie Leroy,", "")
        assert "Lucie" not in body, words
        assert "otre " in words.partition("\n")[0] or words.startswith("Vos cours")


def test_home_says_the_level_in_words_where_there_is_no_cycle(lucie, sign_in):
    level = catalog.add_level("HC", name="Hors cursus", cycle=None, rank=0, by=None)
    pupil_of(lucie).enrolments.update(level=level)
    html = sign_in(lucie.account).get("/").content.decode()
    assert "Violoncelle, Hors cursus" in html


def test_one_who_leaves_is_told_so_in_the_same_way(lucie):
    make.dossier(pupil_of(lucie), lucie.family, lucie, state=State.ACCEPTED, stays="no")
    assert "vous ne vous réinscrivez pas" in to(lucie.account)["Accepted"]


def test_a_refused_document_names_the_child_to_a_parent_but_not_the_pupil_to_herself(world, lucie):
    kind = world.campaign.requests.filter(kind__owner="pupil").first().kind
    for guardian, pupil in ((lucie, pupil_of(lucie)), (world.claire, world.lina)):
        paper = make.document(guardian.family, kind, pupil=pupil)
        make_refused(paper)
    own, parents = (to(one.account)["DocumentsRefused"] for one in (lucie, world.claire))
    assert f"- {kind.name}\u00a0: Illisible" in own and f"- {kind.name} (Lina)\u00a0:" in parents


def make_refused(paper):
    papers.judge(paper, accept=False, reason="illegible", by=None)
    papers.tell_refusals(paper.family, by=None)
