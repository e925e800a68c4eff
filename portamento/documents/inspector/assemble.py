"""Joins what a family sends for one document into one PDF: files in, verdicts and a file out."""

import io
from dataclasses import replace

import pikepdf

from portamento.documents.inspector import checks, photos, sheets
from portamento.documents.inspector.answers import Assembly
from portamento.documents.inspector.child import Job, TooLarge
from portamento.documents.inspector.guess import PDF, accepted_kind, looks_like
from portamento.documents.inspector.limits import MAX_FILE_BYTES, MAX_PAGES
from portamento.documents.inspector.verdict import Reason, Verdict, accept, refuse

Part = bytes | list[photos.Picture]  # a clean PDF, or a photo's pages
Turns = dict[tuple[int, int], int]  # degrees clockwise, by file (from 0) and page of it (from 1)


def work(job: Job) -> dict:
    """Look at every file, so that all refusals are told at once; write only what is whole."""
    budget = photos.Budget()
    verdicts, parts = [], []
    for place in range(len(job.files)):
        job.begin(place)
        verdict, part = _look(job, place, budget)
        verdicts.append(verdict)
        parts.append(part)
    assembly = Assembly(tuple(verdicts), pages=sum(each.pages for each in verdicts))
    if assembly.accepted:
        assembly = _finish(job, assembly, parts, turned(job.numbers))
    return assembly.facts()


def _look(job: Job, place: int, budget: photos.Budget) -> tuple[Verdict, Part]:
    try:
        data = job.read(place)
    except TooLarge:
        return refuse(Reason.TOO_LARGE), b""
    kind = accepted_kind(data)
    if kind == PDF:
        return checks.judge(data), data
    if not kind:
        reason = Reason.NOT_ACCEPTED_TYPE if data else Reason.EMPTY
        return refuse(reason, looks_like=looks_like(data)), b""
    try:
        pages = photos.pictures(data, kind, budget)
    except photos.Refused as error:
        return refuse(error.reason, pages=error.pages), b""
    return accept(len(pages)), pages


def turned(numbers: dict[str, int]) -> Turns:
    """Out of a question's numbers: « 0.2 » is the second page of the first file."""
    found = {}
    for name, degrees in numbers.items():
        place, page = (int(each) for each in name.split("."))
        found[place, page] = degrees % 360 // 90 * 90
    return {where: degrees for where, degrees in found.items() if degrees}


def _finish(job: Job, assembly: Assembly, parts: list[Part], turns: Turns) -> Assembly:
    if assembly.pages > MAX_PAGES:
        return replace(assembly, reason=Reason.TOO_MANY_PAGES)
    kept = len(parts) == 1 and isinstance(parts[0], bytes) and not turns
    data = parts[0] if kept else _joined(parts, turns)
    if len(data) > MAX_FILE_BYTES:
        return replace(assembly, reason=Reason.TOO_LARGE)
    job.write(data)
    return replace(assembly, kept=kept, size=len(data))


def _joined(parts: list[Part], turns: Turns) -> bytes:
    whole = pikepdf.new()
    for place, part in enumerate(parts):
        before = len(whole.pages)
        if isinstance(part, bytes):
            with pikepdf.open(io.BytesIO(part)) as source:
                copy = sheets.cleaned(source, range(len(source.pages)))
                whole.pages.extend(copy.pages)
        else:
            for picture in part:
                sheets.add_photo(whole, picture)
        for page in range(1, len(whole.pages) - before + 1):
            if degrees := turns.get((place, page)):
                whole.pages[before + page - 1].rotate(degrees, relative=True)
    return sheets.saved(whole)
