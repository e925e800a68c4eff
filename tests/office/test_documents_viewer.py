"""The viewer of the office: pictures of pages, the decision at hand, what the machine reads."""

import base64
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from portamento.accounts import roles
from portamento.audit.models import Event
from portamento.documents.agreement import Level
from portamento.documents.inspector.answers import Reading, Stamp
from portamento.documents.models import Document, Sensitivity, State, StoredFile
from portamento.office.documents import reading
from portamento.schools.scope import scope
from tests import make
from tests.inspector import samples
from tests.make import accounts
from tests.office.people import address_in, text
from tests.stamps.issuer import Issuer

url = address_in("documents")


def picture(answer) -> Image.Image:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    return Image.open(io.BytesIO(answer.content))


@pytest.fixture
def paper(family):
    return make.document(family, make.kind("Justificatif"), content=samples.plain(2))


def test_a_page_is_a_picture_made_here(secretary, paper, inspector):
    answer = secretary.get(url("page", pk=paper.pk, number=2))
    wide, high = picture(answer).size
    assert 900 <= wide <= 901  # PDFium rounds up
    assert high > wide
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    look = {"largeur": "1400", "tour": "90"}
    wide, high = picture(secretary.get(url("page", pk=paper.pk, number=1), look)).size
    assert 1400 <= wide <= 1401
    assert high < wide
    odd = {"largeur": "99999", "tour": "45"}
    assert picture(secretary.get(url("page", pk=paper.pk, number=1), odd)).size[0] in {900, 901}
    assert secretary.get(url("page", pk=paper.pk, number=3)).status_code == 404


def test_a_picture_is_not_found_while_nobody_can_draw_it(secretary, paper, settings, tmp_path):
    settings.INSPECTOR_SOCKET = str(tmp_path / "nobody")
    assert secretary.get(url("page", pk=paper.pk, number=1)).status_code == 404
    page = text(secretary.get(url("show", pk=paper.pk)))
    assert "rechargez dans un instant" in page
    assert "Lu sur le document" not in page and "Rien n’a pu être lu" not in page
    rib = make.kind("RIB", sensitivity=Sensitivity.BANK)
    other = make.document(paper.family, rib, content=samples.plain())
    assert "Rien n’a pu être lu" in text(secretary.get(url("show", pk=other.pk)))


def test_a_file_not_yet_checked_or_lost_is_not_drawn(secretary, family, paper, inspector):
    waiting = make.document(family, make.kind("RIB"), checked=False, content=samples.plain())
    assert secretary.get(url("page", pk=waiting.pk, number=1)).status_code == 404
    assert url("page", pk=waiting.pk, number=1) not in text(
        secretary.get(url("show", pk=waiting.pk))
    )
    StoredFile.objects.filter(pk=paper.file_id).update(key="00/nothing-there")
    assert secretary.get(url("page", pk=paper.pk, number=1)).status_code == 404
    assert secretary.get(url("show", pk=paper.pk)).status_code == 200


def test_the_household_stands_beside_its_paper(secretary, family, paper, inspector):
    person = family.guardians.get().person
    person.address, person.postcode, person.city = "12 rue des Tilleuls", "00100", "Valmont"
    person.save()
    lina = make.pupil(family)
    make.pupil(family, "Noé")
    page = text(secretary.get(url("show", pk=paper.pk)))
    assert "12 rue des Tilleuls, 00100 Valmont" in page
    assert lina.full_name in page and "Noé" in page
    own = make.document(family, make.kind("Certificat", owner="pupil"), pupil=lina)
    assert "Noé" not in text(secretary.get(url("show", pk=own.pk)))


def test_why_no_page_is_shown_is_said_and_what_is_gone_waits_no_more(secretary, paper):
    shown = url("show", pk=paper.pk)
    listed = {"liste": ""}
    for change, words in (
        ({"damage": "missing"}, "introuvable"),
        ({"damage": "changed"}, "n’est plus celui"),
        ({"damage": "", "check_state": "closed"}, "personne ne peut plus"),
        ({"check_state": "forgotten"}, "a été effacé"),
    ):
        assert shown in text(secretary.get(url("index"))) or "check_state" in change
        StoredFile.objects.filter(pk=paper.file_id).update(**change)
        assert words in text(secretary.get(shown, listed))
    assert shown not in text(secretary.get(url("index")))


def test_a_visit_is_one_reading(secretary, family, paper, inspector):
    other = make.document(family, make.kind("RIB"), content=samples.plain())
    secretary.get(url("show", pk=paper.pk))
    for number in (1, 2):
        secretary.get(url("page", pk=paper.pk, number=number))
    secretary.get(url("show", pk=paper.pk), {"largeur": "1400"})
    assert Event.objects.filter(verb="document.read").count() == 1
    secretary.get(url("page", pk=other.pk, number=1))
    secretary.get(url("show", pk=paper.pk))
    assert Event.objects.filter(verb="document.read").count() == 3


