"""Every sentence people read is set as French is set."""

import pytest
from django.conf import settings

from tests.conventions import french

PACKAGE = settings.PACKAGE
PYTHON = sorted(path for path in PACKAGE.rglob("*.py") if "inspector" not in path.parts)
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
TEXTS = sorted(PACKAGE.glob("*/texts/*.txt"))


def named(path) -> str:
    return str(path.relative_to(PACKAGE))


def wrong(paths, reader) -> list[str]:
    return [
        f"{named(path)}, line {number}: {', '.join(names)}: {words[:90]}"
        for path in paths
        for number, words in reader(path)
        if (names := french.faults(words))
    ]


@pytest.mark.parametrize(
    ("paths", "reader"),
    [(PYTHON, french.of_python), (TEMPLATES, french.of_template), (TEXTS, french.of_text)],
    ids=["python", "templates", "letters"],
)
def test_sentences_are_set_as_french_is_set(paths, reader):
    assert sum(1 for path in paths for _ in reader(path)) > 100
    assert "\n".join(wrong(paths, reader)) == "", "run: bin/format"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("l'élève", "a straight apostrophe"),
        ('Cliquez sur "Valider"', "a straight quotation mark"),
        ("Attendez...", "three dots"),
        ("« Valider\u202f»", "« without a narrow space"),
        ("«\u202fValider »", "» without a narrow space"),
        ("Êtes-vous là ?", "; ? or ! without a narrow space"),
        ("Êtes-vous là?", "; ? or ! without a narrow space"),
        ("Reçu le : 3 juin", ": without a no-break space"),
        ("Document envoyé avec succès", "avec succès"),
    ],
)
def test_the_reader_sees(words, fault):
    assert french.faults(words) == [fault]


@pytest.mark.parametrize(
    "words",
    [
        "Êtes-vous là\u202f?",
        "«\u202fValider\u202f» puis l’élève",
        "Reçu\u00a0: 3 juin à 14:30",
        "https://example.org/?a=b;c",
        "Attendez…",
    ],
)
def test_the_reader_leaves_good_french_alone(words):
    assert french.faults(words) == []


def test_the_mender_puts_right_what_the_reader_sees():
    for words in ("l'élève", "Attendez...", "« Valider »", "Êtes-vous là ?", "Reçu le : 3 juin"):
        assert french.faults(words) != []
        assert french.faults(french.mended(words)) == []


def test_the_mender_touches_sentences_only():
    source = 'PATH = "a : b ?"\nprint(_("Là ?"), "x : y", _("déjà\\u202f?"))\n'
    mended = french.mended_python(source)
    assert mended == source.replace('"Là ?"', '"Là\u202f?"')
    template = '<a href="/x?a=b" title="{{ _("Là ?") }}">Ici : {{ "a : b" }}&nbsp;</a>'
    assert french.mended_template(template) == template.replace("Là ?", "Là\u202f?").replace(
        "Ici :", "Ici\u00a0:"
    )
