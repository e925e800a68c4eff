"""The operator's check finds what must never be."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from portamento.audit import chain
from portamento.audit.models import Event
from portamento.config import checkup
from portamento.config.management.commands import prepare
from portamento.families.models import Guardian
from portamento.foundation import clock
from portamento.schools.scope import scope
from tests import make


def test_a_sound_installation_is_well(valmont, capsys):
    make.pupil(make.family())
    call_command("doctor")
    assert "All is well." in capsys.readouterr().out


def test_a_key_into_another_school_is_found(valmont):
    guardian = make.guardian(make.family())
    with scope(make.school("bellerive", "Bellerive", "Bellerive")):
        other = make.family("Ailleurs")
    Guardian.objects.filter(pk=guardian.pk).update(family=other)
    assert any(line.startswith(f"Guardian {guardian.pk}:") for line in checkup.crossings())
    assert checkup.nightly() == 1
    with pytest.raises(CommandError):
        call_command("doctor")


def test_a_journal_that_was_changed_is_found(valmont):
    with clock.at(clock.now() - timedelta(hours=1)):
        make.family()
    for _ in chain.extend():
        pass
    Event.objects.update(verb="family.invented")
    with pytest.raises(CommandError):
        call_command("doctor")


@pytest.mark.parametrize("command", ["doctor", "check-files", "forget-documents"])
def test_before_prepare_a_command_says_what_to_run(valmont, monkeypatch, command):
    monkeypatch.setattr(prepare, "is_up_to_date", lambda: False)
    with pytest.raises(CommandError, match="not up to date"):
        call_command(command)


def test_every_key_between_rows_of_schools_is_looked_at():
    seen = {f"{model.__name__}.{field.name}" for model, field in checkup.relations()}
    assert {"Guardian.family", "Document.file", "Dossier.pupil", "Bill.family"} <= seen
