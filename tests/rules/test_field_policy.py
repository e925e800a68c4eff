"""Field policy, by posting: a field the school does not allow changes nothing, for every field."""

from datetime import date

import pytest

from portamento.changes.models import FieldChange
from portamento.families import fields, policy
from portamento.families.models import Guardian
from portamento.families.models.policies import Mode, Whose
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed
from tests import make as makers
from tests.make import families as make
from tests.portal.forms import fields_of_form

TYPED = {
    "address": "8 quai des Moulins\n2e étage",
    "born_on": "2001-02-03",
    "email": "nouveau@example.org",
    "last_name": "Nouveau",
    "postcode": "99999",
    "civility": "madame",
    "sex": "F",
    "family_situation": "couple",
    "pcs": "42",
    "school_level": "cm2",
    "image_right": "no",
    "may_leave_alone": "yes",
    "follows": "",
}
PHONES = {field.name for field in fields.ALL if field.inputmode == "tel"}
OWN = [field for field in fields.ALL if not field.policy_of]
CASES = [
    (whose, field.name) for whose in Whose.values for field in OWN if field in fields.OF[whose]
]


def typed(name):
    return "05 00 00 00 77" if name in PHONES else TYPED.get(name, "nouveau")


@pytest.fixture
def person(valmont, request):
    """A guardian, and a pupil of that age with coordinates of the household's own."""
    whose, name = request.param
    claire = make.guardian(make.family())
    born = date(1999, 1, 1) if whose == Whose.ADULT else date(2016, 1, 1)
    follows = claire if name == "follows" else None
    lina = make.pupil(claire.family, born_on=born, follows=follows)
    path = "/famille/" if whose == Whose.GUARDIAN else f"/eleves/{lina.pk}/"
    return whose, name, claire, path


def typed_over(html, name):
    """The page as shown, with that field typed over, whether it is there or not."""
    data = fields_of_form(html) | {name: [typed(name)]}
    if name == "follows":
        del data[name]
    return data


def label(name, whose=Whose.GUARDIAN):
    """As the page says it: an adult who studies has no « responsable légal »."""
    if name == "follows" and whose == Whose.ADULT:
        return ">Utiliser les coordonnées d’un responsable du foyer</label>"
    return f">{fields.named(name).label}</label>"


@pytest.mark.parametrize("person", CASES, indirect=True, ids="-".join)
@pytest.mark.parametrize("mode", [Mode.HIDDEN, Mode.SHOWN])
def test_a_field_not_allowed_changes_nothing(person, mode, sign_in):
    whose, name, claire, path = person
    if fields.named(name).needed and mode == Mode.HIDDEN:
        with pytest.raises(NotAllowed):
            policy.set_field_policy(whose, name, mode=mode, awaits=True, by=None)
        return
    policy.set_field_policy(whose, name, mode=mode, awaits=True, by=None)
    client = sign_in(claire.account)
    html = client.get(path).content.decode()
    assert (label(name, whose) in html) == (mode == Mode.SHOWN)
    assert client.post(path, typed_over(html, name)).status_code == 302
    assert not FieldChange.objects.exists()
    assert not claire.account.email_confirmations.exists()


@pytest.mark.parametrize("person", CASES, indirect=True, ids="-".join)
def test_an_editable_field_waits_or_counts_at_once(person, sign_in):
    whose, name, claire, path = person
    client = sign_in(claire.account)
    data = typed_over(client.get(path).content.decode(), name)
    client.post(path, data)
    if name == "email" and whose == Whose.GUARDIAN:
        assert claire.account.email_confirmations.get().email == typed(name)
        return
    row = FieldChange.objects.get()
    assert (row.field, row.proposed, row.state) == (name, typed(name), "pending")
    policy.set_field_policy(whose, name, mode=Mode.EDITABLE, awaits=False, by=None)
    FieldChange.objects.all().delete()
    client.post(path, data)
    assert FieldChange.objects.get().state == "applied"


@pytest.mark.parametrize("name", ["profession", "civility", "address", "mobile"])
def test_a_required_field_is_asked_for(valmont, sign_in, name):
    claire = make.guardian(make.family(), **{name: ""})
    policy.set_field_policy(Whose.GUARDIAN, name, mode=Mode.REQUIRED, awaits=True, by=None)
    client = sign_in(claire.account)
    data = fields_of_form(client.get("/famille/").content.decode())
    html = client.post("/famille/", data | {"city": ["Ailleurs"]}).content.decode()
    assert "obligatoire" in html
    assert not FieldChange.objects.exists()


def test_the_least_set_hides_what_is_not_needed(valmont, sign_in):
    claire = make.guardian(make.family(), profession="Infirmière")
    policy.use_preset(policy.MINIMAL, by=None)
    html = sign_in(claire.account).get("/famille/").content.decode()
    for name in ("sex", "family_situation", "profession", "pcs", "fax", "phone_1"):
        assert label(name) not in html
    assert "Infirmière" not in html
    assert label("mobile") in html
    policy.use_preset(policy.GUIDE, by=None)
    html = sign_in(claire.account).get("/famille/").content.decode()
    assert "Infirmière" in html


def test_one_school_sets_its_own_policy_only(valmont):
    policy.use_preset(policy.MINIMAL, by=None)
    with scope(makers.school("bellerive", "Bellerive", "Bellerive")):
        assert policy.of(Whose.GUARDIAN)["sex"].visible
        assert Guardian.objects.count() == 0
    assert not policy.of(Whose.GUARDIAN)["sex"].visible
