"""The demo says « every state »: each one has somebody to show it."""

import pytest

from portamento.billing.models import Bill
from portamento.billing.models import State as BillState
from portamento.changes.models import FieldChange
from portamento.changes.models import State as ChangeState
from portamento.demo.cast import build
from portamento.documents import integrity
from portamento.documents.models import Document
from portamento.documents.models import State as DocumentState
from portamento.families.models import Family
from portamento.reenrolment.models import Dossier, State
from portamento.schools.scope import scope


@pytest.mark.django_db
def test_every_state_of_the_guide_is_met_in_the_demo():
    cast = build.valmont()
    with scope(cast.school):
        for model, states in (
            (Dossier, State),
            (FieldChange, ChangeState),
            (Document, DocumentState),
            (Bill, BillState),
        ):
            met = set(model.objects.values_list("state", flat=True).distinct())
            assert met == set(states.values), model
        assert Family.objects.count() == 60
    assert list(integrity.findings()) == []
