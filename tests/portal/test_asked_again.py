"""What is still valid is not asked again; what ends before the season is asked for in time."""

from datetime import date, datetime

import pytest

from portamento.documents import storage
from portamento.documents.models import Check, Sensitivity, StoredFile, Validity
from portamento.foundation import clock
from portamento.reenrolment import actions, setup
from portamento.reenrolment import sweeps as nightly
from tests import make
from tests.make.accounts import staff
from tests.portal.test_dossier import opened
from tests.portal.test_pieces_asked import row_of

SPRING = datetime(2027, 4, 10, 18, tzinfo=clock.PARIS)  # between two campaigns
JUNE = datetime(2027, 6, 7, 18, tzinfo=clock.PARIS)  # of the campaign for the season from August


@pytest.fixture
def parent(valmont):
    with clock.at(SPRING):
        home = make.family("Martin")
        found = make.guardian(home, "Claire", "Martin")
        make.pupil(home, "Lina", "Martin")
        return found


@pytest.fixture
def given(parent, store):
    """The paper of a kind, handed in that spring and accepted, and what June's page says of it."""

    def made(validity, *, accept=True, sensitivity=Sensitivity.ORDINARY, **kind):
        kind = make.kind("Papier", validity=validity, sensitivity=sensitivity, **kind)
        with clock.at(SPRING):
            document = make.document(parent.family, kind, name="papier.pdf")
            if accept:
                actions.judge(document, accept=True, by=staff("Nadia"))
        return document

    return made


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store of the test's own."""
    own = storage.DurableStorage(location=tmp_path)
    monkeypatch.setattr(storage, "_storage", lambda: own)


@pytest.fixture
def june(parent, sign_in):
    """The row of that paper on the page of June."""

    def shown(kind, at=JUNE) -> str:
        with clock.at(at):
            if not setup.campaigns():
                actions.ask_for(make.campaign(), kind, by=None)
            (pupil,) = parent.family.memberships.all()
            return row_of(opened(sign_in(parent.account), pupil.pupil), "Papier")

    return shown


def test_a_year_from_its_date_covers_the_first_day_of_the_season(given, june):
    row = june(given(Validity.MONTHS, months=12).kind)
    assert "Accepté" in row and "papier.pdf" in row
    assert "Déjà fourni le 10 avril 2027 : rien à faire." in row


def test_three_months_end_before_the_season_and_it_is_asked_for_in_time(given, june):
    row = june(given(Validity.MONTHS, months=3).kind)
    assert "À fournir" in row and "papier.pdf" not in row
    assert "valable que jusqu’au 10 juillet 2027, avant la rentrée" in row


def test_a_paper_of_a_year_is_asked_for_again_the_next(given, june):
    row = june(given(Validity.YEAR).kind)
    assert "À fournir" in row and "Déjà fourni" not in row


@pytest.mark.parametrize("validity", [Validity.UNTIL_CHANGED, Validity.ONCE])
def test_what_holds_until_it_changes_or_for_good_is_not_asked_again(given, june, validity):
    row = june(given(validity).kind)
    assert "Accepté" in row and "Déjà fourni le 10 avril 2027" in row


def test_what_waits_for_the_office_is_not_asked_again_either(given, june):
    assert "Reçu, à contrôler" in june(given(Validity.ONCE, accept=False).kind)


@pytest.mark.parametrize(
    ("validity", "state"), [(Validity.ONCE, "Accepté"), (Validity.UNTIL_CHANGED, "À fournir")]
)
def test_once_is_once_even_when_the_paper_is_gone(given, june, validity, state):
    document = given(validity, sensitivity=Sensitivity.HEALTH)
    years_later = datetime(2029, 6, 7, 18, tzinfo=clock.PARIS)
    with clock.at(years_later):
        list(nightly.forget_documents())
    assert StoredFile.objects.get(pk=document.file_id).check_state == Check.FORGOTTEN
    assert state in june(document.kind, at=years_later)


def test_given_for_this_campaign_it_is_given_even_if_it_ends_before_the_season(given, june, parent):
    kind = given(Validity.MONTHS, months=1).kind
    assert "À fournir" in june(kind)
    with clock.at(JUNE):
        document = make.document(parent.family, kind, name="neuf.pdf")
    assert document.covers_until == date(2027, 7, 7)
    row = june(kind)
    assert "neuf.pdf" in row and "Reçu, à contrôler" in row and "Déjà" not in row
