"""Conservation: what the direction sees, signs and destroys."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portamento.documents import forgetting
from portamento.documents.models import Check, Elimination, EliminationState, Sensitivity
from portamento.foundation import clock, text
from tests import make
from tests.make.accounts import staff


@pytest.fixture
def director(valmont, sign_in):
    return sign_in(staff("Paul Roche", role="director", identifier="paul"))


@pytest.fixture
def closed(valmont):
    """Two documents of a kind, closed: their time is over."""
    family = make.family()
    make.guardian(family)
    kind = make.kind("Justificatif de domicile")
    documents = [make.document(family, kind) for _ in range(2)]
    for one in documents:
        forgetting.close(one, by=None)
    return documents


def url(name: str, **keys) -> str:
    return reverse(f"office:retention.{name}", kwargs=keys)


def prepared(director) -> Elimination:
    director.post(url("new"))
    return Elimination.objects.get()


def test_the_page_says_each_kinds_duration_its_end_and_its_law(director):
    make.kind("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    html = director.get(url("index")).content.decode()
    assert "Jusqu’à la fin de l’année scolaire" in html
    assert "RGPD, art. 5-1-e et 9" in html
    assert "aucun antivirus" in html


def test_an_antivirus_is_named(director, settings):
    settings.CLAMAV = "/run/clamav/clamd.ctl"
    html = director.get(url("index")).content.decode()
    assert "ClamAV" in html and "aucun antivirus" not in html


def test_nothing_to_list_makes_no_list(director):
    assert "Préparer un bordereau" not in director.get(url("index")).content.decode()
    response = director.post(url("new"))
    assert response.status_code == 409
    assert not Elimination.objects.exists()


def test_a_list_is_prepared_printed_and_taken_as_a_spreadsheet(director, closed):
    html = director.get(url("index")).content.decode()
    assert f"2{text.NBSP}documents fermés" in html
    made = prepared(director)
    html = director.get(url("show", pk=made.pk)).content.decode()
    assert "Justificatif de domicile" in html and "R212-14" in html
    assert "Détruire" not in html
    sheet = director.get(url("sheet", pk=made.pk))
    rows = list(load_workbook(BytesIO(sheet.content)).active.values)
    assert rows[1][0] == "Justificatif de domicile" and rows[1][3] == 2


def test_after_the_visa_and_a_confirmation_the_documents_go(director, closed):
    made = prepared(director)
    sure = {"sure": "on", "version": 1}
    for early in (director.get, lambda *of, **kw: director.post(*of, sure, **kw)):
        told = early(url("destroy", pk=made.pk), follow=True).content.decode()
        assert "Rien n’est détruit avant le visa" in told and url("approve", pk=made.pk) in told
    visa = {"on": clock.today().isoformat(), "approved_by": "Mme Archives", "reference": "2027-14"}
    director.post(url("approve", pk=made.pk), visa | {"version": 1})
    again = director.get(url("approve", pk=made.pk), follow=True).content.decode()
    assert "déjà enregistré" in again
    director.post(url("destroy", pk=made.pk), {"version": 2})
    made.refresh_from_db()
    assert made.state == EliminationState.APPROVED
    director.post(url("destroy", pk=made.pk), {"sure": "on", "version": 2})
    made.refresh_from_db()
    closed[0].file.refresh_from_db()
    assert (made.state, made.reference) == (EliminationState.DESTROYED, "2027-14")
    assert closed[0].file.check_state == Check.FORGOTTEN


def test_a_visa_of_tomorrow_is_none(director, closed):
    made = prepared(director)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    visa = {"on": tomorrow, "approved_by": "Mme Archives", "version": 1}
    assert "pas encore arrivée" in director.post(url("approve", pk=made.pk), visa).content.decode()
    made.refresh_from_db()
    assert made.state == EliminationState.PREPARED


def test_a_list_can_be_given_up(director, closed):
    made = prepared(director)
    director.get(url("cancel", pk=made.pk))
    made.refresh_from_db()
    assert made.state == EliminationState.PREPARED
    director.post(url("cancel", pk=made.pk))
    made.refresh_from_db()
    assert made.state == EliminationState.CANCELLED


def test_a_secretary_does_not_destroy(valmont, sign_in, closed):
    client = sign_in(staff("Anne", role="secretary", identifier="anne"))
    assert client.get(url("index")).status_code == 403
    assert client.post(url("new")).status_code == 403


def test_what_waits_for_its_visa_is_served_to_nobody(director, closed):
    response = director.get(reverse("office:documents.download", kwargs={"pk": closed[0].pk}))
    assert response.status_code == 404