def test_a_quarter_turn_is_kept(secretary, paper, inspector):
    posted = {"tour": "90", "largeur": "1400", "liste": "etat=tous"}
    answer = secretary.post(url("turn", pk=paper.pk), posted)
    assert answer["Location"] == url("show", pk=paper.pk) + "?liste=etat%3Dtous&largeur=1400"
    wide, high = picture(secretary.get(url("page", pk=paper.pk, number=1))).size
    assert high < wide
    assert 'name="tour" value="180"' in text(secretary.get(url("show", pk=paper.pk)))
    for wrong in ("45", "-90", "un quart", ""):
        assert secretary.post(url("turn", pk=paper.pk), {"tour": wrong}).status_code == 409
    paper.refresh_from_db()
    assert paper.rotation == 90
    typed_by_hand = secretary.get(url("turn", pk=paper.pk))
    assert typed_by_hand.status_code == 405 and typed_by_hand["Allow"] == "POST"
    assert "celle d’un bouton" in text(typed_by_hand)


def test_every_gesture_has_its_key_and_works_without(secretary, family, paper):
    first = make.document(family, make.kind("RIB"), content=samples.plain())
    Document.objects.filter(pk=paper.pk).update(received_at=first.received_at)
    StoredFile.objects.filter(pk=first.file_id).update(pages=3)
    page = text(secretary.get(url("show", pk=first.pk)))
    keys = {key: tag for tag, key in re.findall(r'<(\w+)[^>]*data-key="([^"]+)"', page)}
    assert keys["v"] == "button"
    assert keys["r"] == "select"
    assert (keys["j"], keys["k"], keys["+"], keys["t"]) == ("a", "a", "a", "button")
    assert (keys["1"], keys["2"], keys["3"]) == ("a", "a", "a")
    assert url("page", pk=first.pk, number=3) in page


def test_five_documents_in_a_row_by_following_the_answers(secretary, family):
    kind = make.kind("Justificatif")
    owner = family.guardians.get().account
    homes = [make.family(f"Martin {number}") for number in range(5)]
    papers = [make.document(home, kind, by=owner) for home in homes]
    make.document(family, make.kind("RIB"))
    query = f"genre={kind.pk}"
    shown = secretary.get(url("show", pk=papers[0].pk), {"liste": query})
    for place, paper in enumerate(papers):
        assert f'action="{url("accept", pk=paper.pk)}"' in text(shown)
        posted = {"liste": query, "retour": ""}
        if place % 2:
            posted |= {"reason": "illegible", "note": "Trop flou."}
        gesture = "refuse" if place % 2 else "accept"
        shown = secretary.post(url(gesture, pk=paper.pk), posted, follow=True)
        assert len(shown.redirect_chain) == 1
    assert shown.redirect_chain[0][0] == f"{url('index')}?{query}"
    states = Document.objects.filter(kind=kind).order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.ACCEPTED, State.REFUSED] * 2 + [State.ACCEPTED]


def test_what_was_skipped_comes_again_and_the_way_out_is_kept(secretary, family):
    first, second = (make.document(family, make.kind(name)) for name in ("Avis", "RIB"))
    back = reverse("office:families.show", kwargs={"pk": family.pk})
    posted = {"liste": f"famille={family.pk}&etat=tous", "retour": back}
    answer = secretary.post(url("accept", pk=second.pk), posted)
    assert answer["Location"].startswith(url("show", pk=first.pk) + "?liste=famille")
    assert secretary.post(url("accept", pk=first.pk), posted)["Location"] == back
    outside = posted | {"retour": "https://ailleurs.example/"}
    assert secretary.post(url("accept", pk=first.pk), outside)["Location"].startswith(url("index"))


def test_bank_details_keep_the_way_through_the_second_step(secretary, family):
    rib = make.document(family, make.kind("RIB", sensitivity=Sensitivity.BANK))
    asked = text(secretary.post(url("accept", pk=rib.pk), {"liste": "q=martin", "retour": ""}))
    assert 'name="liste" value="q=martin"' in asked
    assert 'data-key="c"' in asked and url("page", pk=rib.pk, number=1) in asked
    assert "Ce champ est obligatoire" not in asked
    unticked = {"lu": "1", "liste": "q=martin"}
    assert "Ce champ est obligatoire" in text(secretary.post(url("accept", pk=rib.pk), unticked))
    answer = secretary.post(url("accept", pk=rib.pk), {"sure": "on", "liste": "q=martin"})
    assert answer["Location"] == f"{url('index')}?q=martin"


