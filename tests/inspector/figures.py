"""What the inspector does with 500 varied PDFs, the hostile set and photos: for tests.figures."""

import io
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from portamento.documents.inspector import client
from portamento.documents.inspector.request import Outcome, Request, Task
from tests.inspector import bombs, hostile, pictures, varied
from tests.inspector.conftest import running

WAIT_SECONDS = 90


def ask(task: Task, files: list[bytes], path: Path, **numbers: int) -> tuple[Outcome, bytes, float]:
    """As client does, with the memory the child took besides. None of its answers is missing."""
    out = io.BytesIO() if task != Task.JUDGE else None
    begun = time.perf_counter()
    request = Request(task, len(files), numbers)
    outcome = client._ask(request, [io.BytesIO(each) for each in files], out, path, WAIT_SECONDS)
    assert outcome is not None, "the inspector gave no answer"
    return outcome, out.getvalue() if out else b"", (time.perf_counter() - begun) * 1000


def told(name: str, times: list[float], memory: Iterable[int]) -> str:
    fifth = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return (
        f"{name}: median {statistics.median(times):.0f} ms, 95th {fifth:.0f} ms, "
        f"longest {max(times):.0f} ms, most memory {max(memory) // 1024} MB"
    )


def pdfs(path: Path, count: int) -> Iterator[str]:
    """Each varied PDF is judged, read, and its first page drawn."""
    verdicts, hints = Counter(), Counter()
    took = {task: ([], []) for task in (Task.JUDGE, Task.READ, Task.PAGE)}
    for data in varied.made(count):
        for task, (times, memory) in took.items():
            numbers = {"page": 1, "width": 1000} if task == Task.PAGE else {}
            outcome, out, milliseconds = ask(task, [data], path, **numbers)
            times.append(milliseconds)
            memory.append(outcome.kilobytes)
            if task == Task.JUDGE:
                verdicts[outcome.answer["reason"] or "accepted"] += 1
            if task == Task.READ:
                read = client.Reading.from_json(out) if outcome.answer else client.UNREAD
                hints.update(each.code for each in read.hints)
    yield f"{count} varied PDFs: {told_counts(verdicts)}; hints: {told_counts(hints) or 'none'}"
    for task, (times, memory) in took.items():
        yield "  " + told(task, times, memory)


def told_counts(counts: Counter) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def hostiles(path: Path) -> Iterator[str]:
    reasons, times, memory, wrong = Counter(), [], [], []
    for name, (_, expected) in hostile.HOSTILE.items():
        outcome, _, milliseconds = ask(Task.ASSEMBLE, [hostile.made(name)], path)
        verdict = outcome.answer["verdicts"][0] if outcome.answer else {"reason": "unreadable"}
        reasons[verdict["reason"] or "accepted"] += 1
        wrong += [name] * (verdict["reason"] != expected)
        times.append(milliseconds)
        memory.append(outcome.kilobytes)
    yield f"{len(times)} hostile files: {told_counts(reasons)}; taken for another: {len(wrong)}"
    yield "  " + told("assemble", times, memory)
    outcome, _, milliseconds = ask(Task.PAGE, [bombs.forms_within_forms()], path, page=1, width=500)
    shown = "shown" if outcome.answer else "not shown"
    yield f"  drawings within drawings: {shown} after {milliseconds:.0f} ms"


def photos(path: Path) -> Iterator[str]:
    for kind in ("JPEG", "HEIF", "PNG"):
        photo = pictures.photo(kind=kind)
        times, memory = [], []
        for _ in range(5):
            outcome, out, milliseconds = ask(Task.ASSEMBLE, [photo] * 3, path)
            times.append(milliseconds)
            memory.append(outcome.kilobytes)
        name = f"3 {kind} of 12 megapixels ({3 * len(photo) // 1024} KB) to {len(out) // 1024} KB"
        yield told(name, times, memory)


def lines(count: int) -> Iterator[str]:
    """All of it, through an inspector of its own, which must be alive in the end."""
    with tempfile.TemporaryDirectory(prefix="pi-") as folder:
        path = Path(folder, "s")
        program = ["-m", "portamento.documents.inspector", "--socket", str(path)]
        with running(program, path) as inspector:
            for part in (photos(path), pdfs(path, count), hostiles(path)):
                yield from part
            alive = inspector.poll() is None
    assert alive, "the inspector died"
    yield "The inspector lived through all of it."
