"""The hostile set, asked of a real inspector as the portal does."""

import io

import pytest

from portamento.documents.inspector import client
from tests.inspector import bombs, hostile, samples

PLAIN = samples.plain()


def test_the_set_is_large_enough():
    assert len(hostile.HOSTILE) >= 100


@pytest.mark.parametrize("name", hostile.HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_harms_nobody(assemble, name):
    _, reason = hostile.HOSTILE[name]
    assembly, out = assemble(hostile.made(name))
    assert [verdict.reason for verdict in assembly.verdicts] == [reason]
    assert not assembly.accepted
    assert out == b""
    assert assemble(PLAIN)[0].accepted


@pytest.mark.parametrize("name", hostile.PDFS)
def test_a_hostile_file_drawn_or_read_all_the_same_harms_nobody(inspector, socket_path, name):
    data = hostile.made(name)
    where = {"socket_path": socket_path, "wait_seconds": 60}
    assert client.page_image(io.BytesIO(data), 1, io.BytesIO(), width=300, **where) is not None
    assert client.read(io.BytesIO(data), **where) is not None
    assert client.inspect(io.BytesIO(PLAIN), **where).accepted


def test_what_draws_for_ever_is_shown_to_nobody(inspector, socket_path):
    data = bombs.forms_within_forms()
    where = {"socket_path": socket_path, "wait_seconds": 60}
    assert client.inspect(io.BytesIO(data), **where).accepted
    assert client.page_image(io.BytesIO(data), 1, io.BytesIO(), width=300, **where) is False
    assert [each.code for each in client.read(io.BytesIO(data), **where).hints] == ["not_shown"]


def test_circles_that_readers_leave_are_no_harm(assemble):
    assert assemble(bombs.drawing_that_draws_itself())[0].accepted
    assembly, _ = assemble(bombs.tiff_in_a_ring())
    assert (assembly.accepted, assembly.pages) == (True, 1)
