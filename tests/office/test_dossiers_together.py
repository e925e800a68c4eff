"""Many dossiers at a time, and next year's courses: shown first, then each has its own result."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portamento.foundation import clock
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions, setup
from portamento.reenrolment.models import Dossier, Outcome, State, Wish
from tests import make
from tests.make import accounts
from tests.office.people import address_in, text

url = address_in("dossiers")


@pytest.fixture
def secretary(campaign, sign_in):
    return sign_in(accounts.staff("Nadia Ferrand", role="secretary", identifier="secretariat"))


@pytest.fixture
def cello(campaign):
    """This year's course."""
    return make.course("Violoncelle")


@pytest.fixture
def next_cello(cello):
    """Next year's, with one place."""
    return following(cello, capacity=1)


def following(course, **fields):
    year = setup.current_campaign().year
    return make.course(course.name, of=course.discipline, year=year, follows=course, **fields)


def filed(first_name, last_name, course=None, *, state=State.ACCEPTED, **answers):
    family = make.family(last_name)
    guardian = make.guardian(family, "Claire", last_name)
    pupil = make.pupil(family, first_name, last_name)
    if course:
        make.enrolment(pupil, course)
    return make.dossier(pupil, family, guardian, state=state, **answers)


def states(*dossiers):
    rows = dict(Dossier.objects.values_list("pk", "state"))
    return [rows[dossier.pk] for dossier in dossiers]


def chosen(gesture, *dossiers):
    return {"geste": gesture, "dossier": [dossier.pk for dossier in dossiers]}


def test_each_is_judged_by_what_its_own_campaign_asks(secretary, campaign):
    """Last year's list is still worked on while the next campaign, which asks nothing, runs."""
    with clock.at(clock.now() - timedelta(days=365)):
        before = make.campaign()
        make.asked(before)
        old = filed("Noé", "Durand", state=State.SUBMITTED, campaign=before)
    new = filed("Lina", "Martin", state=State.SUBMITTED)
    page = text(secretary.get(url("together"), chosen("valider", old, new)))
    assert "Vont changer : 1" in page and "Justificatif de domicile" in page
    secretary.post(url("together"), chosen("valider", old, new))
    assert states(old, new) == [State.SUBMITTED, State.ACCEPTED]


def test_what_will_change_is_shown_before_anything_does(secretary, campaign):
    make.asked(campaign)
    ready = filed("Lina", "Martin", state=State.SUBMITTED)
    paper = make.document(ready.family, campaign.requests.get().kind)
    actions.judge(paper, accept=True, by=None)
    lacking = filed("Noé", "Durand", state=State.SUBMITTED)
    done = filed("Zoé", "Leroy")
    refused = filed("Tom", "Petit", state=State.REFUSED)
    all_ = chosen("valider", ready, lacking, done, refused)
    page = text(secretary.get(url("together"), all_))
    assert "Vont changer : 1" in page
    assert "Déjà fait : 1" in page
    assert "Ne changeront pas : 2" in page
    assert "Il manque : Justificatif de domicile." in page
    before = states(ready, lacking, done, refused)
    assert before[0] == State.IN_REVIEW
    answer = secretary.post(url("together"), all_, follow=True)
    assert states(ready, lacking, done, refused) == [State.ACCEPTED, *before[1:]]
    assert "C’est fait : 1" in text(answer)
    assert "Sans changement : 3" in text(answer)
    assert Outgoing.objects.filter(kind="Accepted").count() == 2
    secretary.post(url("together"), all_)
    assert Outgoing.objects.filter(kind="Accepted").count() == 2


def test_money_and_authority_are_never_decided_for_many(secretary):
    contested = filed("Lina", "Martin", state=State.SUBMITTED)
    actions.disagree(contested, text="Je n’ai pas été consulté.", by=None)
    page = text(secretary.post(url("together"), chosen("valider", contested), follow=True))
    assert "À voir sur sa page. Un autre responsable conteste" in page
    assert states(contested) == [State.SUBMITTED]


def test_nothing_ticked_says_so(secretary):
    answer = secretary.get(url("together"), {"geste": "valider"}, follow=True)
    assert "Cochez au moins un dossier." in text(answer)
    assert secretary.get(url("together"), {"geste": "autre", "dossier": 1}).status_code == 404


def test_who_goes_on_comes_before_who_is_new_then_by_day_of_sending(secretary, next_cello, cello):
    new = filed("Ana", "Nouvelle", disciplines=(cello.discipline_id,))
    first = filed("Lina", "Martin", cello)
    second = filed("Noé", "Durand", cello)
    wishes = list(Wish.objects.filter(wanted=True).exclude(dossier=None))
    page = text(secretary.get(url("assign")))
    names = ("Lina Martin", "Noé Durand", "Ana Nouvelle")
    assert sorted(names, key=page.index) == list(names)
    ticked = {"voeu": [wish.pk for wish in wishes]}
    answer = text(secretary.post(url("assign"), ticked, follow=True))
    assert "C’est fait : 1" in answer
    assert answer.count("Ce cours est complet.") == 2
    placed = Wish.objects.get(outcome=Outcome.PLACED)
    assert placed.dossier == first
    assert {wish.dossier_id for wish in wishes} == {new.pk, first.pk, second.pk}


def test_the_same_places_given_twice_are_given_once(secretary, next_cello, cello):
    dossier = filed("Lina", "Martin", cello)
    ticked = {"voeu": [dossier.wishes.get().pk]}
    secretary.post(url("assign"), ticked)
    answer = secretary.post(url("assign"), ticked, follow=True)
    assert "1 demande était déjà traitée" in text(answer)
    next_cello.refresh_from_db()
    assert next_cello.taken == 1


