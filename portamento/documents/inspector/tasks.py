"""What children can do: each task with the limits it runs under. Loads every native library."""

import contextlib
from collections.abc import Callable
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


def judging(judge: Callable[[bytes], Verdict]) -> Work:
    """The work of saying yes or no to one file."""

    def work(job: Job) -> dict:
        try:
            return judge(job.read(0)).facts()
        except TooLarge:
            return refuse(Reason.TOO_LARGE).facts()

    return work


def look(job: Job) -> dict:
    """Judge one file, and write what is read in it where it is accepted: a second child for that
    would cost as much again. Nothing is written where reading fails; the verdict stands."""
    verdict = judging(checks.judge)(job)
    if verdict["accepted"]:
        with contextlib.suppress(Exception):
            reading.work(job)
    return verdict


TRADES = {
    Task.JUDGE: Trade(judging(checks.judge), limits.JUDGING),
    Task.PAGE: Trade(showing.work, limits.SHOWING),
    Task.ASSEMBLE: Trade(assemble.work, limits.ASSEMBLING, long=True),
    Task.READ: Trade(reading.work, limits.READING, long=True),
    Task.LOOK: Trade(look, limits.LOOKING),
}
