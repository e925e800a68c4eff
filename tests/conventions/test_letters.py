"""Every letter has a text that renders, a subject, and somebody to read it."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from django.conf import settings
from jinja2 import StrictUndefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from portamento.accounts import letters as accounts
from portamento.changes import letters as changes
from portamento.changes.models import ChangeRequest
from portamento.documents.models import Document
from portamento.documents.reasons import RefusalReason
from portamento.families import recipients
from portamento.foundation import clock
from portamento.mailroom import letter
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import letters as reenrolment
from portamento.reenrolment.models import Dossier
from portamento.schools.scope import scope

pytestmark = pytest.mark.django_db
KINDS = {name: kind for name, kind in letter.kinds().items() if "text" in vars(kind)}
TEXTS = sorted(settings.PACKAGE.glob("*/texts/*.txt"))
STRICT = ImmutableSandboxedEnvironment(undefined=StrictUndefined)


def test_there_are_letters_for_all_that_the_office_and_families_do():
    assert len(KINDS) >= 18


@pytest.mark.parametrize("name", KINDS)
def test_a_letter_is_an_event_with_a_text_of_its_own(name):
    kind = KINDS[name]
    assert is_dataclass(kind) and fields(kind)
    assert kind.__doc__ and not kind.__doc__.startswith(f"{name}(")
    assert (settings.PACKAGE / kind.text).is_file()
    assert kind.recipients is not letter.Letter.recipients


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_belongs_to_one_letter(path):
    name = str(path.relative_to(settings.PACKAGE))
    assert [kind.__name__ for kind in KINDS.values() if kind.text == name] != []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_has_a_subject_and_reads_like_a_letter(path):
    lines = path.read_text().splitlines()
    assert lines[0].startswith("Objet\u00a0: ")
    assert lines[1] == ""
    body = "\n".join(lines[2:]).strip()
    assert len(body) > 40
    assert not re.search(r"[ \t]$", path.read_text(), re.MULTILINE)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_asks_for_names_and_nothing_deeper(path):
    """Offices edit the texts: flat strings, no attribute of anything."""
    source = path.read_text()
    assert meta.find_undeclared_variables(STRICT.parse(source))
    assert not re.search(r"{{[^}]*\w\.\w", source)


def one_of_each(world) -> dict[str, letter.Letter]:
    """A letter of every kind, about what the world holds."""
    account, document = world.parent, Document.objects.select_related("kind", "file").first()
    dossier, request = Dossier.objects.exclude(sent_at=None).first(), ChangeRequest.objects.first()
    document.reason = RefusalReason.ILLEGIBLE
    secret, to = ("Abcd1234Efgh", clock.now()), recipients.household(world.family)[0]
    made = (
        *(accounts.IdentifierSent(account), accounts.PasswordChanged(account)),
        *(
            accounts.IdentifierByPost(account, *secret),
            accounts.ProvisionalPassword(account, *secret),
        ),
        accounts.IdentifierChanged(account, "ancien"),
        accounts.EmailToConfirm(account, *secret, "claire@example.org"),
        changes.ChangeReceived(request, to, "Lina", ("Ville",), ("Prénom",)),
        changes.ChangeDecided(request, to, "Lina", (("Ville", "declined", "Non."),)),
        *(reenrolment.DossierReceived(dossier), reenrolment.FiledByOther(dossier)),
        *(reenrolment.SentBack(dossier, "Signez.", (document,)), reenrolment.Accepted(dossier)),
        *(reenrolment.Refused(dossier, "Non."), reenrolment.CoursesAssigned(dossier)),
        *(reenrolment.Confirmed(dossier), reenrolment.DocumentReceived(document)),
        reenrolment.DocumentsRefused(world.family, (document,)),
        reenrolment.Reminder(world.family, world.campaign, ("RIB",)),
        reenrolment.HighestApplied(world.family, world.campaign),
    )
    return {type(one).__name__: one for one in made}


@pytest.mark.parametrize("name", KINDS)
def test_a_text_names_facts_that_its_letter_has(valmont, name):
    """In every branch: what nobody gives would leave a hole, and nothing would say so."""
    with scope(valmont.school):
        one = one_of_each(valmont)[name]
        facts = one.all_facts(recipients.household(valmont.family)[0])
    source = letter.default_text(KINDS[name])
    assert meta.find_undeclared_variables(STRICT.parse(source)) <= set(facts)
    for given in (facts, dict.fromkeys(facts, ""), dict.fromkeys(facts, "oui")):
        STRICT.from_string(source).render(given)


@pytest.mark.parametrize("name", sorted({Path(kind.text).parts[0] for kind in KINDS.values()}))
def test_a_package_that_writes_keeps_its_letters_in_one_module(name):
    assert (settings.PACKAGE / name / "letters.py").is_file()


def test_the_letters_of_a_built_world_are_finished(valmont):
    """No hole, no code, no double space, and each with a reader."""
    rows = list(Outgoing.objects.every_school().filter(school=valmont.school))
    assert {"DossierReceived", "ChangeReceived"} <= {row.kind for row in rows}
    for row in rows:
        assert row.subject
        assert row.address or row.postal
        assert row.name
        for wrong in ("{{", "{%", "None", "\n\n\n", "<", "  "):
            assert wrong not in f"{row.subject}\n{row.text}", (row.kind, wrong)


def test_a_household_is_told_once_of_what_it_hands_in(valmont):
    """Whatever a family hands in is acknowledged by exactly one letter."""
    rows = Outgoing.objects.every_school().filter(
        school=valmont.school, kind="DossierReceived", account=valmont.parent
    )
    assert rows.count() == 1
