"""Dossiers in the office: found, read, decided, many at a time; who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portamento.accounts import roles
from portamento.families import actions as families
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions
from portamento.reenrolment.models import State
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office.people import address_in, text

url = address_in("dossiers")

DECIDING = ("start", "accept", "send_back", "refuse", "reopen", "settle", "confirm")


def filed(first_name="Lina", last_name="Martin", **fields):
    """A dossier of a household of its own."""
    family = make.family(last_name)
    guardian = make.guardian(family, "Claire", last_name, phone_home="05 00 00 00 01")
    pupil = make.pupil(family, first_name, last_name)
    return make.dossier(pupil, family, guardian, **fields)


def test_each_group_lists_its_dossiers_and_says_how_many(secretary, campaign):
    filed("Lina", "Martin")
    filed("Noé", "Durand", state=State.SENT_BACK)
    filed("Zoé", "Leroy", state=State.ACCEPTED)
    filed("Tom", "Petit", stays="no")
    page = text(secretary.get(url("index")))
    assert "À contrôler (2)" in page
    assert "Ne se réinscrivent pas (1)" in page
    assert "Lina Martin" in page
    assert "Noé Durand" not in page
    assert "Noé Durand" in text(secretary.get(url("index"), {"etat": "a-completer"}))
    assert "Zoé Leroy" in text(secretary.get(url("index"), {"etat": "a-placer"}))
    assert "Tom Petit" in text(secretary.get(url("index"), {"etat": "partent"}))


def test_the_list_is_narrowed_by_words_discipline_siblings_and_gaps(secretary, campaign):
    make.asked(campaign)
    lina = filed("Lina", "Martin")
    noe = make.pupil(lina.family, "Noé", "Martin")
    make.dossier(noe, lina.family, lina.family.guardians.get())
    zoe = make.pupil(make.family("Durand"), "Zoé", "Durand")
    make.guardian(zoe.memberships.get().family, "Inès", "Durand")
    make.enrolment(zoe, make.course("Harpe"))
    home = zoe.memberships.get().family
    make.dossier(zoe, home, home.guardians.get())

    def names(**given):
        page = text(secretary.get(url("index"), given))
        return {one for one in ("Lina Martin", "Noé Martin", "Zoé Durand") if one in page}

    assert names(q="zoe") == {"Zoé Durand"}
    assert names(q=lina.reference.lower()) == {"Lina Martin"}
    assert names(fratrie="on") == {"Lina Martin", "Noé Martin"}
    harp = zoe.enrolments.get().course.discipline_id
    assert names(discipline=harp) == {"Zoé Durand"}
    assert names(jour="on") == {"Lina Martin", "Noé Martin", "Zoé Durand"}
    request = campaign.requests.get()
    make.document(home, request.kind)
    assert names(incomplet="on") == {"Lina Martin", "Noé Martin"}
    actions.disagree(lina, text="Je n’ai pas été consulté.", by=None)
    assert names(conteste="on") == {"Lina Martin"}


def test_the_page_of_a_dossier_says_all_that_matters(secretary, campaign):
    make.asked(campaign)
    dossier = filed(message="Merci de votre aide.", wanted="Du chant.")
    other = make.family("Benali")
    father = make.guardian(other, "Karim", "Benali", mobile="06 00 00 00 09")
    families.share_pupil(other, dossier.pupil, payer_share=40, by=None)
    make.relate(father, dossier.pupil, relation="father")
    page = text(secretary.get(url("show", pk=dossier.pk)))
    for words in (
        *("Lina Martin", dossier.reference, "05 00 00 00 01", "06 00 00 00 09", "Père"),
        *("Paie 60 %", "Paie 40 %", "Justificatif de domicile", "À fournir", "Du chant."),
        *("Merci de votre aide.", "bien arrivé", "Dossier envoyé", "1 / 1"),
    ):
        assert words in page, words


def test_a_dossier_is_taken_in_hand_and_accepted(secretary, campaign):
    dossier = filed()
    answer = secretary.post(url("start", pk=dossier.pk), {"liste": "etat=a-controler"})
    assert answer["Location"] == url("show", pk=dossier.pk) + "?liste=etat%3Da-controler"
    dossier.refresh_from_db()
    assert dossier.state == State.IN_REVIEW
    posted = {"note": "À bientôt.", "version": dossier.version}
    assert secretary.post(url("accept", pk=dossier.pk), posted).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == State.ACCEPTED
    assert "À bientôt." in Outgoing.objects.get(kind="Accepted").text


def test_what_lacks_or_is_contested_is_confirmed_on_a_second_step(secretary, campaign):
    make.asked(campaign)
    dossier = filed()
    actions.disagree(dossier, text="Je n’ai pas été consulté.", by=None)
    posted = {"note": "", "version": dossier.version}
    answer = secretary.post(url("accept", pk=dossier.pk), posted)
    assert "Je n’ai pas été consulté." in text(answer)
    assert "Il manque : Justificatif de domicile." in text(answer)
    dossier.refresh_from_db()
    assert dossier.state == State.SUBMITTED
    secretary.post(url("accept", pk=dossier.pk), posted | {"sure": "on"})
    dossier.refresh_from_db()
    assert dossier.state == State.ACCEPTED


def test_a_dossier_sent_again_meanwhile_is_not_accepted_unseen(secretary, campaign):
    dossier = filed()
    stale = dossier.version - 1
    answer = secretary.post(url("accept", pk=dossier.pk), {"note": "Oui.", "version": stale})
    assert "modifiée entre-temps" in text(answer)
    assert "Oui." in text(answer)
    dossier.refresh_from_db()
    assert dossier.state == State.SUBMITTED


def test_a_complement_is_asked_for_with_the_refused_documents(secretary, campaign):
    make.asked(campaign)
    dossier = filed()
    paper = make.document(dossier.family, campaign.requests.get().kind)
    actions.judge(paper, accept=False, reason="illegible", by=None)
    page = text(secretary.get(url("show", pk=dossier.pk)))
    assert "Justificatif de domicile : Illisible." in page
    dossier.refresh_from_db()
    posted = {"note": "Merci de signer.", "version": dossier.version}
    secretary.post(url("send_back", pk=dossier.pk), posted)
    letter = Outgoing.objects.get(kind="SentBack").text
    assert "Illisible" in letter
    assert "Merci de signer." in letter
    dossier.refresh_from_db()
    assert dossier.state == State.SENT_BACK


def test_nothing_is_sent_back_without_a_word(secretary, campaign):
    dossier = filed()
    answer = secretary.post(url("send_back", pk=dossier.pk), {"version": dossier.version})
    assert answer.status_code == 409
    assert "Dites ce qui manque" in text(answer)


def test_a_refusal_gives_its_reason(secretary, campaign):
    dossier = filed()
    empty = secretary.post(url("refuse", pk=dossier.pk), {"version": dossier.version})
    assert empty.status_code == 200
    posted = {"reason": "Déménagement.", "version": dossier.version}
    secretary.post(url("refuse", pk=dossier.pk), posted)
    assert "Déménagement." in Outgoing.objects.get(kind="Refused").text
    secretary.post(url("reopen", pk=dossier.pk))
    dossier.refresh_from_db()
    assert dossier.state == State.IN_REVIEW


@pytest.mark.parametrize("name", DECIDING)
def test_the_same_decision_twice_answers_kindly(secretary, campaign, name):
    state = {"reopen": State.REFUSED, "settle": State.ACCEPTED, "confirm": State.PLACED}
    dossier = filed(state=state.get(name, State.SUBMITTED))
    if name == "settle":
        wish = actions.add_wish(dossier, make.discipline("Chant"), by=None)
        actions.wait_wish(wish, by=None)
    dossier.refresh_from_db()
    posted = {"note": "Un mot.", "reason": "Un motif.", "version": dossier.version}
    assert secretary.post(url(name, pk=dossier.pk), posted).status_code == 302
    letters = Outgoing.objects.count()
    again = secretary.post(url(name, pk=dossier.pk), posted)
    assert again.status_code in {200, 409}
    assert Outgoing.objects.count() == letters


def test_previous_and_next_stay_in_the_list(secretary, campaign):
    first, second, third = filed("A", "Un"), filed("B", "Deux"), filed("C", "Trois")
    page = text(secretary.get(url("show", pk=second.pk), {"liste": "etat=a-controler"}))
    assert "2 / 3" in page
    assert f"{url('show', pk=first.pk)}?liste=etat%3Da-controler" in page
    assert f"{url('show', pk=third.pk)}?liste=etat%3Da-controler" in page
    actions.accept(second, by=None)
    page = text(secretary.get(url("show", pk=second.pk), {"liste": "etat=a-controler"}))
    assert "– / 2" in page
    assert f"{url('show', pk=third.pk)}?liste=etat%3Da-controler" in page


@pytest.mark.parametrize("name", ["index", "show"])
def test_a_page_costs_as_much_with_three_dossiers_as_with_thirty(secretary, campaign, name):
    make.asked(campaign)
    counts = []
    for more in (3, 27):
        made = [filed("Lina", f"Martin{n}") for n in range(3 if counts else 0, more)]
        address = url("index") if name == "index" else url("show", pk=made[0].pk)
        secretary.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert secretary.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


PAGES = {
    roles.SEE_DOSSIERS: ("index", "show"),
    roles.DECIDE_DOSSIERS: (*DECIDING, "courses", "add", "assign", "results", "together"),
}
PLAIN = {"index", "assign", "results", "together"}


def address(name, dossier):
    return url(name) if name in PLAIN else url(name, pk=dossier.pk)


@pytest.mark.parametrize("role", ["director", "secretary", "regie", "reader"])
def test_each_page_asks_for_its_right(campaign, sign_in, role):
    dossier = filed()
    client = sign_in(accounts.staff("Quelqu’un", role=role, identifier="quelquun"))
    for right, names in PAGES.items():
        for name in names:
            status = client.get(address(name, dossier)).status_code
            assert (status == 403) is (right not in roles.ROLES[role]), (name, status)
    if role in {"regie", "reader"}:
        for name in DECIDING:
            assert client.post(address(name, dossier)).status_code == 403
        page = text(client.get(url("show", pk=dossier.pk)))
        assert "Valider le dossier" not in page
    dossier.refresh_from_db()
    assert dossier.state == State.SUBMITTED


def test_a_dossier_of_another_school_is_not_found(secretary, campaign):
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        make.campaign()
        dossier = filed("Ailleurs", "Vasseur")
    assert "Vasseur" not in text(secretary.get(url("index"), {"etat": "tous"}))
    for name in ("show", *DECIDING, "courses", "add"):
        assert secretary.get(url(name, pk=dossier.pk)).status_code in {404, 405}, name
        assert secretary.post(url(name, pk=dossier.pk)).status_code in {404, 405}, name


def test_a_family_has_no_business_here(campaign, sign_in):
    dossier = filed()
    client = sign_in(dossier.family.guardians.get().account)
    assert client.get(url("show", pk=dossier.pk)).status_code == 403
