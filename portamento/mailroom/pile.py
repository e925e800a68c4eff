"""The letters to post in one file: each on a sheet of its own, its PDF behind it.

Only the worker imports this module, as it does the press. Here alone does a pile learn its secrets.
"""

import contextlib
import io
from typing import Any

import pikepdf

from portamento.foundation import clock
from portamento.mailroom import fresh, papers_facts, posting, press
from portamento.mailroom.models import Fate, Outgoing, Paper
from portamento.workflow import queue

A4_POINTS = (595.28, 841.89)


def made(paper: Paper) -> bytes:
    """The PDF of that order. Raises queue.Later while the PDF of one of its letters is not made."""
    rows = letters(paper)
    if any(row.paper and row.paper.made_at is None for row in rows):
        raise queue.Later("a letter of the pile waits for its own PDF", seconds=5)
    for row in rows:
        fresh.freshen(row)
    facts = facts_of(paper, rows)
    printed = press.print_pdf(posting.PILE, facts)
    behind = [bytes(row.paper.content) if row.paper and row.paper.content else b"" for row in rows]
    starts = press.starts(posting.PILE, facts)
    return bound(printed, starts, behind, two_sided=paper.facts.get("two_sided", True))


def letters(paper: Paper) -> list[Outgoing]:
    """Those of the order that are still to be posted, in its order."""
    wanted = [item["letter"] for item in paper.facts["letters"]]
    rows = posting.letters_of(paper).filter(state=Fate.TO_POST).select_related("school", "paper")
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in wanted if pk in found]


def bound(printed: bytes, starts: list[int], behind: list[bytes], *, two_sided: bool) -> bytes:
    """Each letter with its PDF behind it, begun on a right-hand page when both sides are printed.

    `starts` are the first pages of the letters, from 1; `behind` is b"" where nothing goes along.
    """
    out = io.BytesIO()
    with contextlib.ExitStack() as opened:
        pdf = opened.enter_context(pikepdf.open(io.BytesIO(printed)))
        total = len(pdf.pages)
        ends = [*(start - 1 for start in starts[1:]), total]
        # From the last to the first: what is put behind one moves none that is still to come.
        for start, end, more in reversed(list(zip(starts, ends, behind, strict=True))):
            pages = opened.enter_context(pikepdf.open(io.BytesIO(more))).pages if more else []
            sides = end - start + 1 + len(pages)
            if two_sided and sides % 2 and end < total:
                add_blank(pdf, end)
            for page in reversed(pages):
                pdf.pages.insert(end, page)
        pdf.save(out)
    return out.getvalue()


def add_blank(pdf: pikepdf.Pdf, at: int) -> None:
    """The empty back of a letter's last sheet, so that the next begins on another."""
    width, height = A4_POINTS
    page = pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page)))
    page.mediabox = pikepdf.Array([0, 0, width, height])
    page.obj.Resources = pikepdf.Dictionary()
    pdf.pages.insert(at, page)


def facts_of(paper: Paper, rows: list[Outgoing]) -> dict[str, Any]:
    """What the press prints: the finished texts, read only now."""
    return {
        "date": clock.day(paper.wanted_at).isoformat(),
        "title": paper.name,
        "letters": [papers_facts.letter_facts(row, paper) for row in rows],
    }
