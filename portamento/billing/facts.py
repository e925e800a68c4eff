"""What is frozen on the PDF of a bill when it is issued: the facts of mailroom/papers/bill.typ."""

from django.utils.translation import gettext as _

from portamento.billing import reasons
from portamento.billing.models import Bill
from portamento.billing.rules import Beat
from portamento.foundation import money, text
from portamento.mailroom import papers_facts
from portamento.schools.scope import current


def of(bill: Bill) -> dict:
    """Plain words only: the same facts always give the same PDF."""
    series = _("%(series)s %(year)s") % {
        "series": bill.get_series_display(),
        "year": bill.year.label,
    }
    return {
        "date": bill.issued_on.isoformat(),
        "school": papers_facts.school_facts(current()),
        "recipient": recipient(bill),
        "number": bill.number,
        "series": series,
        "issued_on": text.day(bill.issued_on),
        "lines": [
            {"label": line.label, "amount": money.euros(line.amount_cents)}
            for line in bill.lines.order_by("position", "pk")
        ],
        "total": money.euros(bill.total_cents),
        "instalments": [
            {
                "due": text.day(one.due_on),
                "amount": money.euros(one.amount_cents),
                "state": str(reasons.BEATS[Beat.LATER]),
            }
            for one in bill.instalments.order_by("due_on", "pk")
        ],
        "note": bill.note,
    }


def recipient(bill: Bill) -> dict:
    """Who pays: the household's first guardian, at that household's own address."""
    guardians = bill.family.guardians.filter(left_on=None).select_related("person")
    first = guardians.order_by("rank", "pk").first()
    if first is None:
        return {"name": _("Famille %s") % bill.family.name, "address_lines": []}
    lines = [line for line in first.person.address_lines() if line]
    return {"name": first.person.full_name, "address_lines": lines}
