"""What is signed on the screen: sealed, printed, kept with its text, and forgotten."""

import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portamento.administration import actions as administration
from portamento.documents import forgetting, integrity, sealing, storage
from portamento.documents.models import Check, Document, Sensitivity, StoredFile
from portamento.documents.questionnaires import answers, library, reading, sweeps, texts
from portamento.documents.readings import bank
from portamento.documents.signed import Filled, Form, FormText
from portamento.foundation import clock
from portamento.reenrolment import actions, pieces, questionnaires, usual
from portamento.workflow.action import NotAllowed
from tests import make
from tests.make.dossiers import situated

SECRET = "Arachide, stylo auto-injectable"
IBAN = "FR7630006000011234567890189"
HEALTH = {
    "contact": "Anne Petit",
    "contact_phone": "05 00 00 00 07",
    "allergy": "yes",
    "allergy_do": SECRET,
    "treatment": "no",
    "pai": "no",
    "care": "no",
}
MANDATE = {
    "debtor": "Claire Martin",
    "street": "27 rue Haute\nBâtiment B",
    "postcode": "00100",
    "town": "Valmont",
    "country": "France",
    "iban": IBAN,
    "bic": "",
    "place": "Valmont",
}


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch, settings):
    """Files and keys of the test's own."""
    own = storage.DurableStorage(location=tmp_path / "files")
    monkeypatch.setattr(storage, "_storage", lambda: own)
    settings.HEALTH_KEY = str(tmp_path / "health.key")
    return tmp_path / "files"


@pytest.fixture
def lina(valmont):
    """Lina and Claire, in a school that debits accounts, during a campaign."""
    administration.edit_school(
        valmont, creditor_id="FR76ZZZ000000", creditor_name="Ville de Valmont", by=None
    )
    family = make.family("Martin")
    claire = make.guardian(family, "Claire", "Martin")
    pupil = make.pupil(family, "Lina", "Martin")
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    plan = campaign.plans.get(by_debit=True)
    actions.answer_household(family, campaign, plan_id=plan.pk, qf_choice="", by=claire.account)
    pupil.claire = claire
    return pupil


def paper(lina, code: str) -> questionnaires.Paper:
    one = situated(lina, lina.claire.family)
    piece = next(piece for piece in pieces.of(one) if piece.kind.form == code)
    return questionnaires.paper(one, piece, lina.claire)


def sign(lina, code: str, values: dict) -> Document:
    actions.save_form(paper(lina, code), values, version=1, by=lina.claire.account)
    asked = paper(lina, code)
    return actions.sign_form(asked, values, text=asked.words.number, by=lina.claire.account)


def printed(document: Document) -> bytes:
    list(sweeps.print_forms())
    document.refresh_from_db()
    file = StoredFile.objects.get(pk=document.file_id)
    with sealing.open_file(file) as content:
        return content.read()


def on_disk(store: Path) -> bytes:
    return b"".join(path.read_bytes() for path in store.rglob("*") if path.is_file())


def words_of(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(pdf)
    )


@pytest.mark.parametrize(("code", "values"), [(Form.HEALTH, HEALTH), (Form.MANDATE, MANDATE)])
def test_neither_disk_nor_database_holds_it_in_clear(lina, store, code, values):
    document = sign(lina, code, values)
    pdf = printed(document)
    assert pdf.startswith(b"%PDF-") and store.exists()
    assert b"%PDF-" not in on_disk(store)
    row = Filled.objects.get()
    said = values.get("allergy_do", values.get("iban"))
    assert said.encode() not in bytes(row.content)
    assert answers.read(row)["answers"]["contact" if code == Form.HEALTH else "iban"]
    assert document.kind.sensitivity in {Sensitivity.HEALTH, Sensitivity.BANK}


def test_the_record_is_an_accessible_pdf_that_says_it_all(lina):
    pdf = printed(sign(lina, Form.MANDATE, MANDATE))
    said = words_of(pdf)
    for one in ("FR76 3000 6000 0112 3456 7890 189", "Bâtiment B", "FR76ZZZ000000", "Récurrent"):
        assert one in said
    assert Filled.objects.get().reference in said and "dans les 8 semaines" in said
    assert "Ville de Valmont" in said and "Claire Martin" in said and "version 1" in said
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang).startswith("fr") and bool(file.Root.MarkInfo.Marked)
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert file.open_metadata()["dc:title"] == "Doc 2\xa0: Mandat de prélèvement SEPA"
        assert file.open_metadata()["pdfuaid:part"] == "1"
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        inner = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert inner and all("/FontFile2" in one or "/FontFile3" in one for one in inner)
        assert file.Root.StructTreeRoot.K is not None


