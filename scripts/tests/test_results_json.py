"""Files in JMH's JSON, whoever wrote them: what is read as the same, and what is refused."""

from __future__ import annotations

import gzip
import json

import pytest

from jmh import ONE, OTHER, WHOLE, load, loaded, metric, of, refusal


@pytest.mark.parametrize(
    "encoding",
    ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_text_in_any_encoding_of_json(tmp_path, encoding):
    frame = load(tmp_path, json.dumps([of("a.Bär.f")], ensure_ascii=False).encode(encoding))

    assert list(frame["benchmark"]) == ["Bär.f"]


@pytest.mark.parametrize(
    "content",
    [
        f"[{ONE},{OTHER}]",
        f"[{ONE}]\n[{OTHER}]\n",
        f"[{ONE}][] [{OTHER}]",
        f"{ONE}\n{OTHER}",
        f"{ONE}\r\n\r\n{OTHER}\r\n",
        f"\t{ONE} [{OTHER}]",
        json.dumps([of("a.B.f"), of("a.B.g")], indent=2),
    ],
)
def test_results_in_arrays_or_not(tmp_path, content):
    frame = load(tmp_path, content)

    assert list(frame["benchmark"]) == ["B.f", "B.g"]
    assert list(frame["score"]) == [2.0, 2.0]


@pytest.mark.parametrize("field", ["params", "threads", "secondaryMetrics", "jvm"])
def test_what_is_null_is_missing(tmp_path, field):
    missing = of()
    del missing[field]

    assert loaded(tmp_path, missing).equals(loaded(tmp_path, of(**{field: None})))


@pytest.mark.parametrize(
    ("value", "text"),
    [(7, "7"), (0.5, "0.5"), (True, "true"), (None, "null"), (["ä", 1], '["ä",1]'), ("", "")],
)
def test_values_that_are_no_texts(tmp_path, value, text):
    assert list(loaded(tmp_path, of(params={"n": value}))["n"]) == [text]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"[{ONE}]\nrubbish", ", line 2, is not JSON: 'rubbish' is no value"),
        (f"[{ONE}] , [{OTHER}]", ", line 1, is not JSON: ',' is no value"),
        (f"{ONE},\n{OTHER}", ", line 1, is not JSON: ',' is no value"),
        (f"[{ONE}\n{OTHER}]", ", line 2, is not JSON: there should be a comma"),
        (f"[{ONE},\n]", ", line 2, is not JSON: ']' is no value"),
        (f"[{ONE}]\n]", ", line 2, is not JSON: ']' is no value"),
        (f"[{ONE}]\n\n7", ", line 3, is not a result of JMH: it is not an object"),
        (f"{ONE}\nnull", ", line 2, is not a result of JMH: it is not an object"),
        (f'[{ONE},\n"x"]', ", line 2, is not a result of JMH: it is not an object"),
        (f"[\n[{ONE}]]", ", line 2, is not a result of JMH: it is not an object"),
        (f"[\n{ONE}", ", line 2, is not JSON: it ends too early"),
        (f"[{ONE},\n", ", line 2, is not JSON: it ends too early"),
        (WHOLE[:-9], "is not JSON: it ends too early"),
        (WHOLE.replace("a.B.f", "a\n"), "is not JSON: Invalid control character"),
        (f"{WHOLE}\n\ufeff{WHOLE}", ", line 2, is not JSON: '\\ufeff' is no value"),
        ("", " holds no results"),
        ("\ufeff\n", " holds no results"),
        ("[] []", " holds no results"),
        (WHOLE.encode("utf-16")[:-1], " is not text in UTF-16"),
    ],
)
def test_whatever_else_a_file_holds_is_refused(tmp_path, content, reason):
    assert reason in refusal(tmp_path, content)


@pytest.mark.parametrize("bare", ["NaN", "Infinity", "-Infinity", "nan", "-inf", "+INF"])
def test_numbers_that_json_does_not_have(tmp_path, bare):
    reason = refusal(tmp_path, "[\n" + ONE.replace("3.0", bare) + "]")

    assert reason.startswith(f", line 2, is not JSON: {bare} ")
    assert 'JMH writes "NaN", "+INF" and "-INF" as text' in reason


@pytest.mark.parametrize(
    "content",
    [
        '"Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit"\n"a.B.f"',
        "Benchmark;Mode;Threads\n",
        "\ufeffrun,benchmark,backend\n",
    ],
)
def test_csv_is_called_so(tmp_path, content):
    assert refusal(tmp_path, content) == " is CSV; JMH's option -rf json writes what is needed"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Benchmark  (size)  Mode  Cnt  Score\n", " is JMH's text output; JMH's option -rf json"),
        ("\nBenchmark   Mode  Cnt\n", " is JMH's text output; JMH's option -rf json"),
        ("# JMH version: 1.37\n", " is what JMH prints while it measures; JMH's option -rf json"),
        ("\\begin{tabular}{|l|}\n", " is JMH's LaTeX; JMH's option -rf json"),
        ('<?xml version="1.0"?>\n<a/>', " is XML"),
        ("<!DOCTYPE html>\n", " is a web page"),
        ("version https://git-lfs.github.com/spec/v1\n", " is a pointer of Git LFS; git lfs pull"),
        (gzip.compress(WHOLE.encode()), " is compressed with gzip; decompress it"),
        (b"PK\x03\x04\x14\x00", " is a zip archive; unpack it"),
    ],
)
def test_other_formats_are_called_so(tmp_path, content, reason):
    assert refusal(tmp_path, content).startswith(reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            ONE.replace('{"jmh', '{"mode": "avgt", "jmh'),
            "is not JSON: an object has the field 'mode' t",
        ),
        (ONE.replace('{"n"', '{"n": "2", "n"'), "is not JSON: an object has the field 'n' twice"),
        (json.dumps(of(benchmark="")), "is not a result of JMH: it has no benchmark"),
        (json.dumps(of(mode=None)), "is not a result of JMH: it has no mode"),
        (json.dumps(of(primaryMetric=[])), "is not a result of JMH: it has no scoreUnit"),
        (json.dumps(of(params=["n"])), "is not a result of JMH: its params are not an object"),
        (json.dumps(of(threads="max")), "its threads are 'max', not a whole number"),
        (
            ONE.replace("[[1.0, 3.0]]", "[1.0, 3.0]"),
            "its raw data is not an array of one array per",
        ),
        (ONE.replace("[[1.0, 3.0]]", '{"0": []}'), "its raw data is not an array of one array per"),
        (ONE.replace("[[1.0, 3.0]]", "[[true]]"), "'true' is not a number"),
        (ONE.replace("[[1.0, 3.0]]", "[[[1.0]]]"), "'[1.0]' is not a number"),
        (json.dumps(of(threads=10**12)), "its threads are '1000000000000', not a whole number"),
        (json.dumps(of(threads=" 4")), "its threads are ' 4', not a whole number"),
        (
            json.dumps(of(primaryMetric={**metric([1.0]), "score": "x"})),
            "is not a result of JMH: 'x' is not a number",
        ),
        *(
            (
                ONE.replace("3.0", digits + "9" * 999),
                "is not JSON: a number has 1001 characters; at",
            )
            for digits in ("12", "1.")
        ),
        (ONE.replace("3.0", "9" * 400), "is not a result of JMH: int too large"),
    ],
)
def test_what_is_no_result_is_refused(tmp_path, content, reason):
    assert reason in refusal(tmp_path, content)
