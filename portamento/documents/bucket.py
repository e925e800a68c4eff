"""Families' files in a bucket of any S3-compatible store: the same seam as the local folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

TRIES, CONNECT_SECONDS, READ_SECONDS = 3, 5, 30
WHOLE_BYTES = 64 * 1024 * 1024

WRONG_KEY, NO_BUCKET = "wrong key or secret", "there is no such bucket"
MEANINGS = {
    **dict.fromkeys(
        ("403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"), WRONG_KEY
    ),
    **dict.fromkeys(("404", "NoSuchBucket"), NO_BUCKET),
}
LOOK = "Look at PORTAMENTO_S3_URL."


class StoreAway(OSError):
    """The store does not answer, or does not let us in: says what the operator must look at."""


@deconstructible(path="portamento.documents.bucket.Bucket")
class Bucket(S3Storage):
    """Signature v4, addresses by path, no ACL, no file ever overwritten."""

    def __init__(self, **options):
        # The checksums that boto3 adds of late are refused by several stores; we read back.
        config = Config(
            s3={"addressing_style": "path"},
            signature_version="s3v4",
            retries={"max_attempts": TRIES, "mode": "standard"},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        # One request per file: a crash leaves no half of it behind.
        whole = TransferConfig(multipart_threshold=WHOLE_BYTES, use_threads=False)
        fixed = {"default_acl": None, "file_overwrite": False, "max_memory_size": WHOLE_BYTES}
        super().__init__(**(options | fixed), client_config=config, transfer_config=whole)

    def _save(self, name: str, content: File) -> str:
        with told(self.bucket_name):
            return super()._save(name, content)

    def _open(self, name: str, mode: str = "rb") -> File:
        with told(self.bucket_name):
            file = super()._open(name, mode)
            file.file  # noqa: B018  its bytes are here before anyone is answered
            return file

    def exists(self, name: str) -> bool:
        with told(self.bucket_name):
            return super().exists(name)

    def delete(self, name: str) -> None:
        with told(self.bucket_name):
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with told(self.bucket_name):
            return super().listdir(name)

    def get_modified_time(self, name: str):
        with told(self.bucket_name):
            return super().get_modified_time(name)


@contextmanager
def told(bucket: str) -> Iterator[None]:
    """Its refusals in the operator's words."""
    try:
        yield
    except ClientError as refused:
        code = str(refused.response.get("Error", {}).get("Code", "?"))
        why = MEANINGS.get(code, code)
        raise StoreAway(f"The store refuses bucket {bucket}: {why}. {LOOK}") from refused
    except BotoCoreError as failed:
        raise StoreAway(f"The store does not answer: {failed}. {LOOK}") from failed