def test_families_are_told_once_all_is_settled_then_confirmed(secretary, next_cello, cello):
    dossier = filed("Lina", "Martin", cello)
    page = text(secretary.get(url("together"), chosen("prevenir", dossier)))
    assert "Il reste des cours à attribuer dans ce dossier." in page
    secretary.post(url("assign"), {"voeu": [dossier.wishes.get().pk]})
    assert "1 dossier prêt" in text(secretary.get(url("assign")))
    secretary.post(url("together"), chosen("prevenir", dossier))
    assert states(dossier) == [State.PLACED]
    secretary.post(url("together"), chosen("confirmer", dossier))
    assert states(dossier) == [State.CONFIRMED]
    kinds = list(Outgoing.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["CoursesAssigned", "Confirmed"]


def test_what_is_shown_is_what_will_happen_also_of_words_nobody_answered(
    secretary, next_cello, cello
):
    nothing, words = filed("Noé", "Durand"), filed("Lina", "Martin", cello, wanted="Du piano aussi")
    secretary.post(url("assign"), {"voeu": [words.wishes.get().pk]})
    page = text(secretary.get(url("assign")))
    assert "Du piano aussi" in page and "prêt" not in page
    page = text(secretary.get(url("together"), chosen("prevenir", nothing, words)))
    assert "Aucun cours n’est encore attribué" in page and "Du piano aussi" in page
    secretary.post(url("together"), chosen("prevenir", nothing, words))
    assert states(nothing, words) == [State.ACCEPTED, State.ACCEPTED]


def test_without_next_years_courses_the_page_says_where_to_make_them(secretary, cello):
    dossier = filed("Lina", "Martin", cello)
    for page in (url("assign"), url("courses", pk=dossier.pk)):
        answer = text(secretary.get(page))
        assert "Les cours de l’an prochain ne sont pas encore préparés" in answer
        assert reverse("office:catalog.index") in answer


def test_a_wish_is_placed_given_back_waits_or_is_not_kept(secretary, next_cello, cello):
    dossier = filed("Lina", "Martin", cello)
    wish = dossier.wishes.get()
    page = text(secretary.get(url("courses", pk=dossier.pk)))
    assert "Violoncelle, à confirmer (1 place libre)" in page
    posted = {"course": next_cello.pk, "level": make.level("2C4").pk}
    answer = secretary.post(url("place", pk=wish.pk), posted, follow=True)
    assert "Place attribuée : Violoncelle." in text(answer)
    wish.refresh_from_db()
    assert wish.place.level_label() == "2C4"
    secretary.post(url("unplace", pk=wish.pk))
    secretary.post(url("wait", pk=wish.pk), {"note": "Deux départs sont attendus."})
    wish.refresh_from_db()
    assert (wish.outcome, wish.place) == (Outcome.WAITING, None)
    refused = secretary.post(url("decline", pk=wish.pk), {"note": ""}, follow=True)
    assert "Écrivez pourquoi" in text(refused)
    secretary.post(url("decline", pk=wish.pk), {"note": "Le cours ferme."})
    wish.refresh_from_db()
    assert (wish.outcome, wish.outcome_note) == (Outcome.DECLINED, "Le cours ferme.")
    wrong = secretary.post(url("place", pk=wish.pk), {"course": cello.pk}, follow=True)
    assert "Choisissez un cours de l’an prochain." in text(wrong)


def test_who_comes_too_late_is_told_on_the_page(secretary, next_cello, cello):
    wish = filed("Lina", "Martin", cello).wishes.get()
    make.enrolment(make.pupil(make.family("Durand"), "Inès", "Durand"), next_cello)
    answer = secretary.post(url("place", pk=wish.pk), {"course": next_cello.pk}, follow=True)
    assert "Ce cours est complet." in text(answer)


def test_what_was_written_in_words_becomes_a_wish(secretary, campaign):
    dossier = filed("Lina", "Martin", wanted="Du chant, le mercredi.")
    chant = make.discipline("Chant")
    page = text(secretary.get(url("courses", pk=dossier.pk)))
    assert "Du chant, le mercredi." in page
    secretary.post(url("add", pk=dossier.pk), {"discipline": chant.pk})
    assert dossier.wishes.get().discipline == chant


def test_a_dispense_is_answered_from_the_page_it_is_read_on(secretary, cello):
    make.discipline("Formation musicale", part="theory")
    theory = make.course("Formation musicale")
    family = make.family()
    pupil = make.pupil(family)
    guardian = make.guardian(family)
    row = make.enrolment(pupil, theory)
    dossier = make.dossier(
        pupil, family, guardian, keeps={row.pk: False}, dispenses={row.pk: "Bac."}, wanted="Chant"
    )
    wish = dossier.wishes.get()
    show = url("show", pk=dossier.pk)
    assert "Dispense demandée : Bac." in text(secretary.get(show))
    answer = secretary.post(url("dispense", pk=wish.pk), {"reponse": "oui", "retour": show})
    assert answer["Location"] == show
    assert "Dispense accordée" in text(secretary.get(show))


@pytest.mark.parametrize("name", ["assign", "together"])
def test_many_cost_no_more_queries_than_few(secretary, next_cello, cello, name):
    counts = []
    for last in (3, 15):
        while Dossier.objects.count() < last:
            filed("Lina", f"Martin{Dossier.objects.count()}", cello)
        given = chosen("prevenir", *Dossier.objects.all()) if name == "together" else {}
        secretary.get(url(name), given)
        with CaptureQueriesContext(connection) as seen:
            secretary.get(url(name), given)
        counts.append(len(seen))
    assert counts[0] == counts[1]
