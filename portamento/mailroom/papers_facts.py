"""What our papers say of letters and of the school."""

import re
from typing import Any

from portamento.foundation import clock, text
from portamento.mailroom import fresh
from portamento.mailroom.models import Outgoing, Paper
from portamento.schools.models import School


def letter_facts(row: Outgoing, paper: Paper) -> dict[str, Any]:
    """One letter as the press wants it: address in the window, paragraphs, date and place."""
    school = row.school
    written = clock.day(paper.wanted_at)
    return {
        "school": school_facts(school),
        "recipient": {"name": row.name, "address_lines": row.postal.splitlines()},
        "place_date": f"{school.town}, le {text.day(written)}",
        "date": written.isoformat(),
        "subject": row.subject,
        "paragraphs": paragraphs(fresh.revealed(row)),
    }


def paragraphs(finished: str) -> list[str]:
    """Parted by an empty line; a line break inside one stays."""
    return [part.strip() for part in re.split(r"\n\s*\n", finished.strip()) if part.strip()]


def school_facts(school: School) -> dict[str, str]:
    """What the head of a letter says of the school."""
    return {
        "name": school.name,
        "address": ", ".join(school.address.splitlines()),
        "phone": school.phone,
        "email": school.email,
        "hours": text.unbroken(school.hours),
        "accent": school.accent,
    }
