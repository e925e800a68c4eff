"""Prints papers: facts and a template in, the bytes of a PDF out; same facts, same bytes.

Only the worker imports this module, never a web process: Typst is a native library that keeps its
fonts in memory, and one paper may take a second of a processor.
"""

import json
import threading
import unicodedata
from functools import cache
from pathlib import Path

import typst

PAPERS = Path(__file__).parent / "papers"
# Tagged, titled, in French. In this mode a character that none of our fonts shows is refused.
ACCESSIBLE = ["ua-1"]
UNSHOWN = "□"
ONE_CHARACTER = b'#set document(title: "1"); #sys.inputs.facts'
_one_at_a_time = threading.Lock()


class CannotPrint(Exception):
    """The template is unknown, or the facts are not what it needs; says which."""


def print_pdf(paper: str, facts: dict) -> bytes:
    """Print `papers/<paper>.typ` with these facts, plain JSON values, and return the PDF.

    Facts are only ever text on the paper, whatever they contain. `facts["date"]`, as 2027-06-04, is
    the date inside the file; without it the file has none. Raises CannotPrint.
    """
    if paper not in names():
        raise CannotPrint(f"There is no paper called {paper!r}.")
    source = PAPERS / f"{paper}.typ"
    text = json.dumps(clean(facts), ensure_ascii=False, sort_keys=True)
    with _one_at_a_time:
        try:
            return _compile(source, text)
        except typst.TypstError:
            text = "".join(char if char.isascii() or _is_shown(char) else UNSHOWN for char in text)
        try:
            return _compile(source, text)
        except typst.TypstError as error:
            raise CannotPrint(f"{paper}: {error.message}") from error


def starts(paper: str, facts: dict) -> list[int]:
    """On which page each letter of that paper begins, from 1: it marks them `<start>`."""
    text = json.dumps(clean(facts), ensure_ascii=False, sort_keys=True)
    inputs = {"facts": text}
    with _one_at_a_time:
        found = typst.query(
            PAPERS / f"{paper}.typ", "<start>", field="value", root=PAPERS, sys_inputs=inputs,
            font_paths=_fonts(),
        )  # fmt: skip
    return json.loads(found)


@cache
def names() -> frozenset[str]:
    """The papers there are; a template that begins with an underscore is a part of others."""
    return frozenset(each.stem for each in PAPERS.glob("[!_]*.typ"))


def clean(value: object) -> object:
    """The same facts without the control characters and half characters that no PDF may hold."""
    if isinstance(value, str):
        return "".join(char for char in value if char in "\n\t" or not _is_control(char))
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return value


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def _compile(source: Path | bytes, facts: str) -> bytes:
    return _compiler().compile(source, sys_inputs={"facts": facts}, pdf_standards=ACCESSIBLE)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=PAPERS, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Ours and Typst's own, never the machine's: a paper is the same everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[PAPERS / "fonts"]
    )


@cache
def _is_shown(char: str) -> bool:
    try:
        _compile(ONE_CHARACTER, char)
    except typst.TypstError:
        return False
    return True
