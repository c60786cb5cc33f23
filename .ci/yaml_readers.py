#!/usr/bin/env python3
"""Checks that a YAML 1.1 reader sees the very strings that the library wrote.

The Rust tests do the same with two YAML 1.2 readers. Needs PyYAML: `pip install pyyaml`.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

import yaml

NASTY = """
no No NO yes on off y n true null ~ = << - -- --- ... . .. .inf -.INF .nan 12 012 0o17 0x1F 0b11 1_000 1e5 1E5 1.5
+1 -1 +.5 1. 1e-5 12e03 12:30 190:20:30 12:30:45.5 2024-11-06 2024-1-1 2024-11-06T10:00:00Z 2024-11-06t1 2024-11
2024-10~ ../2024-11-06 2024-11-06-rutte 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910 1234567890123456 12e4567890123456
77e0 4be1c0d2 70c3a910 e7f3a1 1e400 0x 0b 0o8 1__0 _1 1_ inf nan Infinity NULL nil @a `a %a !a &a *a #a a#b a: :a a:b
[a] {a} a,b ,a ?a ? ?? |a >a 'a' "a" ' " \\ \\n \\x41 a\\ https://example.org/a?b=c#d https://a: http:// a/b/c.d
""".split() + [
    "", " ", "a ", " a", "a b", "a: b", "a #b", "- a", "? a", "? ", ": ", "no: yes", "key: [", "\t", "a\tb", "\n", "a\n",
    "\na", "a\n\n b\n", "a\r\nb", "\r", "\x00", "\x01\x1b[31mred\x1b[0m", "\x7f", "\x80\x85\x9f", "a\x85b", "\u2028",
    "a\u2029b", "\ufeff", "a\ufeffb", "\ufffe\uffff", "\U0001fffe", "\ufdd0", "\u00a0", "\u200b\u200f\u202e", "é", "e\u0301",
    "🙂", "👩‍👩‍👧", "مرحبا بالعالم", "שלום: \"כן\" # לא", "北京 — 10,000", "\U0010ffff", "2024-11-06 10:00:00", "1 000",
    "x" * 100_000, "\"" * 1000, "\\" * 1001, "é\n" * 20_000, "k" * 1023, "k" * 1024, "k" * 1025, "k " * 700,
]


def random_strings(count):
    """Strings of characters that mean something somewhere. The same ones each time."""
    dice = random.Random(7)
    plain = "abefnoxyEOTZ0123456789_.-+:/"
    odd = " \t\n\r#'\"\\,[]{}&*!|>%@`~=<?\x00\x1b\x7f\x85\xa0\u2028\ufeffé🙂"
    for number in range(count):
        letters = plain if number % 2 else plain + odd
        yield "".join(dice.choice(letters) for _ in range(dice.randrange(1, 14)))


def written(strings):
    command = ["cargo", "run", "--quiet", "--locked", "-p", "claimbook-core", "--example", "emit_strings"]
    root = Path(__file__).resolve().parent.parent
    result = subprocess.run(command, cwd=root, input=json.dumps(strings).encode(), stdout=subprocess.PIPE, check=True)
    return result.stdout.decode()


def main():
    strings = NASTY + list(random_strings(4000))
    read = yaml.safe_load(written(strings))
    passed = failed = 0
    for way, values in read.items():
        if len(values) != len(strings):
            print(f"{way}: {len(values)} values for {len(strings)} strings")
            failed += 1
            continue
        for string, value in zip(strings, values):
            wanted = {string: {string: 1}} if way == "keys" else string
            if value == wanted and type(value) is type(wanted):
                passed += 1
            else:
                failed += 1
                print(f"{way}: {string[:60]!r} was read as {str(value)[:60]!r}")
    if len(read) != 5:
        failed += 1
        print(f"ways of writing: {sorted(read)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
