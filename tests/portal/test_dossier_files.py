"""Réinscription: files, however they come, are taken or refused in words, and nothing is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portamento.reenrolment.models import Dossier, State
from tests.portal.test_dossier import answers, opened, page

pytestmark = pytest.mark.usefixtures("inspector")


def ask(html: str, name: str) -> str:
    return re.search(rf'data-piece="(\d+)"[^>]*>\s*<h4>{name}', html).group(1)


def letter():
    return SimpleUploadedFile("lettre.docx", b"PK\x03\x04 word/document.xml")


def test_files_picked_without_script_are_taken_by_valider(world, sign_in, pdf):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    chosen = {"plan": str(world.plan.pk), "qf": "proof", "agrees": "on", "valider": "1"}
    field = f"f{ask(html, 'Doc 1')}"
    response = client.post(page(world.lina), answers(html, **chosen) | {field: pdf("doc1.pdf")})
    assert response.status_code == 302
    assert Dossier.objects.get().state == State.SUBMITTED
    assert world.claire.family.documents.get().file.name == "doc1.pdf"


def test_one_that_is_refused_holds_valider_back_and_is_named_at_the_top(world, sign_in, pdf):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    number = ask(html, "Doc 1")
    chosen = {"plan": str(world.plan.pk), "qf": "proof", "agrees": "on", "valider": "1"}
    response = client.post(
        page(world.lina), answers(html, wanted="Harpe", **chosen) | {f"f{number}": letter()}
    )
    html = response.content.decode()
    summary = html[: html.index("<h1")]
    assert response.status_code == 422 and Dossier.objects.get().state == State.DRAFT
    assert (
        f'href="#piece-{number}"' in summary and "est un document de traitement de texte" in summary
    )
    assert "Harpe" in html


def test_one_paper_of_a_choice_settles_the_other_at_once(world, sign_in, pdf):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    given, other = ask(html, "Attestation de quotient"), ask(html, "Avis d’imposition")
    response = client.post(
        page(world.lina, "upload", ask=given),
        {f"f{given}": pdf("caf.pdf")},
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
    response = client.post(
        page(world.lina, "upload", ask=number), {f"f{number}": letter()}, follow=True
    )
    html = response.content.decode()
    assert "est un document de traitement de texte" in html and "Ce que votre foyer fournit" in html
