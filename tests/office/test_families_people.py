"""Guardians and pupils in the office: added, corrected, tied, shared."""

from datetime import date

import pytest

from portamento.accounts import actions as account_actions
from portamento.audit.models import Event
from portamento.families import actions, holders
from portamento.families.models import Guardian, Membership, Person, Pupil, Tie
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import chasing
from portamento.reenrolment.models import Dossier
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office.people import household, page, rights

EDITS = {"director": 200, "secretary": 200, "regie": 403, "reader": 403, "": 403}
POSTS = EDITS | {"director": 302, "secretary": 302}


@pytest.fixture
def martin(valmont):
    return household()


@pytest.fixture
def claire(martin):
    return martin.guardians.select_related("person", "account").get()


@pytest.fixture
def lina(martin):
    return martin.memberships.select_related("pupil__person").get().pupil


@pytest.fixture
def karim(valmont):
    return make.guardian(make.family("Benali"), "Karim", "Benali")


def pages(martin, claire, lina) -> dict[str, dict[str, int]]:
    here = {"family_pk": martin.pk, "pk": lina.pk}
    shown = [
        page("new_guardian", pk=martin.pk),
        page("edit_guardian", pk=claire.pk),
        page("edit_identifier", pk=claire.pk),
        page("close_guardian", pk=claire.pk),
        page("edit_tie", pk=claire.pk, pupil_pk=lina.pk),
        page("new_pupil", pk=martin.pk),
        *(page(name, **here) for name in ("edit_pupil", "edit_place", "share_pupil")),
        *(page(name, **here) for name in ("unshare_pupil", "depart", "open_access")),
    ]
    posted = [
        page(name, pk=claire.pk)
        for name in ("send_identifier", "send_password", "reopen_guardian", "enrol_guardian")
    ]
    posted.append(page("come_back", **here))
    return dict.fromkeys(shown, EDITS) | dict.fromkeys(posted, POSTS)


@pytest.mark.parametrize("role", EDITS)
def test_each_role_on_each_page_of_people(martin, claire, lina, sign_in, role):
    rights(sign_in, role, pages(martin, claire, lina))


def test_people_of_the_other_school_are_not_found(martin, claire, lina, sign_in):
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        client = sign_in(accounts.staff("Hélène Vasseur"))
    for url in pages(martin, claire, lina):
        assert client.post(url).status_code == 404


def test_a_guardian_is_added_with_an_account_and_ties(martin, lina, secretary):
    url = page("new_guardian", pk=martin.pk)
    posted = {"last_name": "Roy", "first_name": "Paul", f"lien_{lina.pk}": "father"}
    html = secretary.post(url, posted | {"email": "paul@example.org"}, follow=True)
    assert "Son identifiant" in html.content.decode()
    paul = Guardian.objects.get(person__first_name="Paul")
    assert (paul.account.identifier, paul.account.email) == ("roy", "paul@example.org")
    assert Tie.objects.get(guardian=paul).relation == "father"


def test_an_identifier_taken_is_refused_on_the_form(martin, secretary):
    posted = {"last_name": "Roy", "first_name": "Paul", "identifier": "martin"}
    answer = secretary.post(page("new_guardian", pk=martin.pk), posted)
    assert answer.status_code == 409
    assert "déjà pris" in answer.content.decode()
    assert Guardian.objects.count() == 1


def test_who_bears_a_known_name_is_shown_before_anybody_is_made_twice(martin, lina, secretary):
    url = page("new_pupil", pk=martin.pk)
    posted = {"last_name": "MARTIN", "first_name": "lina", "born_on": "2014-05-04"}
    answer = secretary.post(url, posted)
    assert "Déjà connu" in answer.content.decode()
    assert Pupil.objects.count() == 1
    other_day = secretary.post(url, posted | {"born_on": "2016-01-01"})
    assert other_day.status_code == 302
    certain = secretary.post(url, posted | {"certain": "on"})
    assert certain.status_code == 302
    assert Pupil.objects.count() == 3


