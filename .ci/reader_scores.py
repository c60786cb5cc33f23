"""Scores the reader on annotated texts that lie beside the repository, not in it, and holds the figures of docs/reader.md.

usage: python3 .ci/reader_scores.py [FOLDER]

Without the folder nothing is scored. The figures are floors: a change that falls below one has made the reader worse.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

# Gold file, what finds the attributions, and the least F1 (or recall, of the article with nested attributions) of each measure.
FLOORS = [
    ("polnear_dev.jsonl", [], {"speech_attr": 84, "attr": 68, "content_match": 77}),
    ("polnear_dev.jsonl", ["--rules"], {"speech_attr": 69}),
    ("wikinews_de_dev.jsonl", ["--rules"], {"attr": 40}),
]


def main():
    data = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/attribution")
    if not data.is_dir():
        print(f"{data} is not there: the reader is not scored.")
        return
    failed = False
    for gold, options, floors in FLOORS:
        scores = score(data, gold, options)
        for measure, floor in floors.items():
            figure = scores[measure]["F1"]
            failed |= figure < floor
            print(f"{gold} {' '.join(options)} {measure}: {figure} (at least {floor})")
    scores = score(data, "seed_gold.jsonl", [])
    found = round(scores["attr"]["R"] * scores["gold"] / 100)
    failed |= found < scores["gold"]
    print(f"seed_gold.jsonl: {found} of {scores['gold']} attributions found")
    if failed:
        sys.exit("The reader falls below what docs/reader.md says of it.")


def score(data, gold, options):
    command = ["cargo", "run", "--quiet", "--release", "--locked", "-p", "claimbook-reader", "--example", "attributions", "--"]
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as found, open(data / gold, "rb") as texts:
        subprocess.run([*command, *options], stdin=texts, stdout=found, check=True)
        arguments = [data / "score.py", data / gold, found.name, "--json", "--cue-lexicon", data / "speech_cues.txt"]
        printed = subprocess.run([sys.executable, *arguments], capture_output=True, check=True).stdout
    return json.loads(printed)


if __name__ == "__main__":
    main()
