"""Files people send, while a request is about them: in memory, and never in clear on a disk.

Which kind of paper a file is is known only once it has come, and health documents lie encrypted.
A file takes as much memory as it has bytes; what is over the limits is counted and not kept, and
the inspector refuses it as too large. Of such a file a script sends only the beginning, and says
how large it is: it is answered as if all had come. At most `MOST_BYTES` for a request, and a web
process answers two at once.
"""

import fcntl
import io
import os
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from portamento.documents.inspector.guess import HEAD_BYTES
from portamento.documents.inspector.limits import MAX_FILE_BYTES, MAX_FILES

MOST_BYTES = MAX_FILES * MAX_FILE_BYTES
MOST_DIGITS = 16


class InMemory(FileUploadHandler):
    """One for each request: its files share one limit."""

    def __init__(self, request=None):
        super().__init__(request)
        self.held = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file, self.over = in_memory(), False

    def receive_data_chunk(self, raw_data, start):
        if not self.over:
            self.file.write(raw_data)
            self.held += len(raw_data)
            if self.file.tell() > MAX_FILE_BYTES or self.held > MOST_BYTES:
                self.let_go()

    def let_go(self) -> None:
        """Its head, then nothing that takes memory, up to one byte too many."""
        self.over = True
        self.held -= self.file.tell()
        self.file.truncate(HEAD_BYTES)
        self.file.truncate(MAX_FILE_BYTES + 1)

    def file_complete(self, file_size):
        said = said_size(self.content_type_extra)
        if said > MAX_FILE_BYTES and not self.over:
            self.let_go()
        sealed(self.file)
        return UploadedFile(
            self.file,
            self.file_name,
            self.content_type,
            max(file_size, said),
            self.charset,
            self.content_type_extra,
        )

    def upload_interrupted(self):
        if hasattr(self, "file"):
            self.file.close()


def said_size(extra: dict | None) -> int:
    """Of its whole file, as a part may say it: « application/pdf;octets=26000000 »; else 0."""
    said = (extra or {}).get("octets", b"")
    return int(said) if said.isdigit() and len(said) < MOST_DIGITS else 0


class Bytes(io.BytesIO):
    """`truncate` as a file does it: also longer, with zeros."""

    def truncate(self, size=None):
        if size is not None and size > len(self.getbuffer()):
            self.seek(size - 1)
            self.write(b"\0")
        return super().truncate(size)


def in_memory() -> BinaryIO:
    """With a descriptor of its own where the system has such files; holes in it take no memory."""
    if not hasattr(os, "memfd_create"):
        return Bytes()
    return os.fdopen(os.memfd_create("upload", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING), "w+b")


def sealed(file: BinaryIO) -> None:
    """At its beginning; nobody it is handed to, the inspector for one, can change it any more."""
    file.seek(0)
    if not isinstance(file, Bytes):
        fcntl.fcntl(
            file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK
        )