def test_a_new_pupil_follows_the_guardian_that_was_chosen(martin, claire, secretary):
    posted = {"last_name": "Martin", "first_name": "Noé", "follows": str(claire.pk)}
    posted |= {f"lien_{claire.pk}": "mother", "number": "E-4", "image_right": "no"}
    secretary.post(page("new_pupil", pk=martin.pk), posted)
    noe = Pupil.objects.select_related("person").get(person__first_name="Noé")
    assert noe.memberships.get().follows_id == claire.pk
    assert (noe.number, noe.ties.get().relation) == ("E-4", "mother")
    assert [(row.image_right, row.may_leave_alone) for row in noe.years.all()] == [("no", "")]


def test_a_pupil_who_has_left_is_neither_asked_nor_reminded_until_it_is_undone(
    martin, lina, secretary, sign_in, claire
):
    campaign = make.campaign()
    make.enrolment(lina, make.course("Violoncelle", of=make.discipline("Violoncelle")))
    assert [child.one.pupil for child in chasing.load(campaign)[0].children] == [lina]
    here = {"family_pk": martin.pk, "pk": lina.pk}
    secretary.post(page("depart", **here), {"on": "2027-01-08"})
    said = secretary.get(page("show", pk=martin.pk)).content.decode()
    assert "A quitté l’établissement le 8 janvier 2027" in said
    assert "Lina Martin a quitté l’établissement le 8 janvier 2027" in said, "the journal"
    assert chasing.load(campaign) == []
    family = sign_in(claire.account)
    assert "Lina Martin" not in family.get("/").content.decode()
    html = family.get(f"/eleves/{lina.pk}/reinscription/").content.decode()
    assert "Lina a quitté le conservatoire le 8 janvier 2027" in html
    posted = family.post(f"/eleves/{lina.pk}/reinscription/", {"stays": "yes", "version": "1"})
    assert "a quitté" in posted.content.decode() and not Dossier.objects.exists()
    sign_in(accounts.staff("Odile Roy", role="secretary")).post(page("come_back", **here))
    family = sign_in(claire.account)
    assert 'name="stays"' in family.get(f"/eleves/{lina.pk}/reinscription/").content.decode()
    assert len(Event.objects.filter(verb__in=["pupil.left", "pupil.returned"])) == 2


def test_an_email_corrected_counts_at_once(martin, claire, secretary):
    type(claire.account).objects.filter(pk=claire.account_id).update(
        email_refused_at="2027-05-01T10:00Z"
    )
    url = page("edit_guardian", pk=claire.pk)
    claire.account.refresh_from_db()
    version = holders.of_guardian(claire).version()
    posted = {"last_name": "Martin", "first_name": "Claire", "email": "neuve@example.org"}
    answer = secretary.post(url, posted | {"version": version})
    assert answer.status_code == 302
    claire.account.refresh_from_db()
    assert (claire.account.email, claire.account.email_refused_at) == ("neuve@example.org", None)


def test_a_stale_correction_is_shown_again(martin, claire, secretary):
    actions.edit_person(claire.person, profession="Luthière", by=None)
    posted = {"last_name": "Martin", "first_name": "Claire", "version": "1.1"}
    answer = secretary.post(page("edit_guardian", pk=claire.pk), posted)
    assert "modifiée entre-temps" in answer.content.decode()
    assert Person.objects.get(pk=claire.person_id).profession == "Luthière"


def test_the_same_page_posted_as_it_was_writes_nothing(martin, lina, secretary):
    url = page("edit_place", family_pk=martin.pk, pk=lina.pk)
    before = Event.objects.count()
    membership = Membership.objects.get()
    secretary.post(url, {"address_hidden": "on", "version": membership.version})
    assert Event.objects.count() == before


def test_what_moves_authority_is_confirmed_apart(martin, claire, lina, secretary):
    url = page("edit_tie", pk=claire.pk, pupil_pk=lina.pk)
    posted = {"relation": "mother", "receives_letters": "on", "emergency": "on"}
    answer = secretary.post(url, posted)
    assert "Autorité parentale, Peut réinscrire" in answer.content.decode()
    assert Tie.objects.get().authority
    secretary.post(url, posted | {"confirm": "on"})
    tie = Tie.objects.get()
    assert (tie.authority, tie.may_reenrol, tie.protected) == (False, False, False)


