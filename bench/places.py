#!/usr/bin/env python3
"""Scores the places that `onrecord extract` links against a list judged by hand, bench/gold/places.tsv.

  bench/places.py texts ../shared > docs.jsonl
  onrecord extract docs.jsonl > out.jsonl
  bench/places.py sample docs.jsonl out.jsonl [--unjudged]    what to judge, with its words around it
  bench/places.py score docs.jsonl out.jsonl                  precision, what is lost, what is wrong
  bench/places.py coverage ../shared out.jsonl                share of re3d's places that are linked
  bench/places.py --self-test

The documents: re3d's (train and dev) and the releases. A linked place mention: a span of an entity of
type place with a GeoNames id that is a name, no pronoun and no description ("the city"). Two samples
of them, by the hash of seed, document and begin, so that a mention stays in when others come or go:
  all     200 of all
  local   100 of those linked to a state, county or city, for countries are seldom in doubt
The list has a line a mention: document, begin, end (code points, end exclusive), the right id of
data/places.tsv, or "-" where the words name no place, or one that is not in that table. No text.

score: of the mentions of today's samples, how many have the id that the list says; a mention that is
not in the list is unjudged and keeps the number from being printed as precision. Then, of every
place in the list, how many today's output still links rightly.
"""
import argparse
import csv
import hashlib
import json
import pathlib
import sys

GOLD = pathlib.Path(__file__).resolve().parent / "gold" / "places.tsv"
SEED, SIZES = "2026", {"all": 200, "local": 100}
FILES = ("data/re3d/re3d.train.jsonl", "data/re3d/re3d.dev.jsonl", "data/releases/whitehouse.jsonl")
DETERMINERS = {"the", "this", "that", "its", "their", "his", "her", "our", "both", "these"}


def read_rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def is_name(words):
    """Whether a mention names its place: "Syria", "the Bronx"; not "it", "The country"."""
    parts = words.split()
    if len(parts) > 1 and parts[0].lower() in DETERMINERS:
        parts = parts[1:]
    elif len(parts) == 1 and parts[0].lower() in DETERMINERS | {"it", "they", "there", "here", "we", "us"}:
        return False
    return any(part[:1].isupper() for part in parts)


def linked(record, text):
    """Mentions of one document: (begin, end, id, kind, name), in text order."""
    found = []
    for entity in record["entities"]:
        attributes = entity.get("attributes", {})
        if entity["type"] == "place" and "geonames" in attributes:
            found += [(begin, end, attributes["geonames"], attributes["kind"], entity["name"])
                      for begin, end in entity["mentions"] if is_name(text[begin:end])]
    return sorted(found)


def rank(seed, document, begin):
    return hashlib.sha256(f"{seed} {document} {begin}".encode()).hexdigest()


def samples(mentions, seed=SEED):
    """mentions: (document, begin, end, id, kind, name). The two samples, each by rising rank."""
    ordered = sorted(mentions, key=lambda m: rank(seed, m[0], m[1]))
    local = [m for m in ordered if m[4] in ("state", "county", "city")]
    return {"all": ordered[:SIZES["all"]], "local": local[:SIZES["local"]]}


def mentions_of(docs, out):
    texts = {row["id"]: row["text"] for row in read_rows(docs)} if docs else {}
    found = []
    for record in read_rows(out):
        if docs and record["id"] not in texts:
            sys.exit(f"places: document {record['id']} of {out} is not in {docs}")
        found += [(record["id"], *m) for m in linked(record, texts[record["id"]])]
    return texts, found


def read_gold():
    if not GOLD.exists():
        return {}
    with open(GOLD, encoding="utf-8") as lines:
        rows = csv.reader((l for l in lines if not l.startswith("#")), delimiter="\t")
        return {(row[0], int(row[1]), int(row[2])): row[3] for row in rows if row}


def score(mentions, gold, seed=SEED):
    """Per sample: judged, right, unjudged; and the wrong ones with the id that they should have."""
    report, wrong = {}, set()
    for name, sample in samples(mentions, seed).items():
        judged = [m for m in sample if m[:3] in gold]
        bad = [m for m in judged if gold[m[:3]] != m[3]]
        report[name] = (len(judged), len(judged) - len(bad), len(sample) - len(judged))
        wrong.update((*m[:4], gold[m[:3]]) for m in bad)
    return report, sorted(wrong)


