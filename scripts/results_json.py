"""Reads the results in a file of JSON: in an array, in several, or one after the other."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from results_files import Record, ResultsError, read_text

_SPACE = re.compile(r"[ \t\n\r]*")
_NEEDED = "; JMH's option -rf json writes what is needed"
# What people name in its place, by how it begins.
_OTHERS = {
    re.compile(start, re.IGNORECASE): what
    for start, what in (
        (r"version https://git-lfs", "a pointer of Git LFS; git lfs pull fetches the file"),
        (r"\s*<(!doctype html|html)\b", "a web page"),
        (r"\s*<[?!\w]", "XML"),
        (r"\s*Benchmark +(\(\S+\) +)*Mode\b", "JMH's text output" + _NEEDED),
        (r"(.*\n)?# (JMH|VM) version: ", "what JMH prints while it measures" + _NEEDED),
        (r"\\begin\{tabular", "JMH's LaTeX" + _NEEDED),
        (r'"?[\w .%()/-]+"?[,;\t]', "CSV" + _NEEDED),
    )
}
_LONGEST_NUMBER = 1000  # that the Java program reads, in characters
_NO_NUMBER = re.compile(r"[+-]?(nan|inf(inity)?)", re.IGNORECASE)
# What an error is about, or as much of it as one wants to see.
_WORD = re.compile(r"[+-]?\w{1,20}|.", re.DOTALL)


def read_objects(file: Path) -> Iterator[tuple[int, Record]]:
    """The objects in a file, in arrays or not, each with the line where it begins.

    :raises ResultsError: if there is anything else
    """
    text = read_text(file)
    for start, what in _OTHERS.items():
        if start.match(text):
            raise ResultsError(f"{file} is {what}")
    line, before = 1, 0
    try:
        for at, value in _values(text):
            line, before = line + text.count("\n", before, at), at
            if not isinstance(value, dict):
                raise ResultsError(
                    f"{file}, line {line}, is not a result of JMH: it is not an object"
                )
            yield line, value
    except json.JSONDecodeError as error:
        raise ResultsError(f"{file}, line {error.lineno}, is not JSON: {_reason(error)}") from None
    except RecursionError:
        raise ResultsError(f"{file} is not a result file: it is nested too deeply") from None


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """The elements of all arrays, and the values outside them, each with its place."""
    at, in_array = _after_space(text, 0), False
    while at < len(text):
        if text[at] == "[" and not in_array:
            at, in_array = _after_space(text, at + 1), True
            closed = text.startswith("]", at)
        else:
            value, end = _decode(text, at)
            yield at, value
            at = _after_space(text, end)
            closed = in_array and text.startswith("]", at)
            if in_array and not closed:
                if at < len(text) and text[at] != ",":
                    raise json.JSONDecodeError("there should be a comma", text, at)
                at = _after_space(text, at + 1)
        if closed:
            at, in_array = _after_space(text, at + 1), False
    if in_array:
        raise json.JSONDecodeError("", text, at)


def _after_space(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()


def _decode(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # from one of the functions below, which know no place
        raise json.JSONDecodeError(str(error), text, at) from None


def _object(fields: list[tuple[str, Any]]) -> Record:
    found = dict(fields)
    if len(found) < len(fields):
        twice = Counter(name for name, _ in fields).most_common(1)[0][0]
        raise ValueError(f"an object has the field {twice!r} twice")
    return found


def _constant(name: str) -> Any:
    raise ValueError(_without_quotes(name))


def _short(number: str) -> str:
    if len(number) > _LONGEST_NUMBER:
        raise ValueError(
            f"a number has {len(number)} characters; at most {_LONGEST_NUMBER} can be read"
        )
    return number


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_constant=_constant,
    parse_int=lambda number: int(_short(number)),
    parse_float=lambda number: float(_short(number)),
)


def _reason(error: json.JSONDecodeError) -> str:
    """What is wrong, in Python's words where there are no better ones."""
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        return "it ends too early"
    if error.msg != "Expecting value":
        return error.msg
    word = _WORD.match(error.doc, error.pos)[0]
    return _without_quotes(word) if _NO_NUMBER.fullmatch(word) else f"{word!r} is no value"


def _without_quotes(name: str) -> str:
    return f'{name} has no quotes; JMH writes "NaN", "+INF" and "-INF" as text'
