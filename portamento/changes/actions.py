"""Everything that may become of a change: asked, withdrawn, decided by the office."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.changes import kinds, letters
from portamento.changes.kinds import Kind
from portamento.changes.lifecycle import CHANGE
from portamento.changes.models import ChangeRequest, FieldChange, State
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed, action

Changes = Mapping[str, tuple[str, str]]
Place = tuple[str, int]


@action
def ask(
    kind: str,
    subject_id: int,
    *,
    household_id: int,
    changes: Changes,
    immediate: Collection[str] = (),
    asker=None,
    by,
) -> ChangeRequest:
    """One submission: what awaits validation waits, the rest is applied; one letter says both.

    `changes` is field to (seen, proposed). A newer change of a field takes the older one's place.
    `asker` gets the letters; `by`, the author, may be staff acting for them.
    """
    if not changes:
        raise NotAllowed(_("Rien n’a changé."))
    owner = kinds.find(kind)
    subject = owner.find(subject_id)
    about_kind, about_id = owner.about(subject)
    request = ChangeRequest.objects.create(
        kind=kind,
        subject_id=subject_id,
        household_id=household_id,
        asked_by=asker or by,
        asked_at=clock.now(),
        about_kind=about_kind,
        about_id=about_id,
    )
    homes = {field: owner.home(subject, field) for field in changes}
    _replace(homes)
    _store(request, homes, changes, immediate)
    if now := {field: changes[field][1] for field in changes if field in immediate}:
        owner.apply(subject, now, by=by)
    _acknowledge(request, owner, subject, changes, immediate)
    return request


def _acknowledge(
    request: ChangeRequest,
    owner: Kind,
    subject: Any,
    changes: Changes,
    immediate: Collection[str],
) -> None:
    """One line in the journal, one letter."""
    labels = {field: owner.label(field) for field in changes}
    name = owner.title(subject)
    fields = ", ".join(labels.values())
    record("change.ask", request, household=request.household_id, name=name, fields=fields)
    letters.ChangeReceived(
        request=request,
        to=owner.recipient(subject, request.asked_by, request.household_id),
        person=name,
        waiting=tuple(labels[field] for field in changes if field not in immediate),
        applied=tuple(labels[field] for field in changes if field in immediate),
    ).send()


def _replace(homes: Mapping[str, Place]) -> None:
    """What waits for the same fields gives way to the newer change."""
    older = FieldChange.objects.pending().of_any(set(homes.values())).with_request()
    for row in older.filter(field__in=list(homes)):
        _withdraw(row)


def _store(
    request: ChangeRequest,
    homes: Mapping[str, Place],
    changes: Changes,
    immediate: Collection[str],
) -> None:
    rows = [
        FieldChange(
            request=request,
            kind=homes[field][0],
            subject_id=homes[field][1],
            field=field,
            seen=seen,
            proposed=proposed,
            state=State.APPLIED if field in immediate else State.PENDING,
            decided_at=request.asked_at if field in immediate else None,
        )
        for field, (seen, proposed) in changes.items()
    ]
    try:
        with transaction.atomic():
            FieldChange.objects.bulk_create(rows)
    except IntegrityError:
        raise NotAllowed(
            _("Une autre demande vient d’être enregistrée pour la même personne. Vérifiez-la.")
        ) from None


@action
def withdraw(changes: Iterable[FieldChange], *, by) -> None:
    """Who asked changed their mind: the value in force stays."""
    for row in changes:
        _withdraw(row)


def _withdraw(row: FieldChange) -> None:
    CHANGE.withdraw(row, field=kinds.find(row.kind).label(row.field))


@action
def decide(
    changes: Collection[FieldChange],
    *,
    accept: Collection[int],
    decline: Collection[int] = (),
    reason: str = "",
    by,
) -> list[FieldChange]:
    """Accept some fields of one subject, decline others for a reason, and tell who asked, once.

    A field whose value moved since it was asked is outdated: it is not written over.
    """
    chosen = [row for row in changes if row.pk in accept or row.pk in decline]
    if not chosen:
        raise NotAllowed(_("Choisissez au moins un champ."))
    if decline and not reason.strip():
        raise NotAllowed(_("Dites pourquoi : la famille recevra ce motif."))
    kind = kinds.find(chosen[0].kind)
    subject = kind.find(chosen[0].subject_id)
    current = kind.current(subject)
    stamps = {"decided_by": by, "decided_at": clock.now()}
    fresh: dict[str, str] = {}
    for row in chosen:
        move, more = _verdict(row, current, row.pk in decline, reason.strip())
        CHANGE.make(
            CHANGE.moves[move], row, stamps=stamps | more, **_facts(kind, subject, row, more)
        )
        if move == "apply":
            fresh[row.field] = row.proposed
    if fresh:
        kind.apply(subject, fresh, by=by)
    _tell(kind, subject, chosen)
    return chosen


def _verdict(row: FieldChange, current: Mapping[str, str], declined: bool, reason: str):
    """The move, and the columns that go with it."""
    if declined:
        return "decline", {"reason": reason}
    if current.get(row.field) not in (row.seen, row.proposed):
        return "outdate", {}
    return "apply", {}


def _facts(kind: Kind, subject: Any, row: FieldChange, more: Mapping[str, str]) -> dict[str, str]:
    shown = {
        "before": kind.show(subject, row.field, row.seen) or _("vide"),
        "after": kind.show(subject, row.field, row.proposed) or _("vide"),
    }
    return {"field": kind.label(row.field), **shown, **more}


def _tell(kind: Kind, subject: Any, decided: Iterable[FieldChange]) -> None:
    """One letter to each person who had asked, with the result field by field."""
    askers: dict[int, list[FieldChange]] = {}
    for row in decided:
        askers.setdefault(row.request.asked_by_id, []).append(row)
    for rows in askers.values():
        request = rows[0].request
        letters.ChangeDecided(
            request=request,
            to=kind.recipient(subject, request.asked_by, request.household_id),
            person=kind.title(subject),
            results=tuple((kind.label(row.field), row.state, row.reason) for row in rows),
        ).send()
