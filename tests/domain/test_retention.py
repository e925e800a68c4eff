"""Papers go when their time is over, and only then; what they proved and that they were, stay."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import TestCase

from portamento.audit import sentences
from portamento.audit.models import Event, Facts
from portamento.config import schedule
from portamento.config.management.commands import worker
from portamento.documents import actions as documents
from portamento.documents import eliminations, storage, sweeps
from portamento.documents.models import (
    Check,
    Document,
    EliminationState,
    Retention,
    Sensitivity,
    State,
    StoredFile,
    Validity,
)
from portamento.foundation import clock
from portamento.reenrolment import keeping
from portamento.reenrolment import sweeps as nightly
from portamento.reenrolment.models import State as Stands
from portamento.workflow.action import NotAllowed
from tests import make
from tests.domain.conftest import JUNE
from tests.make.accounts import staff

SEASON_ENDS = date(2028, 7, 31)
pytestmark = pytest.mark.usefixtures("folder")


def night(day: date) -> None:
    with committed(), clock.at(datetime(day.year, day.month, day.day, 3, 10, tzinfo=clock.PARIS)):
        for _ in nightly.forget_documents():
            pass


def committed():
    """What waits for the end of the transaction is done at the end of the block."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def still_there(document: Document) -> bool:
    """Whether its bytes are."""
    document.refresh_from_db()
    document.file.refresh_from_db()
    return document.file.key in set(storage.every_key())


def confirmed(home, parent, june, on: datetime):
    make.plan(june)
    make.terms(june)
    pupil = make.pupil(home)
    make.relate(parent, pupil) if not parent.ties.exists() else None
    with clock.at(on):
        return make.dossier(pupil, home, parent, state=Stands.CONFIRMED, by=None)


