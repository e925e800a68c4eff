"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "enrolment.began": _("Inscription au cours {course}, {year}"),
    "enrolment.ended": _("Fin de l’inscription au cours {course}"),
    "enrolment.level_set": _("Niveau en {course} : {before} → {after}"),
}
