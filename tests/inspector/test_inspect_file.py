"""manage.py inspect-file answers as the portal would, with or without an inspector at work."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from portamento.documents import previews, storage
from portamento.documents.models import Check, StoredFile
from tests.inspector import pictures, samples


@pytest.fixture
def files(tmp_path):
    """`files(name=bytes)`: their paths, named with a PDF's ending whatever they are."""

    def written(**contents):
        paths = [tmp_path / f"{name}.pdf" for name in contents]
        for path, content in zip(paths, contents.values(), strict=True):
            path.write_bytes(content)
        return [str(path) for path in paths]

    return written


def told(*paths, **options):
    out = io.StringIO()
    call_command("inspect-file", *paths, stdout=out, **options)
    return out.getvalue()


def test_each_file_gets_its_answer(files):
    paths = files(
        letter=pictures.as_file(pictures.letter()),
        empty=samples.plain(),
        hidden=samples.in_object_stream(),
        gif=b"GIF89a",
    )
    facts = [json.loads(line) for line in told(*paths, json=True).splitlines()]
    assert [(each["file"], each["verdict"], each["reason"]) for each in facts] == [
        ("letter.pdf", "accepted", None),
        ("empty.pdf", "accepted_with_warning", None),
        ("hidden.pdf", "refused", "active_content"),
        ("gif.pdf", "refused", "not_accepted_type"),
    ]
    assert [hint["code"] for hint in facts[1]["hints"]] == ["blank"]
    assert facts[0].keys() == {
        *("file", "verdict", "reason", "sentences", "hints", "stamps", "pages", "milliseconds")
    }


def test_people_read_the_sentences_the_family_reads(files):
    said = told(*files(hidden=samples.in_object_stream()))
    assert "hidden.pdf: refused (active_content)" in said
    assert (
        "« hidden.pdf » contient un programme".replace("« ", "«\u202f").replace(" »", "\u202f»")
        in said
    )


def test_the_inspector_at_work_is_asked(files, inspector, settings, socket_path, monkeypatch):
    settings.INSPECTOR_SOCKET = str(socket_path)
    monkeypatch.setattr("subprocess.Popen", None)
    assert "accepted" in told(*files(letter=pictures.as_file(pictures.letter())))


def test_what_cannot_be_opened_is_an_error_and_costs_the_others_nothing(tmp_path):
    odd = tmp_path / "a\u202efdp.exe"  # a right-to-left mark
    odd.write_bytes(b"GIF89a")
    said = io.StringIO()
    with pytest.raises(CommandError, match=r"nowhere.*\n.*directory"):
        call_command("inspect-file", "nowhere.pdf", str(tmp_path), str(odd), stdout=said)
    assert said.getvalue().startswith("afdp.exe: refused")
    assert "\u202e" not in said.getvalue()


@pytest.fixture
def kept(inspector, settings, socket_path):
    """A file as the office finds it, two pages."""
    settings.INSPECTOR_SOCKET = str(socket_path)
    stored = storage.put(io.BytesIO(samples.plain(2)))
    yield StoredFile(key=stored.key, check_state=Check.CLEAN)
    storage.delete(stored.key)


def test_a_page_of_a_kept_file_is_a_picture(kept):
    image = Image.open(io.BytesIO(previews.page_png(kept, 2, 306)))
    assert (image.format, image.size) == ("PNG", (306, 396))
    assert Image.open(io.BytesIO(previews.page_png(kept, 1, 792, 90))).size == (792, 612)


def test_no_picture_of_a_page_that_is_not_there_nor_of_a_file_not_cleared(kept):
    assert previews.page_png(kept, 3, 300) is None
    kept.check_state = Check.PENDING
    assert previews.page_png(kept, 1, 300) is None


def test_no_picture_while_no_inspector_answers(kept, settings, tmp_path):
    settings.INSPECTOR_SOCKET = str(tmp_path / "nobody")
    assert previews.page_png(kept, 1, 300) is None
