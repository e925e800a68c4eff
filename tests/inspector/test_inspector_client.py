"""Asking: any kind of open file, no surprise when nobody answers, no PDF library nearby."""

import io
import subprocess
import sys
import tempfile
import time

import pytest

from portamento.documents.inspector import client
from portamento.documents.inspector.verdict import Reason, Verdict, accept, refuse
from tests.inspector import samples
from tests.inspector.conftest import ROOT


def test_an_absent_inspector_is_no_verdict(tmp_path):
    assert client.inspect(io.BytesIO(b"x"), socket_path=tmp_path / "nobody") is None


def test_a_path_that_no_socket_may_have_is_no_verdict(tmp_path):
    assert client.inspect(io.BytesIO(b"x"), socket_path=tmp_path / ("x" * 200)) is None


def test_a_deaf_inspector_is_waited_for_no_longer_than_asked(tmp_path):
    with tempfile.TemporaryDirectory(prefix="pi-") as folder:
        listener = client.socket.socket(client.socket.AF_UNIX)
        listener.bind(f"{folder}/s")
        listener.listen()
        before = time.monotonic()
        file = io.BytesIO(b"x")
        assert client.inspect(file, socket_path=f"{folder}/s", wait_seconds=0.3) is None
        assert 0.2 < time.monotonic() - before < 1
        listener.close()


def test_a_file_on_disk_keeps_its_place(inspector, socket_path, tmp_path):
    with (tmp_path / "a.pdf").open("w+b") as file:
        file.write(samples.plain(2))
        file.seek(7)
        assert client.inspect(file, socket_path=socket_path, wait_seconds=30).pages == 2
        assert file.tell() == 7


def test_a_file_in_memory_keeps_its_place(inspector, socket_path):
    file = io.BytesIO(samples.plain(2))
    file.seek(7)
    assert client.inspect(file, socket_path=socket_path, wait_seconds=30).pages == 2
    assert file.tell() == 7


def test_what_is_still_in_a_buffer_is_seen(inspector, socket_path):
    with tempfile.TemporaryFile() as file:
        file.write(samples.plain(3))
        assert client.inspect(file, socket_path=socket_path, wait_seconds=30).pages == 3


def test_the_failures_of_the_file_itself_are_raised(socket_path):
    with tempfile.TemporaryFile() as file:
        file.write(b"x")
    with pytest.raises(ValueError):
        client.inspect(file, socket_path=socket_path)


def test_asking_loads_no_pdf_library():
    program = (
        "import sys; import portamento.documents.inspector.client;"
        "print([name for name in sys.modules if name.split('.')[0] in"
        " ('pikepdf', 'typst', 'pypdfium2', 'django', 'lxml', 'PIL', 'pi_heif', 'zxingcpp')])"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
    assert shown.stdout.strip() == b"[]", shown.stderr


@pytest.mark.parametrize("verdict", [accept(3), refuse(Reason.NOT_A_PDF, looks_like="photo")])
def test_a_verdict_survives_its_journey(verdict):
    assert Verdict.from_json(verdict.to_json()) == verdict


@pytest.mark.parametrize(
    "line",
    [
        *("", "[]", "{}", "nonsense", '{"accepted": true}'),
        '{"accepted": true, "reason": null, "pages": "3", "milliseconds": 0, "looks_like": ""}',
        '{"accepted": true, "reason": "locked", "pages": 3, "milliseconds": 0, "looks_like": ""}',
        '{"accepted": false, "reason": "ugly", "pages": 3, "milliseconds": 0, "looks_like": ""}',
        '{"accepted": false, "reason": null, "pages": 3, "milliseconds": 0, "looks_like": ""}',
    ],
)
def test_anything_but_a_whole_verdict_is_an_error(line):
    with pytest.raises(ValueError):
        Verdict.from_json(line)