def test_the_same_signature_prints_the_same_bytes(lina):
    document = sign(lina, Form.HEALTH, HEALTH)
    first = printed(document)
    StoredFile.objects.filter(pk=document.file_id).update(check_state=Check.MAKING)
    assert printed(document) == first


def test_each_signature_keeps_the_text_it_was_given_to(lina):
    document = sign(lina, Form.HEALTH, HEALTH)
    kind = document.kind
    texts.publish(kind, intro="Autre", consent="Je veux bien, {prenom} ({annee}).", by=None)
    assert [one.number for one in texts.versions(kind)] == [2, 1]
    assert "la seule sécurité de Lina" in words_of(printed(document)).replace("\ufffe", "")
    assert Filled.objects.get().text.number == 1
    later = sign(lina, Form.HEALTH, HEALTH)
    assert "Je veux bien, Lina (" in words_of(printed(later))
    assert Filled.objects.get(document=later).text.number == 2


def test_the_wording_of_a_mandate_is_nobodys_to_change(lina):
    kind = paper(lina, Form.MANDATE).kind
    made = texts.publish(kind, intro="Votre RIB", consent="Prenez tout.", by=None)
    assert made.intro == "Votre RIB" and made.consent == str(library.MANDATE.consent)
    assert FormText.objects.filter(kind=kind).count() == 2


def test_each_mandate_has_a_reference_of_its_own(lina):
    first = Filled.objects.get(document=sign(lina, Form.MANDATE, MANDATE)).reference
    actions.judge(Document.objects.get(), accept=True, by=None)
    second = Filled.objects.exclude(reference=first).get(document=sign(lina, Form.MANDATE, MANDATE))
    assert 0 < len(second.reference) <= 35 and second.reference != first


def test_an_accepted_mandate_is_not_asked_for_in_the_next_campaign(lina):
    document = sign(lina, Form.MANDATE, MANDATE)
    actions.judge(document, accept=True, by=None)
    one = situated(lina, lina.claire.family)
    one.campaign.opens_at = clock.now() + timedelta(days=300)
    assert Form.MANDATE not in {piece.kind.form for piece in pieces.of(one)}


def test_only_the_guardian_in_person_signs(lina):
    other = make.guardian(lina.claire.family, "Paul", "Martin")
    with pytest.raises(NotAllowed, match="Seul le responsable"):
        actions.save_form(paper(lina, Form.HEALTH), HEALTH, version=1, by=other.account)


def test_what_is_forgotten_leaves_no_answer(lina, store):
    document = sign(lina, Form.HEALTH, HEALTH)
    printed(document)
    forgetting.forget(document, by=None)
    row = Filled.objects.get()
    assert row.content is None and row.sealed_key is None
    assert (row.signed_at, row.text.number, row.author) != (None, 1, None)
    assert answers.read(row) == {}


def test_forgotten_before_it_was_printed_it_stays_so(lina):
    document = sign(lina, Form.HEALTH, HEALTH)
    forgetting.forget(document, by=None)
    list(sweeps.print_forms())
    assert StoredFile.objects.get().check_state == Check.FORGOTTEN


def test_a_draft_nobody_came_back_to_goes(lina):
    with clock.at(clock.now() - timedelta(days=91)):
        actions.save_form(paper(lina, Form.HEALTH), HEALTH, version=1, by=lina.claire.account)
    assert sweeps.forget_drafts() == 1 and not Filled.objects.exists()
    sign(lina, Form.HEALTH, HEALTH)
    assert sweeps.forget_drafts() == 0 and Filled.objects.exists()


def test_a_file_still_to_be_printed_is_no_damage_but_is_told_of_the_day_after(lina):
    with clock.at(clock.now() - timedelta(days=2)):
        sign(lina, Form.HEALTH, HEALTH)
    assert list(integrity.due()) == []
    assert list(integrity.findings()) == ["1 signed forms wait for their PDF since yesterday"]


@pytest.mark.parametrize(
    ("ics", "right"),
    [
        ("FR72ZZZ123456", True),
        ("FR76ZZZ000000", True),
        ("FR72ABC123456", True),  # the activity code does not count
        ("FR73ZZZ123456", False),
        ("FR72ZZZ12345", False),
        ("", False),
    ],
)
def test_the_key_of_a_creditor(ics, right):
    assert bank.is_creditor(ics) is right


def test_an_account_is_masked_on_screens():
    assert reading.mask(IBAN) == "FR76 •••• 0189" and reading.mask("") == ""
