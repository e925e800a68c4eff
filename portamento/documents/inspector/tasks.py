"""What children can do: each task with the limits it runs under. Loads every native library."""

import contextlib
from dataclasses import dataclass

from portamento.documents.inspector import assemble, checks, limits, reading, showing
from portamento.documents.inspector.child import Job, TooLarge, Work
from portamento.documents.inspector.limits import ChildLimits
from portamento.documents.inspector.request import Task
from portamento.documents.inspector.verdict import Reason, Verdict, refuse


@dataclass(frozen=True)
class Trade:
    """`long` ones leave room for the others: somebody's request waits for those."""

    work: Work
    limits: ChildLimits
    long: bool = False


def judge(job: Job) -> dict:
    """Say yes or no to one file."""
    return judged(job)[0].facts()


def judged(job: Job) -> tuple[Verdict, bytes]:
    """The verdict, and the file it is on."""
    try:
        data = job.read(0)
    except TooLarge:
        return refuse(Reason.TOO_LARGE), b""
    return checks.judge(data), data


def look(job: Job) -> dict:
    """Judge one file, and write what is read in it where it is accepted: a second child for that
    would cost as much again. Nothing is written where reading fails; the verdict stands."""
    verdict, data = judged(job)
    if verdict.accepted:
        with contextlib.suppress(Exception):
            reading.write(job, data)
    return verdict.facts()


TRADES = {
    Task.JUDGE: Trade(judge, limits.JUDGING),
    Task.PAGE: Trade(showing.work, limits.SHOWING),
    Task.ASSEMBLE: Trade(assemble.work, limits.ASSEMBLING, long=True),
    Task.READ: Trade(reading.work, limits.READING, long=True),
    Task.LOOK: Trade(look, limits.LOOKING),
}