def test_a_dossier_leads_to_the_viewer_and_back(secretary, family):
    campaign = make.campaign()
    request = make.asked(campaign, "Justificatif de domicile")
    paper = make.document(family, request.kind)
    dossier = make.dossier(make.pupil(family), family, family.guardians.get())
    here = reverse("office:dossiers.show", kwargs={"pk": dossier.pk})
    page = text(secretary.get(here))
    (link, *_) = re.findall(rf'href="({url("show", pk=paper.pk)}[^"]*)"', page)
    shown = text(secretary.get(link.replace("&amp;", "&")))
    assert f'name="retour" value="{here}"' in shown
    assert "Revenir au dossier" in shown
    assert url("download", pk=paper.pk) not in page


def test_what_is_read_is_said_beside_the_page(secretary, family, inspector):
    kind = make.kind("Facture", validity="months", months=3)
    content = samples.saying("Facture du 12 mars 2019", "M. Autre Personne", "1 rue Ailleurs")
    paper = make.document(family, kind, content=content)
    read = reading.of(paper)
    assert {one.level for one in read.advice} >= {Level.WRONG, Level.LOOK}
    page = text(secretary.get(url("show", pk=paper.pk)))
    assert "Lu sur le document" in page
    assert "Daté du 12 mars 2019 : plus de 3 mois." in page
    paper.refresh_from_db()
    assert paper.state == State.RECEIVED


def test_a_stamp_nobody_vouches_for_is_said_and_not_believed(secretary, paper, monkeypatch):
    message = "26FR241600010MME/LEROY/CLAIRE\x1d25ANGOULEME\x1d22RUE HAUTE\x1d"
    raw = Issuer().stamp(message, issued=date(2026, 5, 2), signed=date(2026, 5, 2))
    stamp = Stamp(1, base64.b64encode(raw).decode(), (0.1, 0.1, 0.2, 0.2))
    read = Reading(whole=True, pages=1, stamps=(stamp,))
    monkeypatch.setattr(reading.client, "read", lambda *_, **__: read)
    page = text(secretary.get(url("show", pk=paper.pk)))
    assert "certificat inconnu" in page
    assert "Signé par l’émetteur" not in page


def test_health_papers_are_read_by_nobody_but_those_who_may(sign_in, family, inspector):
    kind = make.kind("Fiche sanitaire", sensitivity=Sensitivity.HEALTH, validity="months")
    paper = make.document(family, kind, content=samples.saying("Facture du 12 mars 2019"))
    assert reading.of(paper).advice == []
    regie = sign_in(accounts.staff("Samir Colin", role="regie", identifier="regie"))
    assert regie.get(url("page", pk=paper.pk, number=1)).status_code == 403
    nurse = sign_in(accounts.staff("Nadia Ferrand", role="secretary", identifier="secretariat"))
    assert "Lu sur le document" not in text(nurse.get(url("show", pk=paper.pk)))
    assert picture(nurse.get(url("page", pk=paper.pk, number=1))).size[0] in {900, 901}


@pytest.mark.parametrize("role", ["director", "secretary", "regie", "reader"])
def test_each_page_asks_for_its_right(paper, sign_in, role, inspector):
    client = sign_in(accounts.staff("Quelqu’un", role=role, identifier="quelquun"))
    sees = roles.SEE_DOCUMENTS in roles.ROLES[role]
    decides = roles.DECIDE_DOCUMENTS in roles.ROLES[role]
    assert client.get(url("page", pk=paper.pk, number=1)).status_code == (200 if sees else 403)
    turned = client.post(url("turn", pk=paper.pk), {"tour": "90"})
    assert turned.status_code == (302 if decides else 403)
    if sees:
        shown = text(client.get(url("show", pk=paper.pk)))
        assert (url("accept", pk=paper.pk) in shown) is decides
        assert (url("turn", pk=paper.pk) in shown) is decides


def test_a_document_of_another_school_is_not_found(secretary, inspector):
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        family = make.family("Ailleurs")
        make.guardian(family, "Hélène", "Ailleurs")
        paper = make.document(family, make.kind("RIB"), content=samples.plain())
    assert secretary.get(url("page", pk=paper.pk, number=1)).status_code == 404
    assert secretary.post(url("turn", pk=paper.pk), {"tour": "90"}).status_code == 404


def test_the_viewer_costs_as_much_in_a_long_list(secretary, family, paper, inspector):
    counts = []
    for more in (3, 27):
        for _ in range(more):
            make.document(make.family(), paper.kind, by=family.guardians.get().account)
        secretary.get(url("show", pk=paper.pk))
        with CaptureQueriesContext(connection) as seen:
            secretary.get(url("show", pk=paper.pk))
        counts.append(len(seen))
    assert counts[0] == counts[1]
