"""Walks every value of a PDF, reachable or not, for what would act on the reader's machine."""

import re
import zlib
from collections.abc import Iterator

import pikepdf

from portamento.documents.inspector import packed
from portamento.documents.inspector.limits import MAX_OBJECTS, MAX_STREAM_BYTES, MAX_VALUES
from portamento.documents.inspector.verdict import Reason

# ISO 32000-2, 12.6.4: actions that run code, start programs, open other files or send data.
ACTIVE_ACTIONS = {
    *("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/ImportData", "/SubmitForm"),
    *("/RichMediaExecute", "/Rendition", "/Movie", "/Sound", "/Thread"),
}
ACTIVE_SUBTYPES = {"/PS", "/Movie", "/Sound", "/3D", "/Screen"}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/OnInstantiate"}
EMBEDDED_TYPES = {"/EmbeddedFile", "/RichMedia", "/FileAttachment"}
FILE_KEYS = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
CLICKED = {"/U", "/D"}  # of the moments at which a field acts, those that a person chooses
MAX_CHAIN = 50
# None of these runs anything: pages, letters, calls, shops of telephones.
SAFE_SCHEMES = {
    *("http", "https", "mailto", "tel", "sms", "fax", "geo", "urn", "ftp", "ftps", "callto", "sip"),
    *("sips", "skype", "whatsapp", "webcal", "maps", "market", "itms", "itms-apps"),
}
MISSPELT = set("https")  # « htpp », « htttps »: no scheme that exists is written with these alone
SCHEME = re.compile(r"([a-z][a-z0-9+\-]*):")
BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f]+")

EXPANDING_FILTERS = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
FLATE = {"/FlateDecode", "/Fl"}
FLATE_RATIO = 1032  # what deflate reaches at most (zlib's technical notes)
CHUNK_BYTES = 64 * 1024  # memory used again and again: new pages are dear to a fresh process


class TooMuch(Exception):
    """The file holds more than an honest one ever would."""


def danger(pdf: pikepdf.Pdf) -> Reason | None:
    """Return the first reason to refuse this PDF, or None. Raises TooMuch for bombs."""
    for container in containers(pdf):
        reason = _danger_in(container)
        if reason:
            return reason
        if isinstance(container, pikepdf.Stream):
            _measure(container)
    return None


