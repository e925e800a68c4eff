"""Réinscription: files, however they come, are taken or refused in words, and nothing is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portamento.documents.models import Owner
from portamento.reenrolment import actions, columns, household, pieces, setup, situation
from tests import make
from tests.portal.test_dossier import answers, opened, page

pytestmark = pytest.mark.usefixtures("inspector")


def ask(html: str, name: str) -> str:
    return re.search(rf'data-piece="(\d+)"[^>]*>\s*<h4>{name}', html).group(1)


def letter():
    return SimpleUploadedFile("lettre.docx", b"PK\x03\x04 word/document.xml")


def test_without_script_importer_keeps_what_was_typed_and_leads_to_a_page(world, sign_in, pdf):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    number = ask(html, "Justificatif")
    assert f'formaction="importer/{number}/"' in html
    url = page(world.lina, "upload", ask=number)
    response = client.post(url, answers(html, wanted="Harpe"), follow=True)
    alone = response.content.decode()
    assert "Vos fichiers, dans l’ordre des pages" in alone and "Jusqu’à 10 fichiers" in alone
    html = client.post(url, {"files": pdf("facture.pdf")}, follow=True).content.decode()
    assert "Harpe" in html and "facture.pdf" in html
    assert world.claire.family.documents.get().file.name == "facture.pdf"


def test_a_file_that_comes_in_is_judged_as_on_the_page(world, pdf):
    """What is read for one document alone says the same of it as what the whole page reads."""
    cello = world.courses["cello"]
    for name, criterion in (
        ("Certificat", {"owner": Owner.PUPIL, "arts": "dance"}),
        ("Partition", {"owner": Owner.PUPIL, "disciplines": [cello.discipline]}),
        ("Livret", {"owner": Owner.PUPIL, "seniority": "known", "age": "minor"}),
        ("Mandat", {"payment": "first_debit"}),
        ("Quittance", {"residence": "outside"}),
    ):
        make.asked(world.campaign, name, **criterion)
    asked = setup.requests(world.campaign)
    attestation = next(ask.kind for ask in asked if ask.kind.name.startswith("Attestation de quo"))
    family, claire = world.claire.family, world.claire.account
    actions.hand_in(family, attestation, pdf("caf.pdf"), by=claire)
    rows = columns.with_tie(family.memberships.all(), world.claire)
    for whole in situation.load(rows, world.campaign, courses=True):
        pupil = whole.pupil.pk
        shown = {piece.request.pk: piece for piece in pieces.of(whole)}
        for ask in asked:
            asks = pieces.fellows(world.campaign, ask.pk)
            found = household.narrow(world.claire, world.campaign, pupil, asks, papers=True)
            alone = pieces.of(found)
            assert alone == [shown[one.pk] for one in asks if one.pk in shown], ask.kind.name


def test_what_is_refused_there_is_said_there(world, sign_in):
    client = sign_in(world.claire.account)
    url = page(world.lina, "upload", ask=ask(opened(client, world.lina), "Justificatif"))
    for sent, said in ((letter(), "traitement de texte"), (None, "Choisissez d’abord un fichier")):
        response = client.post(url, {"files": sent} if sent else {})
        assert response.status_code == 422 and said in response.content.decode()


def test_one_paper_of_a_choice_settles_the_other_at_once(world, sign_in, pdf):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    given, other = ask(html, "Attestation de quotient"), ask(html, "Avis d’imposition")
    response = client.post(
        page(world.lina, "upload", ask=given),
        {"files": pdf("caf.pdf")},
        headers={"X-Requested-With": "upload"},
    )
    fragment = response.content.decode()
    assert re.findall(r'data-piece="(\d+)"', fragment) == [given, other]
    assert "Pas nécessaire" in fragment


def test_a_second_household_reads_why_its_file_was_refused(world, sign_in):
    opened(sign_in(world.claire.account), world.lina)
    first = sign_in(world.claire.account)
    first.post(page(world.lina), answers(opened(first, world.lina), wanted="Harpe"))
    client = sign_in(world.karim.account)
    number = ask(opened(client, world.lina), "Doc 1")
    response = client.post(page(world.lina, "upload", ask=number), {"files": letter()}, follow=True)
    html = response.content.decode()
    assert "est un document de traitement de texte" in html and "Vos fichiers" in html
