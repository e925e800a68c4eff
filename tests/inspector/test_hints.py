"""Advice from what was read and what was expected."""

import os
import re
from datetime import date

import pytest
from django.conf import settings

from portamento.documents import reasons
from portamento.documents.inspector.answers import (
    Assembly,
    FoundDate,
    Hint,
    HintCode,
    Line,
    Reading,
    Stamp,
)
from portamento.documents.inspector.hints import compared, names_one_of, newest_day
from portamento.documents.inspector.verdict import Reason, accept, refuse

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(USE_I18N=False)

TODAY = date(2026, 9, 1)
NOWHERE = (0.0, 0.0, 1.0, 1.0)
LONG = "Attestation de quotient familial établie par la caisse d’allocations familiales"


def reading(text=LONG, days=(), pages=1):
    found = tuple(FoundDate(day, 1, 0) for day in days)
    return Reading(True, pages, lines=(Line(1, text, NOWHERE),), dates=found)


def told(read, *, names=(), **expected):
    found = compared(
        pages=read.pages,
        newest=newest_day(read, TODAY),
        named=names_one_of(read, names) if names else None,
        **expected,
    )
    return [(hint.code, hint.fact) for hint in found]


def test_nothing_expected_is_nothing_said():
    assert told(reading(days=["1999-01-01"], pages=9)) == []


def test_a_page_count_that_does_not_fit_is_told():
    assert told(reading(pages=1), counts=[4]) == [("page_count", "1")]
    assert told(reading(pages=4), counts=[2, 4]) == []


def test_the_newest_day_that_has_come_says_how_old_a_paper_is():
    since = date(2026, 6, 1)
    assert told(reading(days=["2026-05-31", "1980-01-01"]), since=since) == [
        ("old_date", "2026-05-31")
    ]
    assert told(reading(days=["2026-06-01"]), since=since) == []
    assert told(reading(days=["2026-05-31", "2026-09-02"]), since=since) != []
    assert newest_day(reading(days=["2026-09-01", "2026-09-02"]), TODAY) == TODAY


def test_without_a_day_nothing_is_said_of_age():
    assert told(reading(), since=date(2026, 6, 1)) == []


@pytest.mark.parametrize(
    "text", [f"{LONG} MARTIN Paul", f"{LONG} M. lefevre-dubois", f"{LONG} Lefèvre Dubois"]
)
def test_one_of_the_names_is_enough(text):
    assert told(reading(text), names=["Martin", "Lefèvre-Dubois"]) == []


def test_another_name_is_told_only_where_there_is_enough_to_read():
    assert told(reading(f"{LONG} Martinez"), names=["Martin"]) == [("other_name", "")]
    assert told(reading("Martinez"), names=["Martin"]) == []


@pytest.mark.parametrize("code", HintCode)
def test_advice_says_what_and_how_to_do_better(code):
    fact = "2026-03-12" if code == "old_date" else "3"
    said = reasons.advice(Hint(code, 2, fact))
    assert re.search(r"[Vv]érifiez|nvoyez|Posez", said)
    assert "'" not in said and "%" not in said
    assert not re.search("[^\u202f][;?!»]|«[^\u202f]|[^\u00a0]:", said)


def test_the_old_day_is_written_in_french():
    assert "12 mars 2026" in reasons.advice(Hint(HintCode.OLD_DATE, 0, "2026-03-12"))


def test_a_refusal_of_several_files_names_each():
    verdicts = (accept(1), refuse(Reason.LOCKED), refuse(Reason.NOT_ACCEPTED_TYPE))
    said = reasons.sentences(Assembly(verdicts), ["a.pdf", "b.pdf", "c.gif"])
    assert ["b.pdf" in said[0], "c.gif" in said[1], len(said)] == [True, True, 2]


@pytest.mark.parametrize("reason", reasons.TOGETHER)
def test_what_is_wrong_with_all_together_is_said_once(reason):
    (said,) = reasons.sentences(Assembly((accept(40), accept(40)), reason), ["a", "b"])
    assert said.startswith("Ensemble")


def test_the_limits_near_the_button_are_those_checked():
    shown = str(reasons.FILES_SENTENCE)
    assert "10 fichiers" in shown and "20\u00a0Mo" in shown and "60 pages" in shown
    assert "image/heic" in reasons.ACCEPT_FILES


def test_a_reading_survives_its_journey():
    whole = Reading(
        True,
        3,
        (Hint(HintCode.BLURRED, 2),),
        (Line(1, "é", NOWHERE),),
        (FoundDate("2026-03-12", 1, 0),),
        (Stamp(1, "REM=", NOWHERE),),
    )
    assert Reading.from_json(whole.to_json()) == whole
    assert whole.stamps[0].raw == b"DC"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"whole": true, "pages": 1}'])
def test_anything_but_a_whole_reading_is_an_error(data):
    with pytest.raises(ValueError):
        Reading.from_json(data)
