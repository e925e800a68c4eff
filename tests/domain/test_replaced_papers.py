"""What a newer paper has replaced goes soon after that one was accepted, as its kind does."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command

from portamento.audit import sentences
from portamento.audit.models import Event
from portamento.documents import actions as documents
from portamento.documents import eliminations
from portamento.documents.models import Check, Sensitivity
from portamento.foundation import clock
from portamento.reenrolment import keeping
from tests import make
from tests.domain.conftest import JUNE
from tests.domain.test_retention import SEASON_ENDS, night, still_there

pytestmark = pytest.mark.usefixtures("folder")


def replaced(home, old, on: datetime, *, refused: bool = False):
    """Another is handed in for it; `on`: when the office accepts that one."""
    if refused:
        documents.refuse(old, reason="illegible", by=None)
    newer = make.document(home, old.kind)
    with clock.at(on):
        documents.accept(newer, by=None)
    return newer


@pytest.mark.parametrize("refused", [True, False])
def test_what_was_replaced_goes_a_month_after_the_newer_one_was_accepted(
    paper, home, capsys, refused
):
    old = paper("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    newer = replaced(home, old, JUNE + timedelta(days=1), refused=refused)
    old.refresh_from_db()
    until, why = keeping.kept_until(old)
    assert (until, why) == (date(2027, 7, 5), "Trente jours après l’acceptation d’un plus récent")
    assert keeping.kept_until(newer)[0] == SEASON_ENDS
    call_command("forget-documents", "--dry-run", "--on", "2027-07-06")
    assert f"kept until 2027-07-05: erased. {why}" in capsys.readouterr().out
    night(until)
    assert still_there(old)
    night(until + timedelta(days=1))
    assert not still_there(old) and still_there(newer)
    event = Event.objects.about("document", old.pk).get(verb="document.forgotten")
    assert why in sentences.sentence(event)
    documents.refuse(newer, reason="illegible", by=None)
    assert keeping.kept_until(newer)[0] == SEASON_ENDS, "nothing newer was accepted"


def test_of_public_archives_it_closes_sooner_and_waits_for_the_visa_on_a_line_of_its_own(
    paper, home
):
    old = paper("Justificatif")
    newer = replaced(home, old, JUNE)
    night(date(2027, 7, 5))
    assert still_there(old)
    assert (old.file.check_state, newer.file.check_state) == (Check.CLOSED, Check.CLEAN)
    night(date(2029, 8, 1))
    made = eliminations.prepare(by=None)
    assert set(made.lines.values_list("name", "rule", "number")) == {
        ("Justificatif (remplacé)", "replaced", 1),
        ("Justificatif", "season", 1),
    }


def test_a_mandate_that_was_refused_may_have_served(paper, home):
    old = paper("RIB", sensitivity=Sensitivity.BANK)
    usual = keeping.kept_until(old)
    replaced(home, old, JUNE, refused=True)
    old.refresh_from_db()
    assert keeping.kept_until(old) == usual
