"""A paper serves the dossiers of the campaign that asks for it: those move, and are told."""

from datetime import timedelta

import pytest

from portamento.documents.models import Document, StoredFile
from portamento.foundation import clock
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions, setup
from portamento.reenrolment.actions import ask_for
from portamento.reenrolment.models import Dossier, State
from portamento.workflow.action import NotAllowed
from tests import make
from tests.make.dossiers import submit

LAST_YEAR = timedelta(days=365)


@pytest.fixture
def years(valmont):
    """Last year's campaign and this one's, which ask for the same proof of residence."""
    with clock.at(clock.now() - LAST_YEAR):
        before = make.campaign()
        kind = make.asked(before).kind
    now = make.campaign()
    ask_for(now, kind, by=None)
    return before, now, kind


def left_over(pupil, family, campaign, state) -> Dossier:
    """Last year's, never brought to its end."""
    with clock.at(clock.now() - LAST_YEAR):
        return make.dossier(pupil, family, family.guardians.get(), state=state, campaign=campaign)


def test_a_decision_leaves_last_years_dossiers_alone(years, pupil, family):
    before, now, kind = years
    old = left_over(pupil, family, before, State.SUBMITTED)
    new = make.dossier(pupil, family, family.guardians.get(), campaign=now)
    actions.judge(make.document(family, kind), accept=True, by=None)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == (State.SUBMITTED, State.IN_REVIEW)


def test_a_paper_of_last_year_does_not_start_this_years_dossier(years, pupil, family):
    _before, now, kind = years
    with clock.at(clock.now() - LAST_YEAR):
        late = make.document(family, kind)
    new = make.dossier(pupil, family, family.guardians.get(), campaign=now)
    actions.judge(late, accept=True, by=None)
    new.refresh_from_db()
    assert new.state == State.SUBMITTED


def test_a_paper_that_no_campaign_asks_for_moves_nothing(years, pupil, family):
    new = make.dossier(pupil, family, family.guardians.get(), campaign=years[1])
    actions.judge(make.document(family, make.kind("Lettre")), accept=True, by=None)
    new.refresh_from_db()
    assert new.state == State.SUBMITTED


def test_a_paper_accepted_a_moment_ago_is_not_removed(family):
    """The page was read before the office decided."""
    paper = make.document(family, make.kind("RIB"))
    read = Document.objects.get(pk=paper.pk)
    actions.judge(paper, accept=True, by=None)
    with pytest.raises(NotAllowed, match="déjà traité"):
        actions.remove(read, by=None)
    assert Document.objects.get().state == "accepted" and StoredFile.objects.count() == 1


def received(family, kind, pdf, pupil=None):
    """Handed in by the household; the letters that acknowledge it."""
    by = family.guardians.order_by("rank").first().account
    actions.hand_in(family, kind, pdf("papier.pdf"), pupil=pupil, by=by)
    return list(Outgoing.objects.filter(kind="DocumentReceived").values_list("address", flat=True))


@pytest.mark.usefixtures("inspector")
def test_a_paper_for_a_draft_is_not_acknowledged_for_last_years_sake(years, pupil, family, pdf):
    before, now, kind = years
    left_over(pupil, family, before, State.PLACED)
    new = make.dossier(pupil, family, family.guardians.get(), state=State.DRAFT, campaign=now)
    assert received(family, kind, pdf) == []
    submit(new, family.guardians.get().account, None)
    assert received(family, kind, pdf) == ["claire.martin@example.org"]


@pytest.mark.usefixtures("inspector")
def test_a_pupils_paper_is_acknowledged_to_who_gets_letters_about_that_pupil(family, pdf):
    campaign = make.campaign()
    claire = family.guardians.get()
    make.guardian(family, "Marc", "Martin")
    pupil = make.pupil(family)
    make.relate(claire, pupil, receives_letters=False)
    kind = make.asked(campaign, "Fiche", owner="pupil").kind
    make.dossier(pupil, family, claire, campaign=setup.current_campaign())
    assert received(family, kind, pdf, pupil) == ["marc.martin@example.org"]
