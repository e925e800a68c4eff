"""What the operator may set, read from the environment; docs/settings.md lists it."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

KNOWN: dict[str, str] = {
    "PORTAMENTO_DATA": "Folder of the database, the files and the secret. Default: var/",
    "PORTAMENTO_DATABASE_URL": "postgresql://user:password@host:5432/name. Default: SQLite.",
    "PORTAMENTO_SECRET": "Signs sessions and encrypts letters' secrets. Default: made once.",
    "PORTAMENTO_PUBLIC_URL": "Address families type. Default: http://127.0.0.1:8000",
    "PORTAMENTO_HOSTS": "Further host names, separated by commas.",
    "PORTAMENTO_SMTP_URL": "smtp://user:password@host:587?tls=1, smtps://… Default: none leaves.",
    "PORTAMENTO_BEHIND_PROXY": "1 to believe X-Forwarded-For and X-Forwarded-Proto.",
    "PORTAMENTO_INSPECTOR": "Socket of the inspector. Default: inspector.sock in the data folder.",
    "PORTAMENTO_S3_URL": "https://key:secret@host/bucket?region=… of an S3 store. Default: files/.",
    "PORTAMENTO_CLAMAV": "Socket of clamd, such as /run/clamav/clamd.ctl. Default: no antivirus.",
    "PORTAMENTO_HEALTH_KEY": "File of the key of health documents. Default: health.key, made once.",
    "PORTAMENTO_DEMO": "1 to show the demo's people and letters. Never on real data.",
    "PORTAMENTO_DEBUG": "1 for Django's debug pages, with PORTAMENTO_SECRET set.",
}
SOCKET_PATH_BYTES = 107  # sun_path of unix(7)


def text(name: str, default: str = "") -> str:
    """The variable's text; an unknown name is a mistake of ours."""
    if name not in KNOWN:
        raise KeyError(name)
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "oui"}


def names(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret(folder: Path) -> str:
    """The given secret, or one made at the first start and kept in the data folder (0600)."""
    if given := text("PORTAMENTO_SECRET"):
        return given
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def socket(folder: Path) -> str:
    """Where the inspector listens: in the data folder, unless its path is too long for a socket."""
    path = text("PORTAMENTO_INSPECTOR", str(folder / "inspector.sock"))
    if len(os.fsencode(path)) <= SOCKET_PATH_BYTES:
        return path
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    near = Path(tempfile.gettempdir(), f"portamento-{os.geteuid()}-{digest}")
    near.mkdir(mode=0o700, exist_ok=True)
    if near.stat().st_uid != os.geteuid() or near.is_symlink():
        raise PermissionError(f"{near} belongs to somebody else: set PORTAMENTO_INSPECTOR.")
    return str(near / "inspector.sock")


def database(folder: Path) -> dict:
    """Django's description of the database: PostgreSQL by URL, else SQLite in the data folder."""
    url = text("PORTAMENTO_DATABASE_URL")
    if not url:
        return sqlite(folder / "portamento.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("PORTAMENTO_DATABASE_URL begins with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict:
    """SQLite as we run it: WAL, every commit on disk, writers queue instead of failing.

    What is erased is overwritten, and does not linger in the pages of the file.
    """
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-20000; PRAGMA journal_size_limit=27103364; PRAGMA temp_store=MEMORY;"
        "PRAGMA secure_delete=ON;"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "CONN_MAX_AGE": 600,
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def documents(folder: Path) -> dict:
    """Django's description of the store of families' files: a bucket by URL, else a folder."""
    url = text("PORTAMENTO_S3_URL")
    if not url:
        backend = "portamento.documents.storage.DurableStorage"
        return {"BACKEND": backend, "OPTIONS": {"location": folder}}
    parts = urlsplit(url)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    if parts.scheme not in {"https", "http"} or not (parts.username and parts.password and bucket):
        raise ValueError("PORTAMENTO_S3_URL is https://key:secret@host/bucket")
    port = f":{parts.port}" if parts.port else ""
    options = {
        "endpoint_url": f"{parts.scheme}://{parts.hostname}{port}",
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "location": prefix,
        "region_name": dict(parse_qsl(parts.query)).get("region", "us-east-1"),
    }
    return {"BACKEND": "portamento.documents.bucket.Bucket", "OPTIONS": options}


def smtp(url: str) -> dict | None:
    """host, port, user, password, tls, ssl of the mail server; None keeps letters in the app."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("PORTAMENTO_SMTP_URL is smtp://user:password@host:587?tls=1 or smtps://…")
    if not unquote((parts.username or "") + (parts.password or "")).isascii():
        raise ValueError("PORTAMENTO_SMTP_URL: user and password are without accents.")
    ssl = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if ssl else 587),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": ssl,
        "tls": not ssl and dict(parse_qsl(parts.query)).get("tls", "0") == "1",
    }
