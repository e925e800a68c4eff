"""French typography in what people read: looked for by a test, put right by `bin/format`."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

NARROW, NBSP = "\u202f", "\u00a0"
LETTER = r"[^\W\d_]"
FAULTS = {
    "a straight apostrophe": re.compile(rf"(?<={LETTER})'(?={LETTER})"),
    "a straight quotation mark": re.compile(rf"(?<![=\w]){chr(34)}(?=\w)"),
    "three dots": re.compile(r"(?<!\.)\.\.\.(?!\.)"),
    "« without a narrow space": re.compile(rf"«(?!{NARROW}|$)"),
    "» without a narrow space": re.compile(rf"(?<!{NARROW})(?<!^)»"),
    "; ? or ! without a narrow space": re.compile(rf"(?<=[\w»)])[ {NBSP}]?[;?!](?!\w|\))"),
    ": without a no-break space": re.compile(r"(?<=[\w»)]) ?:(?= |$)"),
    "avec succès": re.compile("avec succès"),
}
TAG = re.compile(r"<[^>]*>")
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
ENTITY = re.compile(r"&\w+;")
CALLS = {"_", "gettext", "gettext_lazy", "NotAllowed", "count", "ngettext"}
WORDED = re.compile(rf"{LETTER}{{2}}")


def faults(words: str) -> list[str]:
    """The names of what is wrong in one sentence."""
    return [name for name, pattern in FAULTS.items() if pattern.search(words)]


def of_python(path: Path) -> Iterator[tuple[int, str]]:
    """What is marked for translation: line and text."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and name_of(node) in CALLS:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


MARKED = re.compile(r"""_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")


def of_template(path: Path) -> Iterator[tuple[int, str]]:
    """What is marked for translation, and the bare words between tags."""
    source = path.read_text()
    for match in MARKED.finditer(source):
        yield line_of(source, match.start()), match.group(1) or match.group(2) or ""
    bare = TAG.sub(keep_lines, JINJA.sub(keep_lines, source))
    for number, line in enumerate(bare.splitlines(), start=1):
        words = ENTITY.sub("", line).strip()
        if WORDED.search(words):
            yield number, words


def keep_lines(match: re.Match) -> str:
    return "\n" * match.group().count("\n")


def line_of(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1


def of_text(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a letter, without what is put in."""
    source = JINJA.sub(lambda match: "x" + keep_lines(match), path.read_text())
    for number, line in enumerate(source.splitlines(), start=1):
        if words := line.strip():
            yield number, words


# What is right already, or no sentence at all, is matched first and left alone.
LEFT = r"&\w+;|\\u202f[;?!»]|«\\u202f|\\u00a0:|https?:\S+"
MENDED = (
    (rf"{LEFT}|(?<={LETTER})'(?={LETTER})", "’"),
    (rf"{LEFT}|(?<!\.)\.\.\.(?!\.)", "…"),
    (rf"{LEFT}|«[ {NBSP}{NARROW}]?", f"«{NARROW}"),
    (rf"{LEFT}|[ {NBSP}{NARROW}]?»", f"{NARROW}»"),
    (rf"{LEFT}|(?<=[\w»)])[ {NBSP}](?=[;?!](?!\w|\)))", NARROW),
    (rf"{LEFT}|(?<=[\w»)]) (?=:(?:[ \"'\n]|$))", NBSP),
)
MENDS = [(re.compile(pattern), right) for pattern, right in MENDED]
KEPT = re.compile(LEFT)
PARTS = re.compile(r"({#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>)", re.DOTALL)


def mended(words: str) -> str:
    """The same words with the spaces and signs of French."""
    for pattern, right in MENDS:
        words = pattern.sub(
            lambda match, right=right: match[0] if KEPT.fullmatch(match[0]) else right, words
        )
    return words


def mended_python(source: str) -> str:
    """Only inside what is marked for translation; offsets of the tree are in bytes."""
    lines = source.encode().splitlines(keepends=True)
    starts = [sum(len(line) for line in lines[:number]) for number in range(len(lines) + 1)]
    spans = sorted(
        (starts[one.lineno - 1] + one.col_offset, starts[one.end_lineno - 1] + one.end_col_offset)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and name_of(node) in CALLS
        for one in node.args
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    done, at, content = [], 0, source.encode()
    for start, end in spans:
        done += [content[at:start].decode(), mended(content[start:end].decode())]
        at = end
    return "".join([*done, content[at:].decode()])


def mended_template(source: str) -> str:
    """Bare words, and what is marked inside tags and expressions."""
    parts = PARTS.split(source)
    parts[::2] = [mended(part) for part in parts[::2]]
    parts[1::2] = [
        MARKED.sub(lambda match: mended(match[0]), part) if "_(" in part else part
        for part in parts[1::2]
    ]
    return "".join(parts)


def mended_text(source: str) -> str:
    parts = PARTS.split(source)
    parts[::2] = [mended(part) for part in parts[::2]]
    return "".join(parts)


WAYS = {".py": mended_python, ".html": mended_template, ".txt": mended_text}


def mend(root: Path) -> None:
    """Every file of the package that people's sentences stand in."""
    for path in sorted(root.rglob("*")):
        if path.suffix in WAYS and "inspector" not in path.parts and "fonts" not in path.parts:
            before = path.read_text()
            after = WAYS[path.suffix](before)
            if after != before:
                path.write_text(after)


if __name__ == "__main__":
    mend(Path(sys.argv[1]))
