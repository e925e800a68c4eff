"""What is frozen on the PDF of a bill when it is issued."""

from portamento.billing.models import Bill
from portamento.foundation import money, text
from portamento.schools.scope import current


def of(bill: Bill) -> dict:
    """Plain words only: the same facts always give the same PDF."""
    school = current()
    return {
        "school": {
            "name": school.name,
            "address": school.address.splitlines(),
            "phone": school.phone,
            "email": school.email,
        },
        "number": bill.number,
        "series": str(bill.get_series_display()),
        "year": bill.year.label,
        "issued_on": text.day(bill.issued_on),
        "family": {
            "name": bill.family.name,
            "number": bill.family.number,
            "address": _address(bill),
        },
        "lines": [
            {"label": line.label, "amount": money.euros(line.amount_cents)}
            for line in bill.lines.order_by("position", "pk")
        ],
        "total": money.euros(bill.total_cents),
        "instalments": [
            {"when": text.day(one.due_on), "amount": money.euros(one.amount_cents)}
            for one in bill.instalments.order_by("due_on", "pk")
        ],
        "note": bill.note,
    }


def _address(bill: Bill) -> list[str]:
    """Where the household that pays lives: its first guardian's address, never the other's."""
    guardians = bill.family.guardians.filter(left_on=None).select_related("person")
    first = guardians.order_by("rank", "pk").first()
    if first is None:
        return []
    return [first.person.full_name, *(line for line in first.person.address_lines() if line)]
