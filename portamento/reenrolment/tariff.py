"""Households whose pending change of address « change le tarif »."""

from collections import defaultdict
from collections.abc import Iterable

from portamento.changes.models import FieldChange
from portamento.families import kinds
from portamento.families.models.policies import Subject

FIELDS = ("postcode", "city")


def moving(families: Iterable[int]) -> dict[int, str]:
    """By family: the sentence on what would change; those that move nothing are left out.

    Residence follows the address in force, so until the office decides nothing has changed.
    """
    rows = FieldChange.objects.pending().filter(
        kind=Subject.GUARDIAN, field__in=FIELDS, request__household_id__in=set(families)
    )
    asked: dict[int, dict[str, str]] = defaultdict(dict)
    homes = {}
    for row in rows.select_related("request").order_by("pk"):
        asked[row.subject_id][row.field] = row.proposed
        homes[row.subject_id] = row.request.household_id
    if not asked:
        return {}
    kind = kinds.named(Subject.GUARDIAN)
    said = {
        pk: list(kind.warnings(subject, asked[pk]).values())
        for pk, subject in kind.find_many(asked).items()
    }
    return {homes[pk]: sentences[0] for pk, sentences in said.items() if sentences}
