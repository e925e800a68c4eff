"""The other responsible adults of a household: by name and relation only."""

from django.utils.translation import gettext as _

from portamento.families import access
from portamento.families.models import Family, Guardian


def others(family: Family, guardian: Guardian) -> list[dict[str, str]]:
    """« Paul Martin, père de Lina et Noé »."""
    rows = access.guardians(family).exclude(pk=guardian.pk)
    known = rows.prefetch_related("ties__pupil__person")
    return [{"name": one.full_name, "relation": _relation(one)} for one in known]


def _relation(guardian: Guardian) -> str:
    by_word: dict[str, list[str]] = {}
    for tie in guardian.ties.all():
        by_word.setdefault(tie.get_relation_display(), []).append(tie.pupil.first_name)
    parts = [
        _("%(relation)s : %(pupils)s") % {"relation": word, "pupils": _(" et ").join(names)}
        for word, names in by_word.items()
    ]
    return ", ".join(parts)
