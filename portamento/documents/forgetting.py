"""A document whose time is over closes, or goes; the journal keeps that it was, no more."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from portamento.audit.models import Facts
from portamento.audit.record import record
from portamento.documents import retention, storage
from portamento.documents.models import Check, Document, Retention, State, StoredFile
from portamento.documents.retention import End, Rule, Start, rule_of
from portamento.documents.signed import Filled
from portamento.foundation import clock
from portamento.workflow.action import action


def rule_for(document: Document) -> Rule:
    """Its kind's, or that of what was replaced where `keeping` has found that it comes first."""
    rule = rule_of(document.kind.sensitivity, document.kind.retention)
    return retention.replaced(rule) if getattr(document, "gives_way", False) else rule


def named(rule: Rule) -> str:
    """« Un an après la saison »."""
    if rule.code == retention.REPLACED:
        return _("Trente jours après l’acceptation d’un plus récent")
    return str(Retention(rule.code).label)


def succeeded_on(documents: Iterable[Document]) -> dict[int, date]:
    """Of those that were replaced or refused: the day on which a newer one was accepted.

    A refused mandate or RIB may have served before: it is kept as long as debits may be contested.
    """
    asked = [one.pk for one in documents if may_give_way(one)]
    if not asked:
        return {}
    same = {"family": OuterRef("family"), "kind": OuterRef("kind")}
    newer = Document.objects.filter(state=State.ACCEPTED, pk__gt=OuterRef("pk"), **same)
    newer = newer.filter(Q(pupil=OuterRef("pupil")) | Q(pupil=None)).order_by("decided_at")
    rows = Document.objects.filter(pk__in=asked)
    rows = rows.annotate(succeeded=Subquery(newer.values("decided_at")[:1]))
    found = rows.exclude(succeeded=None).values_list("pk", "succeeded")
    return {pk: clock.day(moment) for pk, moment in found}


def may_give_way(document: Document) -> bool:
    if document.state == State.REFUSED:
        rule = rule_of(document.kind.sensitivity, document.kind.retention)
        return rule.start != Start.DEBIT
    return document.state == State.REPLACED


@action
def forget(document: Document, *, by) -> None:
    """Its bytes, its names and what was read in it or said of it go.

    Its kind, its dates, its state and the reason of a refusal, which is of a short list, stay.
    """
    rule = rule_for(document)
    gone = {"check_state": Check.FORGOTTEN, "name": "", "problem": "", "damage": "", "pages": 0}
    if rule.end != End.RESULT:
        gone["sha256"] = ""
    StoredFile.objects.filter(pk=document.file_id).update(sealed_key=None, **gone)
    Document.objects.filter(pk=document.pk).update(note="", version=F("version") + 1)
    # That a form was signed, by whom, when and to which text stays; what it answered does not.
    Filled.objects.filter(document=document).update(content=None, sealed_key=None)
    Facts.objects.filter(
        event__mentions__kind="document", event__mentions__subject_id=document.pk
    ).delete()
    document.kept_readings.all().delete()
    told(document, "document.forgotten", rule)
    # What a failing store leaves behind is a file without a row: the night removes it.
    key = document.file.key
    transaction.on_commit(lambda: storage.delete(key), robust=True)


@action
def close(document: Document, *, by) -> None:
    """Public archives: nobody reads it any more, and it waits for the visa."""
    StoredFile.objects.filter(pk=document.file_id).update(check_state=Check.CLOSED)
    told(document, "document.closed", rule_for(document))


def told(document: Document, verb: str, rule: Rule) -> None:
    record(
        *(verb, document),
        household=document.family_id,
        kind=document.name,
        rule=named(rule),
    )
