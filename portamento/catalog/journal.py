"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "discipline.added": _("Discipline ajoutée : {name}"),
    "discipline.edited": _("Discipline modifiée : {name}"),
    "level.added": _("Niveau ajouté : {name}"),
    "level.edited": _("Niveau modifié : {name}"),
    "teacher.added": _("Enseignant ajouté : {name}"),
    "teacher.edited": _("Enseignant modifié : {name}"),
    "course.added": _("Cours ajouté : {name}, {year}"),
    "course.edited": _("Cours modifié : {name}"),
    "courses.prepared": _("Année {year} préparée, cours repris : {copied}"),
}
