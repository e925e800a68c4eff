"""The four forms. Their words are those of the trade; a school may publish its own around them.

Accepted at once or checked: « Modalités de règlement » and « Autorisations » are choices of the
family among ours; there is nothing to verify in them, and making the secrétariat click them one by
one would teach it to click without reading. The fiche sanitaire is always to be read by somebody
before it counts (a state that told « nothing declared » from « something declared » would itself
give health away), and the mandate is to be compared with the RIB.

Asked on the fiche sanitaire is what a teacher or a first-aider has to do, never a diagnosis
(CNIL: « needs particular care », not its nature; RGPD, art. 5-1-c).
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from portamento.documents.models import DocumentKind, Owner, Sensitivity
from portamento.documents.questionnaires.questions import (
    NO,
    YES,
    Answer,
    Question,
    Questionnaire,
    Section,
)
from portamento.documents.signed import Form
from portamento.schools.scope import current

MANY = 1000

PAYMENT = Questionnaire(
    code=Form.PAYMENT,
    title=_("Modalités de règlement"),
    owner=Owner.FAMILY,
    sensitivity=Sensitivity.ORDINARY,
    checked=False,
    intro=_("Une seule réponse pour tous les élèves de votre foyer, pour l’année {annee}."),
    consent=_(
        "Je choisis cette modalité de règlement et je m’engage à régler à leur échéance les "
        "factures de l’année {annee}. Si ma situation change, je préviens la scolarité."
    ),
    sections=(
        Section(
            _("Qui règle"),
            (
                Question("payer", _("Nom et prénom de la personne qui règle"), autocomplete="name"),
                Question(
                    *("helped", _("Un organisme prend-il en charge une partie ?"), Answer.YES_NO),
                    hint=_("Par exemple un employeur, un comité social, un CCAS."),
                ),
                Question("helper", _("Si oui, lequel"), after=("helped", YES)),
            ),
        ),
        Section(
            _("Comment"),
            (Question("plan", _("Modalité de règlement"), Answer.CHOICE),),
        ),
    ),
)

HEALTH = Questionnaire(
    code=Form.HEALTH,
    title=_("Fiche sanitaire de liaison"),
    owner=Owner.PUPIL,
    sensitivity=Sensitivity.HEALTH,
    checked=True,
    intro=_(
        "Ce qu’il faut savoir pour accueillir {prenom} et réagir en cas d’urgence. Dites ce qu’il "
        "faut faire, pas le diagnostic. Ces réponses sont chiffrées et lues par la seule "
        "scolarité, chaque lecture est notée, et elles sont détruites à la fin de l’année scolaire."
    ),
    consent=_(
        "J’accepte que la scolarité utilise ces informations pour la seule sécurité de {prenom} "
        "pendant l’année {annee}. Je peux les retirer à tout moment en écrivant à la scolarité."
    ),
    sections=(
        Section(
            _("En cas d’urgence"),
            (
                Question("contact", _("Personne à prévenir"), hint=_("Nom, et lien avec l’élève.")),
                Question("contact_phone", _("Son téléphone"), Answer.PHONE),
                Question("doctor", _("Médecin traitant"), required=False),
                Question("doctor_phone", _("Téléphone du médecin"), Answer.PHONE, required=False),
            ),
        ),
        Section(
            _("Pendant les cours"),
            (
                Question("allergy", _("Une allergie à connaître ?"), Answer.YES_NO),
                Question(
                    *("allergy_do", _("Si oui : à quoi, et que faire"), Answer.LINES),
                    after=("allergy", YES),
                    longest=MANY,
                ),
                Question(
                    *("treatment", _("Un traitement à prendre ou à garder près de soi ?")),
                    Answer.YES_NO,
                ),
                Question(
                    *("treatment_do", _("Si oui : lequel, et que faire"), Answer.LINES),
                    after=("treatment", YES),
                    longest=MANY,
                ),
                Question(
                    "pai",
                    _("Un projet d’accueil individualisé (PAI) à l’école ?"),
                    Answer.YES_NO,
                    hint=_("Si oui, la scolarité vous en demandera une copie."),
                ),
                Question(
                    *("care", _("Un besoin d’attention particulière ?"), Answer.YES_NO),
                ),
                Question(
                    *("care_do", _("Si oui : ce qui aide"), Answer.LINES),
                    hint=_("Par exemple une place près du professeur."),
                    after=("care", YES),
                    longest=MANY,
                ),
            ),
        ),
        Section(
            _("Pour les professeurs"),
            (
                Question(
                    "teachers",
                    _("Consigne que la scolarité peut leur transmettre"),
                    Answer.LINES,
                    hint=_("Les professeurs ne voient pas cette fiche."),
                    required=False,
                    longest=300,
                ),
            ),
        ),
    ),
)

AUTHORISATIONS = Questionnaire(
    code=Form.AUTHORISATIONS,
    title=_("Autorisations"),
    owner=Owner.PUPIL,
    sensitivity=Sensitivity.ORDINARY,
    checked=False,
    intro=_(
        "Pour {prenom}, pendant l’année {annee}. Répondre « Non » ne change rien à l’inscription."
    ),
    consent=_(
        "J’exerce l’autorité parentale sur {prenom} et je donne ces réponses pour l’année {annee}. "
        "Je peux revenir sur chacune à tout moment en écrivant à la scolarité."
    ),
    sections=(
        Section(
            _("Sortie des cours"),
            (
                Question(
                    *("leave", _("{prenom} peut quitter le conservatoire sans adulte")),
                    Answer.YES_NO,
                ),
                Question(
                    "fetch",
                    _("Si non : qui peut venir, à part les responsables"),
                    Answer.LINES,
                    hint=_("Nom et téléphone, une personne par ligne."),
                    required=False,
                    after=("leave", NO),
                    longest=400,
                ),
                Question(
                    *("outings", _("{prenom} peut participer aux sorties et concerts encadrés")),
                    Answer.YES_NO,
                ),
            ),
        ),
        Section(
            _("Droit à l’image"),
            (
                Question(
                    "image",
                    _("Le conservatoire peut photographier, filmer ou enregistrer {prenom}"),
                    Answer.YES_NO,
                    hint=_(
                        "Pendant les cours et les concerts, et le montrer sur ses supports, sans "
                        "nom ni usage commercial."
                    ),
                ),
            ),
        ),
        Section(
            _("Soins en cas d’urgence"),
            (
                Question(
                    "care",
                    _("Le conservatoire peut faire conduire {prenom} à l’hôpital par les secours"),
                    Answer.YES_NO,
                    hint=_("Vous êtes appelé aussitôt."),
                ),
            ),
        ),
    ),
)

# The wording that the European Payments Council prescribes for a Core mandate, in French.
MANDATE = Questionnaire(
    code=Form.MANDATE,
    title=_("Mandat de prélèvement SEPA"),
    owner=Owner.FAMILY,
    sensitivity=Sensitivity.BANK,
    checked=True,
    intro=_("À la première demande de paiement par prélèvement. Préparez votre RIB."),
    consent=_(
        "En signant ce formulaire de mandat, vous autorisez {creancier} à envoyer des instructions "
        "à votre banque pour débiter votre compte, et votre banque à débiter votre compte "
        "conformément aux instructions de {creancier}.\n\n"
        "Vous bénéficiez du droit d’être remboursé par votre banque selon les conditions décrites "
        "dans la convention que vous avez passée avec elle. Une demande de remboursement doit être "
        "présentée dans les 8 semaines suivant la date de débit de votre compte pour un "
        "prélèvement autorisé.\n\n"
        "Vos droits concernant le présent mandat sont expliqués dans un document que vous pouvez "
        "obtenir auprès de votre banque."
    ),
    fixed=True,
    sections=(
        Section(
            _("Titulaire du compte"),
            (
                Question("debtor", _("Nom et prénom"), autocomplete="name", longest=70, wide=True),
                Question(
                    *("street", _("Adresse"), Answer.LINES),
                    autocomplete="street-address",
                    longest=140,
                    wide=True,
                ),
                Question("postcode", _("Code postal"), autocomplete="postal-code", longest=10),
                Question("town", _("Ville"), autocomplete="address-level2", longest=70),
                Question("country", _("Pays"), autocomplete="country-name", longest=70),
            ),
        ),
        Section(
            _("Compte à débiter"),
            (
                Question(
                    "iban",
                    _("IBAN"),
                    Answer.IBAN,
                    hint=_("Sur votre RIB : FR et 25 chiffres ou lettres."),
                    longest=42,
                    wide=True,
                ),
                Question(
                    *("bic", _("BIC"), Answer.BIC),
                    hint=_("8 ou 11 signes."),
                    required=False,
                    longest=14,
                ),
            ),
        ),
        Section(_("Lieu"), (Question("place", _("Fait à"), longest=70),)),
    ),
)

ALL: Mapping[str, Questionnaire] = {
    str(one.code): one for one in (PAYMENT, MANDATE, HEALTH, AUTHORISATIONS)
}


def of(kind: DocumentKind) -> Questionnaire | None:
    """The form that stands for that paper; none where the school wants the paper."""
    return None if lacks_creditor(kind) else ALL.get(kind.form)


def lacks_creditor(kind: DocumentKind) -> bool:
    """Nobody signs a mandate for a creditor without an identifier (ICS): then it is paper too."""
    return kind.form == Form.MANDATE and not current().creditor_id


def takes_file(kind: DocumentKind) -> bool:
    """Whether a family may still import the paper."""
    return kind.file_too or of(kind) is None
