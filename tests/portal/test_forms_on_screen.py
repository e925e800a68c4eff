"""A parent answers on the screen what was printed, signed and scanned before."""

import pytest

from portamento.documents.models import Check, Document, State
from portamento.documents.signed import Filled, Form
from portamento.families import actions as families
from portamento.families.models import PupilYear
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions
from portamento.reenrolment.models import HouseholdAnswers
from portamento.reenrolment.models import State as Stands
from portamento.schools.setup import current_year
from tests import make
from tests.make.accounts import staff
from tests.portal import on_screen
from tests.portal.forms import fields_of_form
from tests.portal.on_screen import GIVEN, IBAN, SECRET, answer, given, printed, sign, signed, url
from tests.portal.test_dossier import answers, opened, page, sent

pytestmark = pytest.mark.usefixtures("inspector")
CODES = [code for code in Form.values if code]


@pytest.fixture
def claire(world, sign_in):
    """Claire, signed in; her household pays in 8 in a school that may debit accounts."""
    plan = on_screen.debits(world)
    client = sign_in(world.claire.account)
    client.session_of = world.claire
    client.post(page(world.lina), answers(opened(client, world.lina), plan=plan))
    return client


@pytest.mark.parametrize("code", CODES)
def test_a_form_is_answered_read_again_and_signed(claire, world, code):
    address = url(world, world.lina, code)
    answered = answer(claire, address, given(world, code))
    review = claire.get(answered["Location"]).content.decode()
    assert "J’accepte et je signe" in review and "Claire Martin" in review
    sign(claire, answered["Location"])
    document = Document.objects.get()
    assert (document.kind.form, document.on_screen) == (code, True)
    checked = code in {Form.HEALTH, Form.MANDATE}
    assert document.state == (State.RECEIVED if checked else State.ACCEPTED)
    html = opened(claire, world.lina)
    assert "Fait le" in html and "PDF en préparation" in html and "Refaire" in html
    printed()
    html = opened(claire, world.lina)
    assert f"/documents/{document.pk}/pages/" in html and "PDF en préparation" not in html
    assert "Consulter le formulaire signé" in html and "Fait le" in html


@pytest.mark.parametrize("code", CODES)
def test_nothing_answered_is_said_beside_each_question_and_at_the_top(claire, world, code):
    address = url(world, world.lina, code)
    blank = dict.fromkeys(GIVEN[code], "") | {"plan": ""}
    response = answer(claire, address, blank)
    html = response.content.decode()
    assert response.status_code == 422 and not Document.objects.exists()
    assert html.count('aria-invalid="true"') >= len(GIVEN[code]) - html.count("if-yes")
    assert "<title>Erreur" in html and 'href="#id_' in html[: html.index("<h1")]