def test_protection_is_confirmed_even_on_a_first_link(martin, lina, karim, secretary):
    actions.share_pupil(karim.family, lina, payer_share=0, by=None)
    url = page("edit_tie", pk=karim.pk, pupil_pk=lina.pk)
    secretary.post(url, {"relation": "father", "protected": "on"})
    assert not Tie.objects.filter(guardian=karim).exists()
    secretary.post(url, {"relation": "father", "protected": "on", "confirm": "on"})
    assert Tie.objects.get(guardian=karim).protected


def test_a_pupil_is_shared_with_the_household_that_was_searched(martin, lina, karim, secretary):
    url = page("share_pupil", family_pk=martin.pk, pk=lina.pk) + "?q=benali"
    assert "Karim Benali" in secretary.get(url).content.decode()
    posted = {"family": karim.family_id, "payer_share": "40", "confirm": "on"}
    assert secretary.post(url, posted).status_code == 302
    assert Membership.objects.get(family=martin).payer_share == 60


def test_a_household_that_was_not_found_cannot_be_posted(martin, lina, karim, secretary):
    url = page("share_pupil", family_pk=martin.pk, pk=lina.pk) + "?q=durand"
    secretary.post(url, {"family": karim.family_id, "payer_share": "40", "confirm": "on"})
    assert Membership.objects.count() == 1


def test_what_a_household_pays_is_confirmed_apart(martin, lina, karim, secretary):
    shared = actions.share_pupil(karim.family, lina, payer_share=40, by=None)
    url = page("edit_place", family_pk=karim.family_id, pk=lina.pk)
    posted = {"payer_share": "100", "address_hidden": "on", "version": shared.version}
    assert "Part payée" in secretary.post(url, posted).content.decode()
    assert Membership.objects.get(family=martin).payer_share == 60
    secretary.post(url, posted | {"confirm": "on", "primary": "on"})
    home = Membership.objects.get(family=martin)
    assert (home.payer_share, home.primary) == (0, False)


def test_an_adult_is_pupil_and_responsible(martin, claire, secretary):
    secretary.post(page("enrol_guardian", pk=claire.pk))
    assert Pupil.objects.get(person=claire.person)
    noe = make.pupil(martin, "Noé", born_on=date(2000, 1, 1))
    url = page("open_access", family_pk=martin.pk, pk=noe.pk)
    secretary.post(url, {"email": "noe@example.org", "identifier": "noe"})
    assert Guardian.objects.get(person=noe.person).account.identifier == "noe"


def test_an_access_is_closed_and_opened_again(martin, claire, secretary):
    make.guardian(martin, "Paul", "Martin")
    secretary.post(page("close_guardian", pk=claire.pk))
    claire.account.refresh_from_db()
    assert not claire.account.is_active
    told = secretary.post(page("reopen_guardian", pk=claire.pk), follow=True).content.decode()
    claire.account.refresh_from_db()
    assert claire.account.is_active and not claire.account.has_usable_password()
    assert "est rouvert. Envoyez l’identifiant" in told and "Identifiant non envoyé" in told


def test_a_provisional_password_is_sent_to_who_has_an_address(martin, claire, secretary):
    account_actions.connect(claire.account, by=None)
    secretary.post(page("send_password", pk=claire.pk))
    sent = Outgoing.objects.filter(kind="ProvisionalPassword")
    assert sent.get().name == "Claire Martin"
    for _again in range(2):
        secretary.post(page("send_password", pk=claire.pk))
    assert secretary.post(page("send_password", pk=claire.pk)).status_code == 409
    assert sent.count() == 3


def test_an_identifier_is_sent_to_one_person(martin, claire, secretary):
    secretary.post(page("send_identifier", pk=claire.pk))
    assert Outgoing.objects.get(kind="IdentifierSent").name == "Claire Martin"