def test_health_papers_go_at_the_end_of_the_school_year(paper):
    document = paper("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    assert keeping.kept_until(document) == (SEASON_ENDS, Retention.YEAR.label)
    night(SEASON_ENDS)
    assert still_there(document)
    night(SEASON_ENDS + timedelta(days=1))
    assert not still_there(document)
    assert (document.file.check_state, document.file.name, document.file.sha256) == (
        *(Check.FORGOTTEN, "", ""),
    )


def test_income_papers_go_two_months_after_the_tariff_and_their_result_stays(
    paper, home, parent, june
):
    document = paper("Avis d’imposition", sensitivity=Sensitivity.INCOME)
    documents.accept(document, by=None)
    assert keeping.kept_until(document)[0] == date(2029, 7, 31)
    confirmed(home, parent, june, JUNE + timedelta(days=5))
    assert keeping.kept_until(document)[0] == date(2027, 8, 9)
    night(date(2027, 8, 10))
    assert not still_there(document)
    assert document.state == State.ACCEPTED
    assert document.decided_at and len(document.file.sha256) == 64


def test_the_journal_keeps_that_it_was_not_what_it_said(paper):
    document = paper("Certificat de Lina", sensitivity=Sensitivity.HEALTH)
    documents.refuse(document, reason="other", note="Asthme : page 2 manquante.", by=None)
    night(SEASON_ENDS + timedelta(days=1))
    events = Event.objects.about("document", document.pk).order_by("pk")
    assert [event.verb for event in events] == [
        *("document.received", "document.refuse", "document.forgotten"),
    ]
    assert [event.verb for event in events if hasattr(event, "facts")] == ["document.forgotten"]
    told = " ".join(sentences.sentence(event) for event in events)
    assert "Asthme" not in told
    assert ".pdf" not in str([row.values for row in Facts.objects.all()])
    document.refresh_from_db()
    assert document.note == ""


def test_a_mandate_lives_as_long_as_the_household_goes_on(paper, home, parent, june):
    kind = {"sensitivity": Sensitivity.BANK, "validity": Validity.UNTIL_CHANGED}
    document = paper("RIB", **kind)
    assert keeping.kept_until(document)[0] == date(2029, 8, 31)
    with clock.at(JUNE + timedelta(days=365)):
        later = make.campaign(year=make.year_ahead(1))
        confirmed(home, parent, later, clock.now())
        assert keeping.kept_until(document)[0] == date(2030, 8, 31)
        newer = make.document(home, document.kind)
        assert keeping.kept_until(document)[0] == date(2029, 8, 31)
        assert keeping.kept_until(newer)[0] == date(2030, 8, 31)


def test_what_is_good_for_years_is_kept_for_each_season_it_covers(paper, home, parent, june):
    document = paper("Assurance", validity=Validity.MONTHS, months=20)
    brief = paper("Facture", validity=Validity.MONTHS, months=3)
    assert keeping.kept_until(document)[0] == date(2029, 7, 31)
    with clock.at(JUNE + timedelta(days=365)):
        confirmed(home, parent, make.campaign(year=make.year_ahead(1)), clock.now())
    assert keeping.kept_until(document)[0] == date(2030, 7, 31)
    assert keeping.kept_until(brief)[0] == date(2029, 7, 31)


def test_a_kind_may_be_kept_otherwise_than_its_class(paper):
    document = paper("Autorisations", retention=Retention.RIGHTS)
    assert keeping.kept_until(document) == (date(2033, 7, 31), Retention.RIGHTS.label)


def test_public_archives_close_and_wait(paper):
    document = paper("Justificatif")
    night(date(2029, 8, 1))
    assert still_there(document)
    assert (document.file.check_state, document.file.is_servable()) == (Check.CLOSED, False)
    night(date(2039, 8, 1))
    assert still_there(document)


@pytest.fixture
def listed(paper):
    """A list with the one document it names."""
    document = paper("Justificatif")
    night(date(2029, 8, 1))
    return eliminations.prepare(by=None), document


def test_a_list_says_what_when_how_many_and_under_which_rule(listed):
    made, document = listed
    (line,) = made.lines.all()
    assert (line.name, line.rule, line.number) == ("Justificatif", "season", 1)
    assert line.oldest == line.newest == JUNE.date()
    assert line.size == document.file.size
    with pytest.raises(NotAllowed):
        eliminations.prepare(by=None)


def test_nothing_is_destroyed_without_a_visa(listed):
    made, document = listed
    with pytest.raises(NotAllowed):
        eliminations.destroy(made, by=None)
    assert still_there(document)
    eliminations.approve(made, on=date(2029, 9, 1), approved_by="Mme Archives", by=None)
    with committed():
        eliminations.destroy(made, by=staff("Paul", role="director", identifier="paul"))
    assert not still_there(document)
    made.refresh_from_db()
    assert (made.state, made.lines.count()) == (EliminationState.DESTROYED, 1)


def test_a_list_given_up_leaves_its_documents_to_the_next(listed):
    made, document = listed
    eliminations.cancel(made, by=None)
    again = eliminations.prepare(by=None)
    assert again.number == 2
    assert list(again.documents.all()) == [document]


def test_a_dry_run_shows_what_is_due_why_and_under_which_rule_and_does_nothing(paper, capsys):
    document = paper("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    call_command("forget-documents", "--on", "2028-08-01")
    call_command("forget-documents", "--dry-run")
    said = capsys.readouterr().out
    assert f"document {document.pk}, Fiche sanitaire" in said
    assert "art. 5-1-e et 9" in said and "1 due." in said and "0 due." in said
    assert "erased" in said
    assert still_there(document)
    with committed(), clock.at(datetime(2028, 8, 1, 3, 10, tzinfo=clock.PARIS)):
        call_command("forget-documents")
    assert "1 done." in capsys.readouterr().out
    assert not still_there(document)


def test_a_store_that_fails_leaves_a_file_that_the_night_removes(
    transactional_db, paper, monkeypatch
):
    document = paper("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    delete = storage.delete
    monkeypatch.setattr(storage, "delete", lambda key: (_ for _ in ()).throw(OSError("away")))
    with clock.at(JUNE + timedelta(days=800)):
        list(nightly.forget_documents())
    monkeypatch.setattr(storage, "delete", delete)
    assert still_there(document)
    with clock.at(clock.now() + timedelta(days=3000)):
        for _ in sweeps.remove_orphans():
            pass
    assert not still_there(document)


def test_as_many_queries_for_ten_as_for_one(paper, django_assert_max_num_queries):
    rows = [paper(f"Papier {number}") for number in range(10)]
    for some in (rows[:1], rows):
        with django_assert_max_num_queries(2):
            keeping.of(some)


def test_the_night_is_on_the_schedule_and_may_come_twice(paper):
    document = paper("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    (sweep,) = [one for one in schedule.SWEEPS if one.run is nightly.forget_documents]
    for _ in range(2):
        with clock.at(datetime(2028, 8, 1, 3, 10, tzinfo=clock.PARIS)):
            worker.run(sweep, threading.Event())
    assert StoredFile.objects.get(pk=document.file_id).check_state == Check.FORGOTTEN
    assert Event.objects.filter(verb="document.forgotten").count() == 1
