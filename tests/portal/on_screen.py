"""Forms on the screen as a parent goes through them, in the world of the portal's tests."""

from django.urls import reverse

from portamento.administration import actions as administration
from portamento.documents import sweeps as files
from portamento.documents.questionnaires import sweeps
from portamento.documents.signed import Form
from tests.portal.forms import fields_of_form

IBAN = "FR76 3000 6000 0112 3456 7890 189"
SECRET = "Arachide, stylo auto-injectable"
CREDITOR = {
    "creditor_id": "FR76ZZZ000000",
    "creditor_name": "Ville de Valmont",
    "creditor_address": "1 place de la Mairie\n00100 Valmont",
}
HEALTHY = {"allergy": "no", "treatment": "no", "pai": "no", "care": "no"}
REACHED = {"contact": "Anne Petit, grand-mère", "contact_phone": "05 00 00 00 07"}
GIVEN = {
    Form.PAYMENT: {"payer": "Claire Martin", "helped": "no"},
    Form.MANDATE: {
        "debtor": "Claire Martin",
        "street": "27 rue Haute",
        "postcode": "00100",
        "town": "Valmont",
        "country": "France",
        "iban": IBAN,
        "place": "Valmont",
    },
    Form.HEALTH: {**REACHED, **HEALTHY, "allergy": "yes", "allergy_do": SECRET},
    Form.AUTHORISATIONS: {"leave": "no", "outings": "yes", "image": "no", "care": "yes"},
}


def debits(world) -> str:
    """The school may debit accounts; the plan in 8, as a browser posts it."""
    administration.edit_school(world.school, **CREDITOR, by=None)
    return str(world.campaign.plans.get(by_debit=True).pk)


def given(world, code: str) -> dict:
    plan = {"plan": str(world.plan.pk)} if code == Form.PAYMENT else {}
    return GIVEN[code] | plan


def url(world, pupil, code: str, view: str = "form") -> str:
    ask = world.campaign.requests.get(kind__form=code)
    return reverse(f"portal:dossier.{view}", kwargs={"pk": pupil.pk, "ask": ask.pk})


def answer(client, address: str, answers: dict, button: str = "continuer"):
    """Types into the page as it stands and clicks."""
    shown = fields_of_form(client.get(address).content.decode())
    shown.pop("enregistrer", None)
    return client.post(address, shown | answers | {button: "1"})


def sign(client, address: str):
    """« J’accepte et je signe » on the review as it stands."""
    shown = fields_of_form(client.get(address).content.decode())
    return client.post(address, shown)


def signed(client, world, pupil, code: str, **changes):
    """The whole way; the document."""
    answered = answer(client, url(world, pupil, code), given(world, code) | changes)
    assert answered.status_code == 302, answered.content.decode()
    done = sign(client, answered["Location"])
    assert done.status_code == 302 and "#piece-" in done["Location"]
    family = client.session_of.family
    return family.documents.filter(kind__form=code).order_by("-pk").first()


def printed() -> None:
    """The worker came by: forms are printed, then looked at like any file."""
    list(sweeps.print_forms())
    list(files.inspect_files())