def kept(mentions, gold):
    """Of the places in the list: linked rightly, linked to another, not linked; and of its words
    that are no place in the table, how many are linked nevertheless."""
    today = {m[:3]: m[3] for m in mentions}
    places = {key: value for key, value in gold.items() if value != "-"}
    right = sum(today.get(key) == value for key, value in places.items())
    lost = sum(key not in today for key in places)
    still = sum(key in today for key, value in gold.items() if value == "-")
    return right, len(places) - right - lost, lost, still, len(gold) - len(places)


def coverage(shared, out):
    records = {row["id"]: row for row in read_rows(out)}
    total = found = joined = 0
    for file in FILES[:2]:
        for row in read_rows(pathlib.Path(shared) / file):
            entities = records[row["id"]]["entities"]
            places = [(e, s) for e in entities if e["type"] == "place" for s in e["mentions"]]
            for mark in row["entities"]:
                if mark["type"] != "Location" or not is_name(mark["text"]):
                    continue
                here = [e for e, (b, end) in places if b < mark["end"] and mark["start"] < end]
                total += 1
                found += bool(here)
                joined += any("geonames" in e.get("attributes", {}) for e in here)
    print(f"re3d's locations {total}: a place {found} ({found / total:.3f}), "
          f"linked {joined} ({joined / total:.3f})")


def self_test():
    mentions = [("d", i, i + 2, "7", "country" if i % 2 else "city", "X") for i in range(0, 1200, 3)]
    whole, fewer = samples(mentions), samples(mentions[:-40])
    assert len(whole["all"]) == 200 and len(whole["local"]) == 100
    assert {m[4] for m in whole["local"]} == {"city"}
    assert len(set(whole["all"]) - set(fewer["all"])) < 40
    gold = {m[:3]: "7" for m in whole["all"] + whole["local"]}
    first = whole["all"][0]
    gold[first[:3]] = "-"
    report, wrong = score(mentions, gold)
    assert report["all"] == (200, 199, 0) and wrong == [(*first[:4], "-")], report
    del gold[first[:3]]
    assert score(mentions, gold)[0]["all"] == (199, 199, 1)
    assert kept([m for m in mentions if m != whole["all"][1]], gold)[2] == 1
    assert is_name("the Bronx") and is_name("Syria") and not is_name("The country") and not is_name("It")
    print("places: worked cases hold")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("texts", "sample", "score", "coverage"))
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--unjudged", action="store_true", help="sample: only what the list lacks")
    parser.add_argument("--seed", default=SEED, help="of the samples; %(default)s when left out")
    options = parser.parse_args()
    wanted = {"texts": 1}.get(options.action, 2)
    if len(options.paths) != wanted:
        parser.error(f"{options.action} takes {wanted} path(s), see --help")
    if options.action == "texts":
        for file in FILES:
            for row in read_rows(pathlib.Path(options.paths[0]) / file):
                print(json.dumps({key: row.get(key, "") for key in ("id", "title", "text")},
                                 ensure_ascii=False))
        return None
    if options.action == "coverage":
        return coverage(*options.paths)
    texts, mentions = mentions_of(*options.paths)
    gold = read_gold()
    if options.action == "sample":
        chosen = {m for sample in samples(mentions, options.seed).values() for m in sample}
        for document, begin, end, number, kind, name in sorted(chosen):
            if options.unjudged and (document, begin, end) in gold:
                continue
            text = texts[document]
            around = f"{text[max(0, begin - 90):begin]}[[{text[begin:end]}]]{text[end:end + 70]}"
            print(document, begin, end, number, kind, name, " ".join(around.split()), sep="\t")
        return None
    report, wrong = score(mentions, gold, options.seed)
    for name, (judged, right, unjudged) in report.items():
        note = f", {unjudged} UNJUDGED: not yet a precision" if unjudged else ""
        print(f"{name}: {right} of {judged} linked rightly: {right / max(1, judged):.3f}{note}")
    right, other, lost, still, none = kept(mentions, gold)
    print(f"the list: {right + other + lost} places: {right} linked rightly, {other} to another place, "
          f"{lost} not linked; {none} that are none in the table: {still} linked")
    for document, begin, end, number, should in wrong:
        print(f"wrong: {document} {begin}-{end}: {number}, should be {should}")
    return None


if __name__ == "__main__":
    main()
