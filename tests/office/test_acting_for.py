"""In the space of a family: what belongs to one is never stored with another."""

import pytest
from django.urls import reverse

from portamento.changes.models import FieldChange
from portamento.doors import carry
from tests import make
from tests.office.people import household, page
from tests.portal.forms import fields_of_form


@pytest.fixture
def martin(valmont):
    return household()


def test_a_page_of_one_space_is_never_stored_in_another(martin, secretary):
    other = make.family("Durand")
    ines = make.guardian(other, "Inès", "Durand")
    secretary.post(page("enter", pk=martin.pk))
    path = reverse("portal:family.show")
    left_open = fields_of_form(secretary.get(path).content.decode())
    secretary.post(page("enter", pk=other.pk))
    late = secretary.post(path, left_open)
    assert late.status_code == 409 and "Durand" in late.content.decode()
    assert not FieldChange.objects.exists()
    secretary.post(page("enter", pk=martin.pk))
    assert secretary.post(path, left_open | {"city": "Roquebelle"}).status_code == 302
    asked = FieldChange.objects.get()
    assert asked.proposed == "Roquebelle" and asked.subject_id != ines.pk


def test_what_an_expired_page_held_waits_for_its_own_space(martin, nadia, secretary):
    other = make.family("Durand")
    make.guardian(other, "Inès", "Durand")
    secretary.post(page("enter", pk=martin.pk))
    path = reverse("portal:family.show")
    typed = fields_of_form(secretary.get(path).content.decode()) | {"city": ["Roquebelle"]}
    session = secretary.session
    session[carry.KEPT] = {
        "path": path,
        "from": carry.seal_account(nadia),
        "files": [],
        "fields": typed,
    }
    session.save()
    secretary.post(page("enter", pk=other.pk))
    assert "Roquebelle" not in secretary.get(path).content.decode()
    secretary.post(page("enter", pk=martin.pk))
    assert "Roquebelle" in secretary.get(path).content.decode()
