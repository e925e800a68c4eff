"""What the office answered, and what one still has to do, stand where the family looks."""

from datetime import timedelta

import pytest

from portamento.accounts import actions as accounts
from portamento.changes import actions as changes
from portamento.families import actions as families
from portamento.families.models import Person
from portamento.foundation import clock
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions as reenrolment
from portamento.reenrolment.models import Dossier, Wish
from tests import make
from tests.make import changes as make_changes
from tests.make.accounts import staff
from tests.portal.forms import fields_of_form
from tests.portal.test_dossier import answers, opened, page

FAMILY = "/famille/"
ADDRESS = "/famille/adresse/"


@pytest.fixture
def claire(valmont):
    return make.guardian(make.family(), mobile="06 00 00 00 01")


def read(client, path=FAMILY):
    return client.get(path).content.decode()


@pytest.fixture
def office(valmont):
    return staff()


def judged(rows, office, **verdict):
    pks = [row.pk for row in rows]
    accepted = not verdict.get("reason")
    changes.decide(
        rows, accept=pks if accepted else [], decline=[] if accepted else pks, by=office, **verdict
    )


def test_a_refusal_stands_beside_the_field_with_its_reason_for_thirty_days(claire, office, sign_in):
    asked = make_changes.change(claire, mobile="06 00 00 00 99")
    judged(asked, office, reason="Ce numéro n’est pas attribué")
    html = read(sign_in(claire.account))
    assert "Refusé le" in html and "Ce numéro n’est pas attribué." in html
    assert "06 00 00 00 99" in html and 'value="06 00 00 00 01"' in html
    assert 'aria-describedby="id_mobile-answer"' in html
    assert "pending-wrong" in html
    with clock.at(clock.now() + timedelta(days=31)):
        assert "Refusé le" not in read(sign_in(claire.account))


def test_an_acceptance_stands_there_until_the_next_change(claire, office, sign_in):
    judged(make_changes.change(claire, mobile="06 00 00 00 09"), office)
    assert "Accepté le" in read(sign_in(claire.account))
    (newer,) = make_changes.change(claire, mobile="06 00 00 00 10")
    html = read(sign_in(claire.account))
    assert "Accepté le" not in html and "Annuler ce changement" in html
    changes.withdraw([newer], by=claire.account)
    assert "Accepté le" not in read(sign_in(claire.account))


def test_what_the_office_corrected_since_is_not_called_accepted(claire, office, sign_in):
    judged(make_changes.change(claire, mobile="06 00 00 00 09"), office)
    families.edit_person(Person.objects.get(), mobile="06 00 00 00 11", by=office)
    assert "Accepté le" not in read(sign_in(claire.account))


def test_the_answer_on_a_pupil_is_read_by_the_household_that_asked(world, office, sign_in):
    asked = make_changes.pupil_change(world.claire, world.lina, emergency_contact="Mamie Odette")
    judged(asked, office, reason="Ajoutez son téléphone.")
    path = f"/eleves/{world.lina.pk}/"
    html = read(sign_in(world.claire.account), path)
    assert "Ajoutez son téléphone." in html and "Mamie Odette" in html
    assert "Ajoutez son téléphone." not in read(sign_in(world.karim.account), path)


def test_an_address_to_confirm_is_on_accueil_and_beside_the_field(claire, sign_in):
    client = sign_in(claire.account)
    assert "à confirmer" not in read(client, "/")
    accounts.ask_email_confirmation(claire.account, "neuve@example.org", by=claire.account)
    for path in ("/", FAMILY, ADDRESS):
        html = read(client, path)
        assert "neuve@example.org" in html and "onfirmer" in html
        assert f'href="{ADDRESS}"' in html or path == ADDRESS


def test_its_link_is_sent_again_or_given_up(claire, sign_in):
    client = sign_in(claire.account)
    accounts.ask_email_confirmation(claire.account, "neuve@example.org", by=claire.account)
    letters = Outgoing.objects.filter(kind="EmailToConfirm", address="neuve@example.org")
    client.get(ADDRESS)
    assert letters.count() == 1
    assert client.post(ADDRESS, {"renvoyer": "1"}, follow=True).status_code == 200
    assert letters.count() == 2
    assert claire.account.email_confirmations.live().count() == 1
    client.post(ADDRESS, {"annuler": "1"}, follow=True)
    assert not claire.account.email_confirmations.live().exists()
    assert "neuve@example.org" not in read(client, "/").partition("<main")[2]
    assert client.post(ADDRESS, {"annuler": "1"}).status_code == 409
    assert client.post(ADDRESS, {"renvoyer": "1"}).status_code == 200
    assert letters.count() == 2


@pytest.mark.usefixtures("inspector")
@pytest.mark.parametrize("grant", [True, False])
def test_the_answer_to_a_dispense_is_on_the_page_of_who_asked(world, office, sign_in, grant):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    theory = world.lina.enrolments.get(course=world.courses["theory"])
    typed = {f"d{theory.pk}": "on", f"r{theory.pk}": "Bac de musique en juin."}
    sending = {"plan": str(world.plan.pk), "qf": "proof", "agrees": "on", "valider": "1"}
    answer = client.post(page(world.lina), answers(html, **sending, **typed))
    again = answers(answer.content.decode(), **sending)  # the course is not obligatory any more
    assert client.post(page(world.lina), again).status_code == 302
    assert "dispense a une réponse" not in read(client, "/")
    wish = Wish.objects.get(dispense_asked=True)
    reenrolment.answer_dispense(wish, grant=grant, answer="Vu avec la professeure.", by=office)
    assert "dispense a une réponse" in read(client, "/")
    said = "Dispense accordée" if grant else "Dispense non accordée"
    sent = read(client, page(world.lina))
    assert said in sent and "Vu avec la professeure." in sent
    other = sign_in(world.karim.account)
    assert "Vu avec la professeure." not in read(other, page(world.lina))
    assert "dispense a une réponse" not in read(other, "/")
    reenrolment.send_back(Dossier.objects.get(), note="À revoir.", by=office)
    again = read(sign_in(world.claire.account), page(world.lina))
    assert said in again and "Vu avec la professeure." in again


@pytest.mark.parametrize("rows", [3, 30])
def test_pages_with_answers_stay_within_their_queries_and_size(
    claire, office, sign_in, rows, django_assert_max_num_queries
):
    for number in range(rows):
        judged(make_changes.change(claire, mobile=f"06 00 00 01 {number:02}"), office, reason="Non")
        make_changes.change(claire, city=f"Ville {number}")
    accounts.ask_email_confirmation(claire.account, "neuve@example.org", by=claire.account)
    client = sign_in(claire.account)
    read(client)
    for path in ("/", FAMILY, ADDRESS):
        with django_assert_max_num_queries(6):
            assert len(client.get(path).content) < 20_000


def test_nobody_else_is_written_to_without_end(claire, sign_in):
    """Any address can be typed, and it is the school that writes."""
    client = sign_in(claire.account)
    accounts.ask_email_confirmation(claire.account, "autre@example.org", by=claire.account)
    last = [client.post(ADDRESS, {"renvoyer": "1"}) for _time in range(7)][-1]
    assert Outgoing.objects.filter(kind="EmailToConfirm").count() == 5
    assert last.status_code == 409 and "dans une heure" in last.content.decode()
    form = fields_of_form(read(client)) | {"email": "encore@example.org"}
    refused = client.post(FAMILY, form)
    assert refused.status_code == 409 and "encore@example.org" in refused.content.decode()
    assert Outgoing.objects.filter(kind="EmailToConfirm").count() == 5
