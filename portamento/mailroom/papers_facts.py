"""What a paper says, at the moment it is printed: only here does a pile learn its secrets."""

import re
from typing import Any

from portamento.foundation import text
from portamento.mailroom import envelope
from portamento.mailroom.models import Fate, Outgoing, Paper
from portamento.schools.models import School

PILE = "pile"


def facts_of(paper: Paper) -> dict[str, Any]:
    """The frozen facts; a pile names its letters, whose finished texts are read now.

    The worker prints `press.print_pdf(paper.template, facts_of(paper))` in the paper's school, so
    that no password to be posted is ever stored in clear before.
    """
    if paper.template != PILE:
        return paper.facts
    wanted = [item["letter"] for item in paper.facts["letters"]]
    rows = Outgoing.objects.filter(pk__in=wanted, state=Fate.TO_POST).select_related("school")
    found = {row.pk: row for row in rows}
    return {
        "date": paper.wanted_at.astimezone(paper.school.zone).date().isoformat(),
        "title": paper.name,
        "letters": [letter_facts(found[pk], paper) for pk in wanted if pk in found],
    }


def letter_facts(row: Outgoing, paper: Paper) -> dict[str, Any]:
    """One letter as the press wants it: address in the window, paragraphs, date and place."""
    school = row.school
    written = paper.wanted_at.astimezone(school.zone).date()
    return {
        "school": school_facts(school),
        "recipient": {"name": row.name, "address_lines": row.postal.splitlines()},
        "place_date": f"{school.town}, le {text.day(written)}",
        "date": written.isoformat(),
        "subject": row.subject,
        "paragraphs": paragraphs(envelope.finished(row)),
        "closing": school.name,
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
        "hours": school.hours,
        "accent": school.accent,
    }
