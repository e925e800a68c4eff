"""Each refusal says what is wrong and what to do, in French as it is written."""

import os
import re

import pytest
from django.conf import settings

from portamento.documents import reasons
from portamento.documents.inspector.limits import MAX_FILE_BYTES, MAX_PAGES
from portamento.documents.inspector.verdict import Reason, accept, refuse

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(USE_I18N=False)

NAME = "facture 100 %s.pdf"
VERDICTS = [refuse(each) for each in Reason] + [
    refuse(Reason.NOT_A_PDF, looks_like=each) for each in ("photo", "word")
]


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda each: f"{each.reason} {each.looks_like}")
def test_a_refusal_names_the_file_and_says_what_to_do(verdict):
    said = reasons.sentence(verdict, NAME)
    assert f"«\u202f{NAME}\u202f»" in said
    assert re.search(r"Ouvrez|ouvrez|Numérisez|choisissez|Vérifiez", said)


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda each: f"{each.reason} {each.looks_like}")
def test_spaces_and_apostrophes_are_french(verdict):
    said = reasons.sentence(verdict, "a.pdf")
    assert "'" not in said
    assert not re.search("[^\u202f][;?!»]|«[^\u202f]|[^\u00a0]:|\\d Mo", said)


def test_an_accepted_file_needs_no_sentence():
    assert reasons.sentence(accept(2), NAME) == ""


def test_a_stored_code_gives_the_same_sentence():
    assert reasons.sentence_of("locked", NAME) == reasons.sentence(refuse(Reason.LOCKED), NAME)


def test_the_limits_shown_are_those_checked():
    shown = str(reasons.FILES_SENTENCE)
    assert f"{MAX_FILE_BYTES // 1024**2}\u00a0Mo" in shown
    assert f"{MAX_PAGES} pages" in shown


def test_the_office_has_a_sentence_for_each_reason_but_other():
    empty = [each for each in reasons.RefusalReason if not each.sentence]
    assert empty == [reasons.RefusalReason.OTHER]
    assert all(len(each.value) <= 20 for each in reasons.RefusalReason)
    assert all(len(each.value) <= 20 for each in Reason)