@pytest.mark.parametrize(
    ("code", "wrong", "sentence"),
    [
        (Form.MANDATE, {"iban": IBAN.replace("189", "188")}, "Cet IBAN n’est pas valable"),
        (Form.MANDATE, {"bic": "AGRI"}, "Un BIC a 8 ou 11 signes"),
        (Form.HEALTH, {"allergy_do": ""}, "« Oui » : précisez"),
        (Form.HEALTH, {"contact_phone": "chez elle"}, "Écrivez un numéro de téléphone"),
        (Form.PAYMENT, {"helped": "yes"}, "« Oui » : précisez"),
        (Form.AUTHORISATIONS, {"image": "peut-être"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(claire, world, code, wrong, sentence):
    address = url(world, world.lina, code)
    response = answer(claire, address, given(world, code) | wrong)
    assert response.status_code == 422 and sentence in response.content.decode()
    shown = fields_of_form(claire.get(address).content.decode())
    kept = {name: value for name, value in (given(world, code) | wrong).items() if value}
    kept.pop("image", None)  # what is offered nowhere cannot be shown
    assert {name: shown[name][-1] for name in kept} == kept
    review = claire.get(url(world, world.lina, code, "review"))
    assert review.status_code == 302 and review["Location"] == address


def test_a_draft_is_kept_without_script_and_seen_by_its_author_alone(claire, world, sign_in):
    address = url(world, world.lina, Form.HEALTH)
    response = answer(claire, address, {"allergy_do": SECRET}, button="enregistrer")
    assert response.status_code == 302 and SECRET in claire.get(address).content.decode()
    draft = Filled.objects.get()
    assert SECRET.encode() not in bytes(draft.content) and draft.document is None
    paul = make.guardian(world.claire.family, "Paul", "Martin")
    make.relate(paul, world.lina, relation="father")
    assert SECRET not in sign_in(paul.account).get(address).content.decode()


def test_the_script_saves_as_one_types(claire, world):
    address = url(world, world.lina, Form.PAYMENT)
    shown = fields_of_form(claire.get(address).content.decode()) | {"payer": "Anne"}
    response = claire.post(address, shown, headers={"X-Requested-With": "autosave"})
    assert (response.status_code, response["X-Version"]) == (204, "2")
    stale = claire.post(address, shown | {"payer": "Zoé"})
    assert stale.status_code == 422 and "modifiée entre-temps" in stale.content.decode()
    assert "Zoé" in stale.content.decode(), "what was typed stays on the page"


def test_remplir_keeps_what_was_typed_on_the_large_form(claire, world):
    typed = answers(opened(claire, world.lina), wanted="Harpe")
    response = claire.post(url(world, world.lina, Form.PAYMENT, "open_form"), typed)
    assert response["Location"] == url(world, world.lina, Form.PAYMENT)
    assert "Harpe" in opened(claire, world.lina)


def test_what_is_known_is_filled_in_already(claire, world):
    world.claire.person.address = "27 rue Haute"
    world.claire.person.save()
    mandate = fields_of_form(claire.get(url(world, world.lina, Form.MANDATE)).content.decode())
    assert mandate["debtor"] == ["Claire Martin"] and mandate["street"] == ["27 rue Haute"]
    assert mandate["iban"] == [""]
    payment = fields_of_form(claire.get(url(world, world.lina, Form.PAYMENT)).content.decode())
    assert payment["plan"] == [on_screen.debits(world)]


def test_the_plan_that_is_signed_is_the_households(claire, world):
    document = signed(claire, world, world.lina, Form.PAYMENT)
    row = HouseholdAnswers.objects.get(family=world.claire.family)
    assert row.plan == row.signed_plan == world.plan and document.state == State.ACCEPTED
    other = on_screen.debits(world)
    claire.post(page(world.noe), answers(opened(claire, world.noe), plan=other))
    html = opened(claire, world.lina)
    assert "À signer à nouveau" in html and "une autre modalité de règlement" in html
    claire.post(page(world.noe), answers(opened(claire, world.noe), plan=str(world.plan.pk)))
    assert "À signer à nouveau" not in opened(claire, world.lina)


def test_authorisations_are_the_pupils_answers_for_the_year(claire, world):
    signed(claire, world, world.lina, Form.AUTHORISATIONS)
    row = PupilYear.objects.get(pupil=world.lina, year=world.campaign.year)
    assert (row.may_leave_alone, row.image_right) == ("no", "no")


def test_authorisations_of_last_year_are_not_ticked_in_advance(claire, world):
    address, year = url(world, world.lina, Form.AUTHORISATIONS), world.campaign.year
    answered = {"may_leave_alone": "yes", "image_right": "yes"}
    for one, shown in ((current_year(), []), (year, ["yes"])):
        families.answer_for_year(world.lina, answered, year=one, by=None)
        form = fields_of_form(claire.get(address).content.decode())
        assert (form.get("leave", []), form.get("image", [])) == (shown, shown)


def test_what_led_to_an_answer_that_changed_is_left_out(claire, world):
    changes = {"allergy": "no", "allergy_do": SECRET}
    answered = answer(claire, url(world, world.lina, Form.HEALTH), GIVEN[Form.HEALTH] | changes)
    assert SECRET not in claire.get(answered["Location"]).content.decode()


def test_signing_twice_is_one_document(claire, world):
    review = answer(claire, url(world, world.lina, Form.HEALTH), GIVEN[Form.HEALTH])["Location"]
    shown = fields_of_form(claire.get(review).content.decode())
    assert claire.post(review, shown).status_code == 302
    again = claire.post(review, shown)
    assert "#piece-" in again["Location"] and Document.objects.count() == 1


def test_done_again_before_the_office_decided_it_takes_the_place(claire, world):
    first = signed(claire, world, world.lina, Form.HEALTH)
    printed()
    second = signed(claire, world, world.lina, Form.HEALTH)
    assert list(Document.objects.all()) == [second] and first.pk != second.pk
    assert Filled.objects.get().document == second


def test_once_decided_the_former_one_stays(claire, world):
    first = signed(claire, world, world.lina, Form.AUTHORISATIONS)
    second = signed(claire, world, world.lina, Form.AUTHORISATIONS, image="yes")
    assert set(Document.objects.all()) == {first, second}
    assert opened(claire, world.lina).count("Fait le") == 1


def test_it_is_acknowledged_once_the_dossier_has_left(claire, world):
    sent(world, claire, world.lina)
    before = Outgoing.objects.count()
    document = signed(claire, world, world.lina, Form.HEALTH)
    told = Outgoing.objects.order_by("pk").last()
    assert Outgoing.objects.count() == before + 1 and document.kind.name in told.text


def test_a_form_done_again_brings_the_dossier_back(claire, world):
    first = signed(claire, world, world.lina, Form.HEALTH)
    dossier = sent(world, claire, world.lina)
    nadia = staff("Nadia Ferrand")
    actions.judge(first, accept=False, reason="incomplete", by=nadia)
    dossier.refresh_from_db()
    actions.send_back(dossier, note="", by=nadia)
    assert "Refaire" in opened(claire, world.lina)
    signed(claire, world, world.lina, Form.HEALTH)
    dossier.refresh_from_db()
    assert dossier.state in {Stands.SUBMITTED, Stands.IN_REVIEW}


def test_the_file_is_refused_until_it_is_printed(claire, world):
    document = signed(claire, world, world.lina, Form.HEALTH)
    assert claire.get(f"/documents/{document.pk}/").status_code == 409
    printed()
    document.file.refresh_from_db()
    assert document.file.check_state == Check.CLEAN and document.file.pages == 1
    response = claire.get(f"/documents/{document.pk}/")
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    response.close()
