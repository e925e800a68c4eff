"""Réinscription: a family fills in, hands in, validates."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portamento.audit.models import Event
from portamento.audit.sentences import sentence
from portamento.foundation import clock
from portamento.mailroom.models import Outgoing
from portamento.reenrolment.models import Dossier, State
from portamento.schools import setup

pytestmark = pytest.mark.usefixtures("inspector")


def page(pupil, name="show", **more):
    return reverse(f"portal:dossier.{name}", kwargs={"pk": pupil.pk, **more})


def answers(html: str, **changes) -> dict:
    """The large form as a browser would post it, with changes (None unticks)."""
    form = html[html.index('id="dossier"') :]
    form = form[: form.index("</form>")]
    data = {}
    for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", form):
        read(tag, form, data)
    data |= {name: value for name, value in changes.items() if value is not None}
    for name in [name for name, value in changes.items() if value is None]:
        data.pop(name, None)
    return data


def read(tag: str, form: str, data: dict) -> None:
    found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
    name, kind = found.get("name"), found.get("type", "")
    if not name or kind in {"file", "submit"}:
        return
    if kind in {"checkbox", "radio"}:
        if " checked" in tag:
            data[name] = found.get("value", "on")
    elif tag.startswith("<select"):
        chosen = re.search(rf'<select[^>]*name="{name}".*?</select>', form, re.S).group()
        picked = re.search(r'<option value="([^"]*)"[^>]* selected', chosen)
        data[name] = picked.group(1) if picked else ""
    elif tag.startswith("<textarea"):
        data[name] = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', form, re.S)[1]
    else:
        data[name] = found.get("value", "")


def opened(client, pupil) -> str:
    response = client.get(page(pupil))
    assert response.status_code == 200
    return response.content.decode()


def test_courses_are_ticked_in_advance_and_obligatory_ones_locked(world, sign_in):
    html = opened(sign_in(world.claire.account), world.lina)
    assert "Violoncelle" in html and "Obligatoire avec Violoncelle" in html
    assert html.count("Poursuivre") == 1
    assert "Pas encore envoyé" in html
    assert not Dossier.objects.exists(), "GET never writes"


def test_what_is_missing_is_named_with_a_link_and_nothing_is_lost(world, sign_in):
    client = sign_in(world.claire.account)
    data = answers(opened(client, world.lina), wanted="Trompette le samedi", valider="1")
    response = client.post(page(world.lina), data)
    html = response.content.decode()
    assert response.status_code == 422
    lead = re.findall(r'<li><a href="#([^"]+)"', html)
    assert {"id_plan_0", "id_agrees", "id_qf_0"} <= set(lead)
    assert not [anchor for anchor in lead if f'id="{anchor}"' not in html], "each leads there"
    assert html.count("Choisissez une modalité") == html.count("Cochez « J’accepte »") == 2
    assert html.count("<title>Erreur") == 1 and "Erreur\u00a0: Erreur" not in html
    assert "Trompette le samedi" in html
    assert Dossier.objects.get().state == State.DRAFT


def test_a_strict_campaign_does_not_take_a_dossier_without_its_documents(world, sign_in):
    type(world.campaign).objects.update(strict=True)
    setup.changed()
    client = sign_in(world.claire.account)
    data = answers(opened(client, world.lina), plan=str(world.plan.pk), qf="proof", agrees="on")
    response = client.post(page(world.lina), data | {"valider": "1", "wanted": "Harpe"})
    html = response.content.decode()
    assert response.status_code == 422 and "Harpe" in html
    lead = re.findall(r'<li><a href="#([^"]+)">Il manque', html)
    assert len(lead) == 5 and not [anchor for anchor in lead if f'id="{anchor}"' not in html]
    assert Dossier.objects.get().state == State.DRAFT


def sent(world, client, pupil) -> Dossier:
    data = answers(
        opened(client, pupil), plan=str(world.plan.pk), qf="proof", agrees="on", valider="1"
    )
    response = client.post(page(pupil), data)
    assert response.status_code == 302, response.content.decode()
    assert response["Location"] == page(pupil, "receipt")
    return Dossier.objects.get(pupil=pupil)


def test_a_dossier_is_sent_with_a_reference_a_receipt_and_one_letter(world, sign_in):
    client = sign_in(world.claire.account)
    dossier = sent(world, client, world.lina)
    html = client.get(page(world.lina, "receipt")).content.decode()
    assert dossier.state == State.SUBMITTED and dossier.reference in html
    assert "Réinscrire Noé" in html
    letters = Outgoing.objects.filter(kind="DossierReceived")
    assert [letter.address for letter in letters] == ["claire.martin@example.org"]
    assert "?ligne=pieces#pieces" in letters[0].text and 'id="pieces"' in html
    assert "incomplet" in letters[0].text and letters[0].paper.template == "receipt"
    assert letters[0].paper.facts["school"]["accent"] == "petrole"
    where = re.search(r'href="([^"]*importer/[^"]+)"', html).group(1)
    by_script = {"HTTP_X_REQUESTED_WITH": "upload"}
    row = client.post(
        where, {"files": SimpleUploadedFile("a.pdf", b"%PDF-1.7 a paper")}, **by_script
    )
    assert f'<div id="{row["X-Changed"]}">' in html  # it says what is still missing


def test_sent_twice_it_is_one_submission(world, sign_in):
    client = sign_in(world.claire.account)
    data = answers(
        opened(client, world.lina), plan=str(world.plan.pk), qf="proof", agrees="on", valider="1"
    )
    first, second = client.post(page(world.lina), data), client.post(page(world.lina), data)
    assert first.status_code == 302 and second.status_code == 200
    assert Dossier.objects.get().reference in second.content.decode()
    assert Outgoing.objects.filter(kind="DossierReceived").count() == 1


def test_the_other_parent_is_told_reads_and_may_disagree(world, sign_in):
    sent(world, sign_in(world.claire.account), world.lina)
    told = Outgoing.objects.get(kind="FiledByOther")
    assert told.address == "karim.benali@example.org"
    client = sign_in(world.karim.account)
    html = opened(client, world.lina)
    assert "Violoncelle" in html and "Ce que votre foyer fournit" in html
    for hidden in ("rue du Moulin", "claire.martin@example.org", "Claire"):
        assert hidden not in html
    client.post(page(world.lina, "disagree"), {"text": "Nous n’en avons pas parlé."})
    dossier = Dossier.objects.get()
    assert dossier.disagreement and dossier.state == State.SUBMITTED


def test_the_journal_keeps_each_disagreement(world, sign_in):
    sent(world, sign_in(world.claire.account), world.lina)
    client = sign_in(world.karim.account)
    for words in ("Nous n’en avons pas parlé.", "Le mercredi est pris."):
        client.post(page(world.lina, "disagree"), {"text": words})
    said = [sentence(event) for event in Event.objects.filter(verb="dossier.disagreed")]
    assert ["parlé" in one or "mercredi" in one for one in said] == [True, True]


def test_a_stranger_meets_404(world, sign_in):
    assert sign_in(world.karim.account).get(page(world.noe)).status_code == 404


def test_a_real_pdf_is_received_and_may_be_removed(world, sign_in, pdf):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    ask = re.search(r'data-piece="(\d+)"[^>]*>\s*<h4>Justificatif de domicile', html).group(1)
    data = answers(html, wanted="Harpe") | {"files": pdf("facture.pdf")}
    response = client.post(page(world.lina, "upload", ask=ask), data, follow=True)
    html = response.content.decode()
    assert "facture.pdf" in html and "Reçu, à contrôler" in html and "Harpe" in html
    document = world.claire.family.documents.get()
    assert document.file.check_state == "clean" and document.file.pages == 1
    client.post(page(world.lina, "remove", document=document.pk))
    assert not world.claire.family.documents.exists()


def test_a_photo_is_refused_beside_its_row_and_what_was_typed_stays(world, sign_in, pdf):
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    ask = re.search(r'data-piece="(\d+)"', html).group(1)
    photo = pdf("IMG_2041.jpg")
    photo.file.seek(0)
    photo.file.write(b"\xff\xd8\xff\xe0 not a pdf")
    photo.seek(0)
    data = answers(html, wanted="Harpe") | {"files": photo}
    response = client.post(page(world.lina, "upload", ask=ask), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "IMG_2041.jpg" in html and "Fichier refusé" in html
    assert "Harpe" in opened(client, world.lina)


def test_taking_it_back_until_the_office_has_started(world, sign_in):
    client = sign_in(world.claire.account)
    dossier = sent(world, client, world.lina)
    client.post(page(world.lina, "take_back"))
    dossier.refresh_from_db()
    assert dossier.state == State.DRAFT
    again = sent(world, client, world.lina)
    assert again.reference == dossier.reference


def test_a_family_that_leaves_is_asked_for_nothing(world, sign_in):
    client = sign_in(world.claire.account)
    data = answers(opened(client, world.noe), stays="no", valider="1")
    assert client.post(page(world.noe), data).status_code == 302
    html = client.get(page(world.noe, "receipt")).content.decode()
    assert "Pas de réinscription" in html and "Pièces à fournir" not in html
    assert "quand le dossier aura été étudié" in html
    Dossier.objects.filter(pupil=world.noe).update(state=State.ACCEPTED)
    html = client.get(page(world.noe, "receipt")).content.decode()
    assert "Vous n’avez plus rien à faire" in html and "aura été étudié" not in html
    assert "Le départ de Noé est noté" in html


def test_autosave_answers_with_the_new_version(world, sign_in):
    client = sign_in(world.claire.account)
    data = answers(opened(client, world.lina), wanted="Harpe")
    headers = {"X-Requested-With": "autosave"}
    moment = clock.now() + timedelta(minutes=7)  # another than the telephone’s
    with clock.at(moment):
        first = client.post(page(world.lina), data, headers=headers)
    assert first.status_code == 204
    assert first["X-Saved-At"] == f"{moment.astimezone(clock.PARIS):%H:%M}"
    data["version"] = first["X-Version"]
    assert client.post(page(world.lina), data, headers=headers).status_code == 204
    assert "Harpe" in opened(client, world.lina)


def test_the_page_stays_within_its_queries(world, sign_in, django_assert_max_num_queries):
    client = sign_in(world.claire.account)
    opened(client, world.lina)
    with django_assert_max_num_queries(10):
        html = opened(client, world.lina)
    assert len(html.encode()) < 20_000
