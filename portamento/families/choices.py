"""The lists people choose from on the identity screens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Civility(models.TextChoices):
    """Madame, Monsieur or none (« Mademoiselle » left French forms in 2012)."""

    NONE = "", _("Non précisée")
    MADAME = "madame", _("Madame")
    MONSIEUR = "monsieur", _("Monsieur")


class Sex(models.TextChoices):
    NONE = "", _("Non précisé")
    FEMALE = "F", _("F")
    MALE = "M", _("M")


class FamilySituation(models.TextChoices):
    NONE = "", _("Non précisée")
    COUPLE = "couple", _("En couple")
    MARRIED = "married", _("Mariée ou marié")
    SEPARATED = "separated", _("Séparée ou séparé")
    DIVORCED = "divorced", _("Divorcée ou divorcé")
    WIDOWED = "widowed", _("Veuve ou veuf")
    SINGLE = "single", _("Seule ou seul")


class Pcs(models.TextChoices):
    """INSEE, PCS 2020, the eight groups at level 1 and their level 2 for those in work."""

    NONE = "", _("Non précisé")
    P10 = "10", _("10 · Agriculteurs exploitants")
    P21 = "21", _("21 · Artisans")
    P22 = "22", _("22 · Commerçants et assimilés")
    P23 = "23", _("23 · Chefs d’entreprise de plus de 10 personnes")
    P31 = "31", _("31 · Professions libérales")
    P33 = "33", _("33 · Cadres administratifs et techniques de la fonction publique")
    P34 = "34", _("34 · Professeurs et professions scientifiques supérieures")
    P35 = "35", _("35 · Professions de l’information, de l’art et des spectacles")
    P37 = "37", _("37 · Cadres des services administratifs et commerciaux d’entreprise")
    P38 = "38", _("38 · Ingénieurs et cadres techniques d’entreprise")
    P42 = "42", _("42 · Professions de l’enseignement primaire, de la formation et du sport")
    P43 = "43", _("43 · Professions intermédiaires de la santé et du travail social")
    P44 = "44", _("44 · Ministres du culte et religieux consacrés")
    P45 = "45", _("45 · Professions intermédiaires de la fonction publique")
    P46 = "46", _("46 · Professions intermédiaires administratives et commerciales")
    P47 = "47", _("47 · Techniciens")
    P48 = "48", _("48 · Agents de maîtrise")
    P52 = "52", _("52 · Employés administratifs de la fonction publique")
    P53 = "53", _("53 · Policiers, militaires, pompiers et agents de sécurité")
    P54 = "54", _("54 · Employés administratifs d’entreprise")
    P55 = "55", _("55 · Employés de commerce")
    P56 = "56", _("56 · Personnels des services directs aux particuliers")
    P62 = "62", _("62 · Ouvriers qualifiés de type industriel")
    P63 = "63", _("63 · Ouvriers qualifiés de type artisanal")
    P64 = "64", _("64 · Conducteurs de véhicules")
    P65 = "65", _("65 · Ouvriers qualifiés de la manutention et du transport")
    P67 = "67", _("67 · Ouvriers peu qualifiés de type industriel")
    P68 = "68", _("68 · Ouvriers peu qualifiés de type artisanal")
    P69 = "69", _("69 · Ouvriers agricoles et assimilés")
    P70 = "70", _("70 · Retraités")
    P80 = "80", _("80 · Sans activité professionnelle")


class SchoolLevel(models.TextChoices):
    """« Niveau scolaire », from maternelle to étudiant and adulte."""

    NONE = "", _("Non précisé")
    PS = "ps", _("Maternelle, petite section")
    MS = "ms", _("Maternelle, moyenne section")
    GS = "gs", _("Maternelle, grande section")
    CP = "cp", _("CP")
    CE1 = "ce1", _("CE1")
    CE2 = "ce2", _("CE2")
    CM1 = "cm1", _("CM1")
    CM2 = "cm2", _("CM2")
    C6 = "6e", _("6e")
    C5 = "5e", _("5e")
    C4 = "4e", _("4e")
    C3 = "3e", _("3e")
    L2 = "2nde", _("Seconde")
    L1 = "1re", _("Première")
    LT = "tle", _("Terminale")
    STUDENT = "student", _("Étudiant")
    ADULT = "adult", _("Adulte")


class Answer(models.TextChoices):
    """Yes, no, not answered."""

    NONE = "", _("Pas de réponse")
    YES = "yes", _("Oui")
    NO = "no", _("Non")


class Relation(models.TextChoices):
    MOTHER = "mother", _("Mère")
    FATHER = "father", _("Père")
    GUARDIAN = "guardian", _("Tuteur ou tutrice")
    STEP = "step", _("Beau-parent")
    GRANDPARENT = "grandparent", _("Grand-parent")
    SELF = "self", _("Soi-même")
    THIRD = "third", _("Tiers")
