"""Who may do what in the office: rights are constants, roles a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SEE_HOME = "see_home"
SEE_DOSSIERS = "see_dossiers"
DECIDE_DOSSIERS = "decide_dossiers"
SEE_FAMILIES = "see_families"
EDIT_FAMILIES = "edit_families"
DECIDE_CHANGES = "decide_changes"
SEE_DOCUMENTS = "see_documents"
DECIDE_DOCUMENTS = "decide_documents"
SEE_COURSES = "see_courses"
EDIT_COURSES = "edit_courses"
SEE_BILLS = "see_bills"
EDIT_BILLS = "edit_bills"
SEE_CAMPAIGNS = "see_campaigns"
EDIT_CAMPAIGNS = "edit_campaigns"
EDIT_SCHOOL = "edit_school"
SEE_LETTERS = "see_letters"
SEND_LETTERS = "send_letters"
WORD_LETTERS = "word_letters"
SEE_JOURNAL = "see_journal"
MANAGE_STAFF = "manage_staff"
ACT_FOR = "act_for"


class Role(models.TextChoices):
    """A family has none."""

    FAMILY = "", _("Famille")
    DIRECTOR = "director", _("Direction")
    SECRETARY = "secretary", _("Secrétariat")
    REGIE = "regie", _("Régie")
    READER = "reader", _("Lecture seule")


READING = {SEE_HOME, SEE_DOSSIERS, SEE_FAMILIES, SEE_COURSES, SEE_CAMPAIGNS}
OFFICE = READING | {
    *{DECIDE_DOSSIERS, EDIT_FAMILIES, DECIDE_CHANGES, SEE_DOCUMENTS, DECIDE_DOCUMENTS},
    *{EDIT_COURSES, EDIT_CAMPAIGNS, SEE_LETTERS, SEND_LETTERS, SEE_JOURNAL, ACT_FOR},
    WORD_LETTERS,
}
ROLES: dict[str, set[str]] = {
    Role.FAMILY: set(),
    Role.DIRECTOR: OFFICE | {SEE_BILLS, EDIT_BILLS, EDIT_SCHOOL, MANAGE_STAFF},
    Role.SECRETARY: OFFICE,
    Role.REGIE: READING | {SEE_DOCUMENTS, SEE_BILLS, EDIT_BILLS, SEE_LETTERS, SEND_LETTERS},
    Role.READER: READING,
}
RIGHTS: set[str] = set().union(*ROLES.values())
