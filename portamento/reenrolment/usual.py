"""The documents and payment plans of most conservatoires, proposed in one go.

After the guide « iMuse, Réinscriptions » (« Éléments à fournir », « Éléments à télécharger »).
Those of them that are filled in and signed are forms on the screen; the paper is taken as well, so
that nobody who was given one is sent away. A school may want one way only.
The medical certificate for dance is the usage of the schools (domain facts): it never blocks.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.catalog.models import Art
from portamento.documents import actions as documents
from portamento.documents.models import DocumentKind, Owner, Retention, Sensitivity, Validity
from portamento.documents.signed import Form
from portamento.reenrolment import actions
from portamento.reenrolment.models import (
    Age,
    Campaign,
    Payment,
    PaymentPlan,
    Request,
    Residence,
)
from portamento.workflow.action import NotAllowed, action

QF = "qf"


@dataclass(frozen=True)
class Usual:
    """One document: what it is, whom it is asked from, and what is taken for it."""

    name: str
    why: str
    whom: dict = field(default_factory=dict)
    owner: str = Owner.FAMILY
    validity: str = Validity.YEAR
    sensitivity: str = Sensitivity.ORDINARY
    retention: str = Retention.CLASS
    choice: str = ""
    reasons: str = ""
    taken: str = ""
    not_taken: str = ""
    blocking: bool = True
    form: str = Form.PAPER


BY_QUOTIENT = {"residence": Residence.RESIDENT, "quotient": True}
MINORS = {"age": Age.MINOR}
DOCUMENTS = (
    Usual(
        lazy("Justificatif de domicile de moins de 3 mois"),
        lazy("Facture d’électricité, de gaz, d’eau ou de téléphone fixe, à votre nom."),
        whom={"residence": Residence.RESIDENT},
        validity=Validity.MONTHS,
        reasons=lazy("Le document a plus de 3 mois.\nL’adresse n’est pas celle de votre dossier."),
        taken=lazy(
            "Facture ou échéancier d’électricité, de gaz, d’eau, d’internet\n"
            "Quittance de loyer d’une agence ou d’un bailleur social"
        ),
        not_taken=lazy("Relevé bancaire\nFacture à un autre nom ou à une autre adresse"),
    ),
    Usual(
        lazy("Attestation de quotient familial CAF ou MSA de moins de 3 mois"),
        lazy("Le quotient familial fixe votre tarif."),
        whom=BY_QUOTIENT,
        validity=Validity.MONTHS,
        sensitivity=Sensitivity.INCOME,
        choice=QF,
        reasons=lazy("L’attestation a plus de 3 mois.\nLe quotient familial n’est pas lisible."),
        taken=lazy("Attestation de quotient familial, téléchargée sur caf.fr ou msa.fr"),
        not_taken=lazy("Capture d’écran sans votre nom ni le mois"),
    ),
    Usual(
        lazy("Avis d’imposition {avis} sur les revenus {revenus}, dans son intégralité"),
        lazy("À défaut d’attestation de la CAF ou de la MSA : toutes les pages de l’avis."),
        whom=BY_QUOTIENT,
        sensitivity=Sensitivity.INCOME,
        choice=QF,
        reasons=lazy("Il manque des pages de l’avis.\nL’avis n’est pas celui de la bonne année."),
        taken=lazy("L’avis avec toutes ses pages, téléchargé sur impots.gouv.fr"),
        not_taken=lazy("La première page seule\nLa déclaration de revenus"),
    ),
    Usual(
        lazy("Doc 1 : Modalités de règlement"),
        lazy("Qui règle, et comment."),
        reasons=lazy("Le document n’est pas signé."),
        form=Form.PAYMENT,
    ),
    Usual(
        lazy("RIB"),
        lazy("Le compte sur lequel les échéances seront prélevées."),
        whom={"payment": Payment.DEBIT},
        validity=Validity.UNTIL_CHANGED,
        sensitivity=Sensitivity.BANK,
        taken=lazy("Le RIB que donne votre banque, avec l’IBAN et le nom du titulaire"),
        not_taken=lazy("Photo de la carte bancaire\nCompte d’épargne"),
    ),
    Usual(
        lazy("Doc 2 : Mandat de prélèvement SEPA"),
        lazy("À la première demande de paiement par prélèvement."),
        whom={"payment": Payment.FIRST_DEBIT},
        validity=Validity.UNTIL_CHANGED,
        sensitivity=Sensitivity.BANK,
        reasons=lazy(
            "Le mandat n’est pas signé.\nLe titulaire du compte n’est pas celui du RIB.\n"
            "L’IBAN n’est pas celui du RIB."
        ),
        form=Form.MANDATE,
    ),
    Usual(
        lazy("Doc 3 : Fiche sanitaire de liaison"),
        lazy("Lue par le seul service scolarité, détruite à la fin de l’année."),
        whom=MINORS,
        owner=Owner.PUPIL,
        sensitivity=Sensitivity.HEALTH,
        form=Form.HEALTH,
    ),
    Usual(
        lazy("Doc 4 : Fiche d’autorisations"),
        lazy("Droit à l’image, sorties, soins en cas d’urgence."),
        whom=MINORS,
        owner=Owner.PUPIL,
        retention=Retention.RIGHTS,
        reasons=lazy("La fiche n’est pas signée."),
        form=Form.AUTHORISATIONS,
    ),
    Usual(
        lazy("Certificat médical pour la danse"),
        lazy("Le médecin atteste que la danse n’est pas contre-indiquée."),
        whom={"arts": Art.DANCE},
        owner=Owner.PUPIL,
        sensitivity=Sensitivity.HEALTH,
        blocking=False,
        taken=lazy("Certificat daté de moins d’un an, signé, avec le nom de l’élève et « danse »"),
        not_taken=lazy("Certificat pour un autre sport\nCarnet de santé"),
    ),
)
PLANS = ((lazy("En une fois"), 1, False), (lazy("En 8 fois par prélèvement"), 8, True))


@action
def propose(campaign: Campaign, *, by) -> None:
    """Asks for the usual documents and offers the usual plans; what is there already stays."""
    asked = set(Request.objects.filter(campaign=campaign).values_list("kind__name", flat=True))
    wanted = [one for one in DOCUMENTS if str(one.name) not in asked]
    plans = PaymentPlan.objects.filter(campaign=campaign).exists()
    if not wanted and plans:
        raise NotAllowed(_("La liste habituelle est déjà là."))
    for one in wanted:
        ask(campaign, one, position=DOCUMENTS.index(one) + 1, by=by)
    for position, (name, instalments, by_debit) in enumerate(() if plans else PLANS, start=1):
        actions.add_plan(
            campaign,
            name=str(name),
            instalments=instalments,
            by_debit=by_debit,
            position=position,
            by=by,
        )


def ask(campaign: Campaign, one: Usual, *, position: int, by) -> None:
    """What does not block has its own later date: the first of October, courses having begun."""
    actions.ask_for(
        campaign,
        kind_of(one, position=position, by=by),
        choice=one.choice,
        blocking=one.blocking,
        due_on=None if one.blocking else date(campaign.year.starts_in, 10, 1),
        position=position,
        by=by,
        **one.whom,
    )


def kind_of(one: Usual, *, position: int, by) -> DocumentKind:
    """The school's kind of that name, made where there is none."""
    found = DocumentKind.objects.filter(name=str(one.name)).first()
    return found or documents.add_kind(
        str(one.name),
        owner=one.owner,
        why=str(one.why),
        validity=one.validity,
        sensitivity=one.sensitivity,
        retention=one.retention,
        reasons=str(one.reasons),
        form=one.form,
        file_too=bool(one.form),
        taken=str(one.taken),
        not_taken=str(one.not_taken),
        position=position,
        by=by,
    )
