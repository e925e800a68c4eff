"""Who may fill in and sign a form, and who reads what it says."""

import pytest
from django.urls import reverse

from portamento.accounts.roles import Role
from portamento.audit.models import Event
from portamento.documents import actions as documents
from portamento.documents.models import Document
from portamento.documents.questionnaires import texts
from portamento.documents.signed import Filled, Form
from portamento.foundation import clock
from portamento.reenrolment import actions
from tests import make
from tests.make.accounts import session_of, staff
from tests.portal import on_screen
from tests.portal.on_screen import GIVEN, SECRET, answer, printed, signed, url
from tests.portal.test_dossier import answers, opened, page

pytestmark = pytest.mark.usefixtures("inspector")


@pytest.fixture
def claire(world, client):
    """Claire, signed in; she has opened Lina's dossier and pays in 8."""
    plan = on_screen.debits(world)
    session_of(client, world.claire.account).session_of = world.claire
    client.post(page(world.lina), answers(opened(client, world.lina), plan=plan))
    return client


@pytest.fixture
def document(claire, world):
    """Lina's fiche sanitaire, signed by Claire and printed."""
    made = signed(claire, world, world.lina, Form.HEALTH)
    printed()
    assert "C’est signé" in opened(claire, world.lina)
    return made


@pytest.mark.parametrize("view", ["form", "review", "open_form"])
def test_a_stranger_finds_nothing(claire, world, view, client):
    stranger = make.guardian(make.family("Durand"), "Inès", "Durand")
    address = url(world, world.lina, Form.HEALTH, view)
    assert session_of(client, stranger.account).get(address).status_code == 404


def test_the_other_household_neither_fills_in_nor_reads_on_the_pupil(document, world, client):
    session_of(client, world.karim.account)
    address = url(world, world.lina, Form.HEALTH)
    assert client.get(address).status_code == 404
    html = opened(client, world.lina)
    assert "Fiche sanitaire" not in html and "Fait le" not in html
    assert client.get(f"/documents/{document.pk}/pages/").status_code == 404


def test_each_paying_household_signs_its_own_payment(claire, world, client):
    signed(claire, world, world.lina, Form.PAYMENT)
    session_of(client, world.karim.account).session_of = world.karim
    assert "Claire" not in client.get(url(world, world.lina, Form.PAYMENT)).content.decode()
    own = signed(client, world, world.lina, Form.PAYMENT, payer="Karim Benali")
    assert own.family == world.karim.family and Document.objects.count() == 2


def test_a_guardian_who_may_not_re_enrol_is_refused(claire, world, client):
    paul = make.guardian(world.claire.family, "Paul", "Martin")
    make.relate(paul, world.lina, relation="third", may_reenrol=False)
    answered = session_of(client, paul.account).get(url(world, world.lina, Form.HEALTH))
    assert answered.status_code == 409


def test_nobody_signs_for_a_parent(claire, world, client):
    address = url(world, world.lina, Form.HEALTH)
    answer(claire, address, {"allergy_do": SECRET}, button="enregistrer")
    nadia = staff("Nadia Ferrand", role=Role.SECRETARY)
    session_of(client, nadia)
    client.post(reverse("office:families.enter", kwargs={"pk": world.claire.family.pk}))
    seen = client.get(address)
    assert seen.status_code == 409 and SECRET not in seen.content.decode()
    assert "Seul le responsable peut remplir et signer" in seen.content.decode()


def test_once_the_campaign_is_closed_nothing_is_signed(claire, world):
    address = url(world, world.lina, Form.HEALTH)
    review = answer(claire, address, GIVEN[Form.HEALTH])["Location"]
    actions.edit_campaign(world.campaign, closes_at=clock.now(), by=None)
    assert claire.post(review, {"text": "1", "version": "2"}).status_code == 409
    assert not Document.objects.exists()


def test_the_text_that_is_signed_is_the_one_on_the_screen(claire, world):
    review = answer(claire, url(world, world.lina, Form.HEALTH), GIVEN[Form.HEALTH])["Location"]
    seen = claire.get(review).content.decode()
    kind = world.campaign.requests.get(kind__form=Form.HEALTH).kind
    texts.publish(kind, intro="", consent="J’accepte autre chose pour {prenom}.", by=None)
    version = Filled.objects.get().version
    answered = claire.post(review, {"text": "1", "version": str(version)})
    html = answered.content.decode()
    assert answered.status_code == 409 and "Le texte vient de changer" in html
    assert "J’accepte autre chose pour Lina." in html and "autre chose" not in seen
    assert claire.post(review, {"text": "2", "version": str(version)}).status_code == 302
    assert Filled.objects.get().text.number == 2


def test_a_school_without_an_identifier_asks_for_the_paper(world, client):
    plan = str(world.campaign.plans.get(by_debit=True).pk)
    session_of(client, world.claire.account)
    client.post(page(world.lina), answers(opened(client, world.lina), plan=plan))
    html = opened(client, world.lina)
    row = html[html.index("Doc 2") :]
    row = row[: row.index("</li>")]
    assert "Importer" in row and "Remplir" not in row
    assert client.get(url(world, world.lina, Form.MANDATE)).status_code == 404


def test_a_school_may_take_nothing_but_the_form(claire, world, pdf):
    ask = world.campaign.requests.select_related("kind").get(kind__form=Form.HEALTH)
    documents.edit_kind(ask.kind, file_too=False, by=None)
    html = opened(claire, world.lina)
    assert f"importer/{ask.pk}/" not in html
    response = claire.post(page(world.lina, "upload", ask=ask.pk), {"files": pdf()})
    assert response.status_code == 422 and "se remplit à l’écran" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DIRECTOR, 200), (Role.SECRETARY, 200), (Role.REGIE, 403), (Role.READER, 403)],
)
def test_health_is_read_by_those_with_that_right_and_each_reading_is_recorded(
    document, client, role, status
):
    session_of(client, staff("Quelqu’un", role=role))
    address = reverse("office:documents.show", kwargs={"pk": document.pk})
    assert client.get(address).status_code == status
    readings = Event.objects.about("document", document.pk).filter(verb="document.read")
    assert readings.count() == (1 if status == 200 else 0)


def test_the_journal_never_says_what_was_answered(document, world):
    told = " ".join(str(event.facts.values) for event in Event.objects.select_related("facts"))
    assert SECRET not in told and "Anne Petit" not in told


def test_a_protected_link_reads_nothing(document, world, client):
    marc = make.guardian(world.claire.family, "Marc", "Martin")
    make.relate(marc, world.lina, relation="father", may_reenrol=True, protected=True)
    session_of(client, marc.account)
    assert client.get(url(world, world.lina, Form.HEALTH)).status_code in {404, 409}
    assert client.get(f"/documents/{document.pk}/pages/").status_code == 404
