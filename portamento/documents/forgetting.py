"""A document whose time is over closes, or goes; the journal keeps that it was, no more."""

from django.db import transaction
from django.db.models import F

from portamento.audit.models import Facts
from portamento.audit.record import record
from portamento.documents import storage
from portamento.documents.models import Check, Document, Retention, StoredFile
from portamento.documents.retention import End, Rule, rule_of
from portamento.documents.signed import Filled
from portamento.workflow.action import action


def rule_for(document: Document) -> Rule:
    return rule_of(document.kind.sensitivity, document.kind.retention)


def named(rule: Rule) -> str:
    """« Un an après la saison »."""
    return str(Retention(rule.code).label)


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
