"""What families send stays in memory until it is kept: no copy in clear on a disk."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portamento.documents import intake
from portamento.documents.inspector.limits import MAX_FILE_BYTES
from portamento.documents.inspector.verdict import accept
from portamento.documents.models import Owner, Sensitivity, StoredFile
from portamento.doors import uploads
from tests import make

LARGE = b"%PDF-1.7\n" + b"Asthme " * 600_000  # over what Django keeps in memory by itself


@pytest.fixture
def home(valmont):
    """A parent of one pupil, of whom a health paper is asked."""
    parent = make.guardian(make.family())
    pupil = make.pupil(parent.family)
    ask = make.asked(
        make.campaign(), "Fiche sanitaire", owner=Owner.PUPIL, sensitivity=Sensitivity.HEALTH
    )
    return parent, pupil, ask


def send(client, pupil, ask, content: bytes, sort: str = "application/pdf"):
    to = reverse("portal:dossier.upload", kwargs={"pk": pupil.pk, "ask": ask.pk})
    return client.post(to, {"files": SimpleUploadedFile("fiche.pdf", content, sort)})


def test_a_large_health_paper_is_never_in_clear_on_a_disk(
    home, sign_in, monkeypatch, settings, tmp_path
):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    seen = []

    def inspect(file, **how):
        seen.append(str(Path(f"/proc/self/fd/{file.fileno()}").readlink()))
        with pytest.raises(OSError, match="not permitted"):
            os.pwrite(file.fileno(), b"other", 0)
        return accept(1)

    monkeypatch.setattr(intake.client, "inspect", inspect)
    parent, pupil, ask = home
    assert send(sign_in(parent.account), pupil, ask, LARGE).status_code == 302
    file = StoredFile.objects.get()
    assert (file.size, file.sealed_key is not None) == (len(LARGE), True)
    assert seen[0].startswith("/memfd:")
    kept = Path(settings.STORAGES["documents"]["OPTIONS"]["location"], file.key)
    assert b"Asthme" not in kept.read_bytes()


def test_what_is_over_a_limit_is_counted_and_takes_no_memory(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_FILE_BYTES", 1_000)
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_500)
    handler = uploads.InMemory()
    files = [received(handler, size) for size in (800, 1_200, 700, 900)]
    assert [file.size for file in files] == [800, 1_200, 700, 900]
    assert [len(file.read()) for file in files] == [800, 1_001, 700, 1_001]
    assert handler.held == 1_500
    files[1].seek(0)
    assert files[1].read(5) == b"%PDF-"
    for file in files:
        file.close()


def received(handler, size: int):
    handler.new_file("f1", "a.pdf", "application/pdf", None)
    content = b"%PDF-" + bytes(size - 5)
    for start in range(0, size, 300):
        handler.receive_data_chunk(content[start : start + 300], start)
    return handler.file_complete(size)


@pytest.mark.usefixtures("inspector")
@pytest.mark.parametrize(
    ("sent", "told"), [(MAX_FILE_BYTES, ""), (55, f";octets={MAX_FILE_BYTES + 1}")]
)
def test_a_file_that_is_too_large_is_refused_by_name(home, sign_in, sent, told):
    """All of it came; or its beginning alone, from a script that says how large it is."""
    parent, pupil, ask = home
    content = b"%PDF-1.7\n" + bytes(sent)
    answer = send(sign_in(parent.account), pupil, ask, content, f"application/pdf{told}")
    assert answer.status_code == 422
    assert "fiche.pdf » dépasse 20 Mo." in " ".join(answer.content.decode().split())
