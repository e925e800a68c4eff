"""A dossier given up: by telephone, the office withdraws it, and a household begins again."""

import pytest
from django.urls import reverse

from portamento.reenrolment.models import State
from tests import make
from tests.make import accounts
from tests.office.people import address_in

url = address_in("dossiers")


@pytest.fixture
def secretary(valmont, sign_in):
    make.campaign()
    return sign_in(accounts.staff("Nadia Ferrand", role="secretary", identifier="secretariat"))


def filed(**fields):
    family = make.family("Martin")
    guardian = make.guardian(family)
    return make.dossier(make.pupil(family, "Lina"), family, guardian, **fields)


@pytest.mark.parametrize("state", [State.DRAFT, State.SENT_BACK])
def test_a_dossier_nobody_has_decided_is_withdrawn(secretary, state):
    dossier = filed(state=state)
    page = secretary.get(url("show", pk=dossier.pk)).content.decode()
    assert "Retirer ce dossier" in page
    secretary.post(url("withdraw", pk=dossier.pk))
    dossier.refresh_from_db()
    assert dossier.state == State.WITHDRAWN
    listed = secretary.get(url("index"), {"etat": "brouillons"}).content.decode()
    assert dossier.reference in listed


def test_what_is_decided_is_not_withdrawn(secretary):
    dossier = filed(state=State.ACCEPTED)
    assert "Retirer ce dossier" not in secretary.get(url("show", pk=dossier.pk)).content.decode()
    assert secretary.post(url("withdraw", pk=dossier.pk)).status_code == 409
    dossier.refresh_from_db()
    assert dossier.state == State.ACCEPTED


def test_the_family_page_tells_what_was_answered_to_a_dispense(secretary):
    family = make.family("Martin")
    guardian, lina = make.guardian(family), make.pupil(family, "Lina")
    make.enrolment(lina, make.course("Formation musicale"))
    dossier = make.dossier(lina, family, guardian)
    asked = dossier.wishes.get()
    where = reverse("office:families.show", kwargs={"pk": family.pk})
    dossier.wishes.update(dispense_asked=True, dispense_reason="Cours ailleurs.")
    assert "dispense demandée, à décider" in secretary.get(where).content.decode()
    answered = {"note": "Attestation reçue.", "reponse": "oui"}
    secretary.post(url("dispense", pk=asked.pk), answered)
    page = secretary.get(where).content.decode()
    assert "dispense accordée (Attestation reçue.)" in page