def containers(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, those inside arrays and object streams too.

    An indirect value is not followed: it has its own place in `pdf.objects`, so no loop holds us.
    """
    if len(pdf.objects) > MAX_OBJECTS:
        raise TooMuch
    pending = [pdf.trailer, *pdf.objects]
    seen = 0
    while pending:
        value = pending.pop()
        if isinstance(value, pikepdf.Array):
            children = list(value)
        elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            yield value
            children = [child for _, child in value.items()]
        else:
            continue
        seen += len(children)
        if seen > MAX_VALUES:
            raise TooMuch
        pending += [child for child in children if _is_direct(child)]


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _danger_in(container: pikepdf.Object) -> Reason | None:
    entries = dict(container.items())
    if _embeds(entries):
        return Reason.EMBEDDED_FILE
    if _acts(entries) or _leaves(entries, stream=isinstance(container, pikepdf.Stream)):
        return Reason.ACTIVE_CONTENT
    if any(_calls_home(each) for each in _started(entries)):
        return Reason.ACTIVE_CONTENT
    return None


def _embeds(entries: dict) -> bool:
    if _name(entries.get("/Type")) in EMBEDDED_TYPES:
        return True
    if _name(entries.get("/Subtype")) in EMBEDDED_TYPES:
        return True
    if not (_is_empty(entries.get("/RichMediaContent")) and _is_empty(entries.get("/Collection"))):
        return True
    files = entries.get("/EF")  # fonts may be called so, too: those are dictionaries
    return isinstance(files, pikepdf.Dictionary) and any(
        key in FILE_KEYS or isinstance(value, pikepdf.Stream) for key, value in files.items()
    )


def _acts(entries: dict) -> bool:
    if _name(entries.get("/S")) in ACTIVE_ACTIONS:
        return True
    if ACTIVE_SUBTYPES & {_name(entries.get(key)) for key in ("/Subtype", "/Subtype2")}:
        return True
    found = {key for key in ACTIVE_KEYS & entries.keys() if not _is_empty(entries[key])}
    # A font may be called /JS in a page's resources: code is a text or a stream, no dictionary.
    if found == {"/JS"}:
        return not isinstance(entries["/JS"], pikepdf.Dictionary)
    return bool(found)


def _is_empty(value: object) -> bool:
    """Programs write lists of scripts before they know that there will be none."""
    if isinstance(value, pikepdf.Dictionary):
        return all(isinstance(each, pikepdf.Array) and not len(each) for _, each in value.items())
    return value is None or (isinstance(value, pikepdf.Array) and not len(value))


def _started(entries: dict) -> Iterator[object]:
    """Actions that begin without anybody's click: when a file, a page, a field is opened."""
    yield entries.get("/OpenAction")
    moments = entries.get("/AA")
    if isinstance(moments, pikepdf.Dictionary):
        yield from (action for moment, action in moments.items() if moment not in CLICKED)


def _calls_home(action: object) -> bool:
    """Whether it, or one that follows it, opens an address: that tells its owner who reads."""
    pending = [action]
    for _ in range(MAX_CHAIN):
        if not pending:
            return False
        action = pending.pop()
        if isinstance(action, pikepdf.Array):
            pending += list(action)[:MAX_CHAIN]
        elif isinstance(action, pikepdf.Dictionary):
            if _name(action.get("/S")) == "/URI":
                return True
            pending.append(action.get("/Next"))
    return bool(pending)


def _leaves(entries: dict, *, stream: bool) -> bool:
    """Addresses that make a viewer open a local file, a share of the network, or a script."""
    if stream and "/F" in entries:  # the content would be read from another file
        return True
    if isinstance(entries.get("/Ref"), pikepdf.Dictionary) and "/F" in entries["/Ref"]:
        return True  # so would a drawing
    if any(_is_unsafe_address(_text(entries.get(key))) for key in ("/URI", "/Base")):
        return True
    return any(_is_share(_text(entries.get(key))) for key in FILE_KEYS)


def _is_unsafe_address(address: str) -> bool:
    address = BLANKS.sub("", address).lower()
    if _is_share(address):
        return True
    scheme = SCHEME.match(address)
    return not (scheme is None or scheme[1] in SAFE_SCHEMES or set(scheme[1]) <= MISSPELT)


def _is_share(address: str) -> bool:
    return BLANKS.sub("", address).replace("\\", "/").startswith("//")


def _name(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _text(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""


def _measure(stream: pikepdf.Stream) -> None:
    """Raise TooMuch when a stream of a few bytes unfolds into more than a viewer can hold."""
    filters = packed.filters(stream)
    expanding = [name for name in filters if name in EXPANDING_FILTERS]
    if not expanding:
        return
    if len(expanding) > 2:
        raise TooMuch
    raw = memoryview(stream.get_raw_stream_buffer())
    if len(raw) * FLATE_RATIO ** len(expanding) <= MAX_STREAM_BYTES:
        return
    if filters[0] in FLATE and len(expanding) == 1:
        _count_inflated(raw)
    elif len(packed.unpacked(stream)) > MAX_STREAM_BYTES:
        raise TooMuch


def _count_inflated(raw: memoryview) -> None:
    """Unfold chunk by chunk, keeping nothing; broken data is the viewer's affair."""
    unfolding, total = zlib.decompressobj(), 0
    for start in range(0, len(raw), CHUNK_BYTES):
        rest = raw[start : start + CHUNK_BYTES]
        while rest:
            try:
                total += len(unfolding.decompress(rest, CHUNK_BYTES))
            except zlib.error:
                return
            if total > MAX_STREAM_BYTES:
                raise TooMuch
            rest = unfolding.unconsumed_tail
