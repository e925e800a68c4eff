"""Documents fournis: what the family handed in, and only that family's."""

import re

import pytest
from django.urls import reverse

from portamento.audit.models import Event
from portamento.documents import filing
from portamento.documents.models import Check, Damage, Document, StoredFile
from portamento.reenrolment import actions
from portamento.reenrolment.actions import publish_terms
from tests import make

pytestmark = pytest.mark.usefixtures("inspector")


@pytest.fixture
def proof(world, pdf) -> Document:
    """Claire has handed in her proof of residence."""
    kind = world.campaign.requests.get(kind__name__startswith="Justificatif").kind
    return actions.hand_in(world.claire.family, kind, pdf("facture.pdf"), by=world.claire.account)


def index(client) -> str:
    return client.get(reverse("portal:documents.index")).content.decode()


def test_the_list_says_name_file_state(world, sign_in, proof):
    html = index(sign_in(world.claire.account))
    assert "facture.pdf" in html and "Justificatif de domicile" in html and "À contrôler" in html


def test_the_file_leaves_as_an_attachment_and_the_reading_is_recorded(world, sign_in, proof):
    client = sign_in(world.claire.account)
    response = client.get(reverse("portal:documents.download", kwargs={"pk": proof.pk}))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert Event.objects.filter(verb="document.read").count() == 1


def test_the_other_household_neither_lists_nor_reads_it(world, sign_in, proof):
    client = sign_in(world.karim.account)
    assert "facture.pdf" not in index(client)
    url = reverse("portal:documents.download", kwargs={"pk": proof.pk})
    assert client.get(url).status_code == 404


def test_a_refused_document_says_why_and_is_replaced_there(world, sign_in, proof, pdf):
    actions.judge(proof, accept=False, reason="illegible", note="La date est coupée.", by=None)
    client = sign_in(world.claire.account)
    html = index(client)
    assert "Illisible" in html and "La date est coupée." in html
    url = re.search(r'href="(/documents/\d+/remplacer/)"', html).group(1)
    assert "La date est coupée." in client.get(url).content.decode()
    page = client.post(url, {"files": pdf("nouvelle.pdf")}, follow=True).content.decode()
    assert "nouvelle.pdf" in page and "La date est coupée." not in page
    assert "Remplacé" in page and "À refaire" not in page


def test_only_who_may_re_enrol_a_pupil_replaces_that_pupils_papers(world, sign_in, proof, pdf):
    home, claire = world.claire.family, world.claire.account
    paul = make.guardian(home, "Paul", "Martin")
    make.relate(paul, world.lina, relation="third", may_reenrol=False)
    kind = world.campaign.requests.get(kind__name__startswith="Doc 4").kind
    sheet = actions.hand_in(home, kind, pdf("doc4.pdf"), pupil=world.lina, by=claire)
    for one in (sheet, proof):
        actions.judge(one, accept=False, reason="illegible", note="Tout est coupé", by=None)
    hers, his = (reverse("portal:documents.replace", kwargs={"pk": x.pk}) for x in (sheet, proof))
    client = sign_in(paul.account)
    html = index(client)
    assert "Illisible. Tout est coupé. Seul un responsable qui peut réinscrire Lina" in html
    assert hers not in html and his in html, "the household's papers are any adult's"
    refused = client.post(hers, {"files": pdf("nouveau.pdf")})
    assert refused.status_code == 409 and "réinscrire Lina" in refused.content.decode()
    client.post(his, {"files": pdf("facture2.pdf")})
    assert not home.documents.filter(file__name="nouveau.pdf").exists()
    assert home.documents.filter(file__name="facture2.pdf").exists()
    assert hers in index(sign_in(claire))


def test_a_file_of_another_type_is_refused_with_a_sentence(world, sign_in, proof, pdf):
    actions.judge(proof, accept=False, reason="illegible", by=None)
    client = sign_in(world.claire.account)
    wrong = pdf("lettre.docx")
    wrong.file.seek(0)
    wrong.file.write(b"PK\x03\x04 word")
    wrong.seek(0)
    url = reverse("portal:documents.replace", kwargs={"pk": proof.pk})
    response = client.post(url, {"files": wrong})
    assert response.status_code == 422
    assert "lettre.docx" in response.content.decode()


def test_a_file_not_yet_checked_is_not_served(world, sign_in, proof):
    proof.file.check_state = "pending"
    proof.file.save(update_fields=["check_state"])
    client = sign_in(world.claire.account)
    url = reverse("portal:documents.download", kwargs={"pk": proof.pk})
    assert client.get(url).status_code == 409


def test_a_file_that_machines_refuse_is_to_be_done_again(world, sign_in, proof):
    StoredFile.objects.filter(pk=proof.file_id).update(check_state="infected", problem="infected")
    page = sign_in(world.claire.account).get(reverse("portal:documents.index")).content.decode()
    assert page.count("À refaire") == 2 and "À contrôler" not in page


@pytest.mark.parametrize(
    ("column", "value", "status"),
    [
        ("check_state", Check.PENDING, 409),
        ("check_state", Check.INFECTED, 404),
        ("check_state", Check.UNREADABLE, 404),
        ("damage", Damage.CHANGED, 404),
    ],
)
def test_the_schools_own_file_is_served_when_checked(world, sign_in, pdf, column, value, status):
    """What the process keeps of the campaign does not say what became of a file meanwhile."""
    with filing.taken(pdf("reglement.pdf")) as file:
        terms = publish_terms(world.campaign, name="Règlement", text="", file=file, by=None)
    client = sign_in(world.claire.account)
    url = reverse("portal:documents.model", kwargs={"pk": terms.file_id})
    assert b"".join(client.get(url).streaming_content).startswith(b"%PDF-")
    StoredFile.objects.filter(pk=terms.file_id).update(**{column: value})
    assert client.get(url).status_code == status


def test_a_familys_document_is_no_model(world, sign_in, proof):
    client = sign_in(world.claire.account)
    url = reverse("portal:documents.model", kwargs={"pk": proof.file_id})
    assert client.get(url).status_code == 404


def test_the_pupils_tab_lists_the_pupils_papers(world, sign_in, proof):
    client = sign_in(world.claire.account)
    url = reverse("portal:documents.pupil", kwargs={"pk": world.lina.pk})
    assert "facture.pdf" not in client.get(url).content.decode(), "it is the family's"
    other = reverse("portal:documents.pupil", kwargs={"pk": world.noe.pk})
    assert sign_in(world.karim.account).get(other).status_code == 404
