#!/usr/bin/env python3
"""How honest the confidences of relations are, and what makes them so.

  onrecord extract --with-text examples > examples.out
  onrecord extract --with-text ../shared/seeds > seeds.out
  bench/relation_confidence.py ../shared examples.out seeds.out [--before OLD.out ...] [--fit]

Every statement of a document with hand gold (examples/gold.json, seeds/gold.json) is right or not as
score_knowledge.py matches it. Printed: by predicate and by way of finding (what stands after the
version in the evidence's "extractor") how many, their mean confidence, and the share that is right;
then by bins of confidence, with the expected calibration error (Naeini et al. 2015). "dev": the seeds
and the examples that carry a trap of set "dev" (examples/traps.json); "held": those of "held" traps
alone. Confidences are fitted on dev only; --fit prints them.

How each predicate is judged, beyond the scorer's relations
  said         among quotes that gold has too: whether the speaker is right. What gold leaves out
               (beliefs, plans) is neither; whether the quote is one, bench/calibration.py measures.
  about        among the same quotes: gold's about and place.
  outcome      the operation's figure is one of gold's.
  occurred     each end that gold gives is the same.
  located_in   only places in a US state, by the label of examples/identities.json (".../portland-or").
  part_of      not judged: gold has only what the text states.
A statement has the confidence of its best evidence, and its way.
"""
import argparse
import collections
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "examples")
STRENGTH = 8  # pseudo-counts: of all predicates on a predicate, of a predicate on its ways
STATES = dict(pair.split("=") for pair in (
    "al=Alabama|ak=Alaska|az=Arizona|ar=Arkansas|ca=California|co=Colorado|ct=Connecticut|de=Delaware"
    "|fl=Florida|ga=Georgia|hi=Hawaii|id=Idaho|il=Illinois|in=Indiana|ia=Iowa|ks=Kansas|ky=Kentucky"
    "|la=Louisiana|me=Maine|md=Maryland|ma=Massachusetts|mi=Michigan|mn=Minnesota|ms=Mississippi"
    "|mo=Missouri|mt=Montana|ne=Nebraska|nv=Nevada|nh=New Hampshire|nj=New Jersey|nm=New Mexico"
    "|ny=New York|nc=North Carolina|nd=North Dakota|oh=Ohio|ok=Oklahoma|or=Oregon|pa=Pennsylvania"
    "|ri=Rhode Island|sc=South Carolina|sd=South Dakota|tn=Tennessee|tx=Texas|ut=Utah|vt=Vermont"
    "|va=Virginia|wa=Washington|wv=West Virginia|wi=Wisconsin|wy=Wyoming").split("|"))

# base: what else the confidence is a product of (the quote's, the speaker's); 1 for most
Judged = collections.namedtuple("Judged", "predicate way confidence base right document text")
SAME_WAYS = {"quoted_about": "about"}  # fitted together


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def statements(row):
    """Each statement once: (row, way and confidence of its best evidence)."""
    best = {}
    for statement in row["statements"]:
        key = statement["id"]
        if key not in best or statement["confidence"] > best[key]["confidence"]:
            best[key] = statement
    for statement in best.values():
        way = statement.get("extractor", "").partition(", ")[2]
        yield statement, way or "-", statement["confidence"]


class Judge:
    """One document's gold beside its extraction."""

    def __init__(self, scorer, gold_row, row, text, labels):
        self.s, self.row, self.labels = scorer, row, labels
        self.gold, self.found = scorer.Gold(gold_row), scorer.Predicted(row, text)
        self.pairing = scorer.Pairing(self.gold, self.found)
        pairs = scorer.match_operations(self.gold, self.found, self.pairing)
        self.pairing.operation_of = {p: self.gold.operations[g] for g, p in pairs}
        self.operation = {self.found.operations[p]["id"]: (self.gold.operations[g], p)
                          for g, p in pairs}
        quotes, _ = scorer.match_quotes(self.gold, self.found)
        self.quote = {self.found.quotes[p]["id"]: (self.gold.quotes[g], self.found.quotes[p])
                      for g, p in quotes}
        asked, also = scorer.gold_triples(self.gold)
        self.triples = asked + also
        self.optional = {("operation", op["id"]) for op in self.gold.operations
                         if op.get("optional")}
        self.entities = {e["id"]: e for e in row["entities"]}

    def judge(self, statement):
        """Right, wrong, or None where gold does not say."""
        own = getattr(self, statement["predicate"], None)
        if own:
            return own(statement)
        if statement["predicate"] not in self.s.PREDICATES:
            return None
        quote = (statement.get("qualifiers") or {}).get("quote")
        if quote in self.quote and self.quote[quote][0].get("optional"):
            return None
        subject = self.pairing.keys(statement["subject"])
        target = self.pairing.keys(statement["object"]) if statement["object"] else set()
        if (subject | target) & self.optional:
            return None
        return any(p == statement["predicate"] and s in subject and (o is None or o in target)
                   for s, p, o, _ in self.triples)

    def matched(self, quote):
        pair = self.quote.get(quote)
        return None if pair is None or pair[0].get("optional") else pair

    def said(self, statement):
        pair = self.matched(quote_of(statement))
        if pair is None or not pair[0].get("speaker"):
            return None
        gold, quote = pair
        if self.s.unresolved(gold):
            return False
        as_speaker = dict(quote, speaker=statement["subject"],
                          speaker_name=self.entities[statement["subject"]]["name"])
        return self.s.speaker_right(self.gold, gold, self.found, as_speaker)

    def about(self, statement):
        pair = self.matched(quote_of(statement))
        if pair is None:
            return None
        wanted = {self.gold.key(n) for n in (pair[0].get("about") or []) +
                  (pair[0].get("place") or [])}
        return bool(wanted & self.pairing.keys(statement["object"]))

    def outcome(self, statement):
        if statement["subject"] not in self.operation:
            return False
        gold, p = self.operation[statement["subject"]]
        if gold.get("optional"):
            return None
        operation = self.found.operations[p]
        pairs, offered = self.s.outcome_pairs(self.gold, gold, operation, self.pairing)
        qualifiers = statement.get("qualifiers") or {}
        text = statement["object"]["literal"]
        for number in {n for _, n in pairs}:
            figure = offered[number]
            told = f"{figure['count']}%" if figure.get("percent") else str(figure["count"])
            if told == text and all((figure.get(k) or None) == (qualifiers.get(k) or None)
                                    for k in ("what", "category", "place", "modifier")):
                return True
        return False

    def occurred(self, statement):
        if statement["subject"] not in self.operation:
            return False
        gold, p = self.operation[statement["subject"]]
        found = self.found.operations[p]
        if gold.get("optional") or not (gold.get("start") or gold.get("end")):
            return None
        return all(not found.get(f) or bool(gold.get(f) and self.s.same_date(gold[f], found[f]))
                   for f in ("start", "end"))

    def located_in(self, statement):
        parent = self.entities.get(statement["object"])
        child = self.entities.get(statement["subject"])
        if not parent or not child or parent["name"] not in STATES.values():
            return None
        for label, begin, end in self.labels:
            kind, _, name = label.partition("/")
            state = STATES.get(name.rpartition("-")[2])
            overlap = any(b < end and begin < e for b, e in child["mentions"])
            if overlap and state and "-" in name and kind == child["type"]:
                return state == parent["name"]
        return None

    def part_of(self, _):
        return None

    def label(self, statement):
        def name(value):
            if isinstance(value, dict):
                return " ".join(map(str, value.values()))
            return self.entities[value]["name"] if value in self.entities else str(value)
        return f"{name(statement['subject'])} > {name(statement['object'])}"


def quote_of(statement):
    if statement["predicate"] == "quoted_about":
        return statement["qualifiers"]["quote"]
    quote = statement["object" if statement["predicate"] == "said" else "subject"]
    return quote["quote"] if isinstance(quote, dict) else quote


def judged(scorer, gold, path, labels):
    with open(path, encoding="utf-8") as lines:
        rows = {r["id"]: r for r in map(json.loads, lines)}
    for document, gold_row in gold.items():
        row = rows.get(document) or rows.get(document + ".txt")
        if row is None:
            sys.exit(f"relation_confidence: {path} has no {document}: extract its folder again")
        if "text" not in row:
            sys.exit(f"relation_confidence: {path} has no texts: extract --with-text")
        judge = Judge(scorer, gold_row, row, row["text"], labels.get(document, []))
        said = {(s["subject"], quote_of(s)): s["confidence"] for s in row["statements"]
                if s["predicate"] == "said"}
        for statement, way, confidence in statements(row):
            right = judge.judge(statement)
            if right is None:
                continue
            base = 1.0
            if statement["predicate"] in ("said", "about"):  # the quote's own chance apart
                confidence /= judge.matched(quote_of(statement))[1]["confidence"]
            elif statement["predicate"] == "quoted_about":
                base = said[statement["subject"], quote_of(statement)]
            yield Judged(statement["predicate"], way, min(1.0, confidence), base, right, document,
                         judge.label(statement))


def all_judged(shared, paths):
    sys.path.insert(0, os.path.join(shared, "eval"))
    import score_knowledge as scorer
    labels = {document: [(row[3], *row[2]) for row in rows]
              for document, rows in load(os.path.join(EXAMPLES, "identities.json")).items()}
    dev = {d for trap in load(os.path.join(EXAMPLES, "traps.json")) if trap["set"] == "dev"
           for d in trap["documents"]}
    trapped = {d for trap in load(os.path.join(EXAMPLES, "traps.json")) for d in trap["documents"]}
    examples, seeds = paths
    rows = list(judged(scorer, load(os.path.join(EXAMPLES, "gold.json")), examples, labels))
    seeds_gold = load(os.path.join(shared, "seeds", "gold.json"))
    rows += judged(scorer, seeds_gold, seeds, {})
    in_dev = {r.document for r in rows
              if r.document in dev or r.document in seeds_gold or r.document not in trapped}
    return [r for r in rows if r.document in in_dev], [r for r in rows if r.document not in in_dev]


def calibration_error(rows):
    bins = collections.defaultdict(list)
    for row in rows:
        bins[min(9, int(row.confidence * 10))].append(row)
    return sum(abs(sum(r.confidence - r.right for r in b)) for b in bins.values()) / len(rows)


def show(title, rows, key):
    print(f"{title:54} {'n':>5} {'mean':>6} {'right':>6}")
    groups = collections.defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    for name in sorted(groups):
        group = groups[name]
        mean = sum(r.confidence for r in group) / len(group)
        print(f"{name:54} {len(group):5} {mean:6.3f} {sum(r.right for r in group) / len(group):6.3f}")


def fit(rows):
    """{(predicate, way): (right, n, confidence)}: means shrunk to the predicate's, those to all.

    A way is a beta prior of STRENGTH at its predicate's mean and its own counts; where other
    factors stand beside it, what they expect is counted in place of n. "other": ways not seen.
    """
    def shrunk(group, prior):
        return ((sum(r.right for r in group) + STRENGTH * prior) /
                (sum(r.base for r in group) + STRENGTH))

    everything = shrunk(rows, 0.5)
    by_predicate, by_way = collections.defaultdict(list), collections.defaultdict(list)
    for row in rows:
        predicate = SAME_WAYS.get(row.predicate, row.predicate)
        by_predicate[predicate].append(row)
        by_way[predicate, row.way].append(row)
    result = {}
    for predicate, group in by_predicate.items():
        result[predicate, "other"] = (sum(r.right for r in group), len(group),
                                      shrunk(group, everything))
    for (predicate, way), group in by_way.items():
        result[predicate, way] = (sum(r.right for r in group), len(group),
                                  min(0.99, shrunk(group, result[predicate, "other"][2])))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared")
    parser.add_argument("extraction", nargs=2, help="of examples/ and of the seeds, --with-text")
    parser.add_argument("--before", nargs=2, help="the same two of an earlier program")
    parser.add_argument("--fit", action="store_true", help="print the confidences fitted on dev")
    parser.add_argument("--wrong", metavar="PREDICATE", help="list dev's wrong ones")
    options = parser.parse_args()
    dev, held = all_judged(options.shared, options.extraction)
    for name, rows in (("dev", dev), ("held", held)):
        show(f"{name}: predicate", rows, lambda r: r.predicate)
        print()
    show("dev: predicate, way", dev, lambda r: f"{r.predicate}  {r.way}")
    print()
    show("held: confidence", held, lambda r: f"{min(9, int(r.confidence * 10)) / 10:.1f} on")
    print()
    measured = [("", dev, held)]
    if options.before:
        measured.insert(0, (" before", *all_judged(options.shared, options.before)))
    for name, *parts in measured:
        print(f"expected calibration error{name}: dev {calibration_error(parts[0]):.4f} of "
              f"{len(parts[0])}, held {calibration_error(parts[1]):.4f} of {len(parts[1])}")
    if options.fit:
        print()
        for (predicate, way), (right, n, confidence) in sorted(fit(dev).items()):
            print(f"{predicate:15} {way:40} {right:4} / {n:<4} {confidence:.2f}")
    for row in dev:
        if row.predicate == options.wrong and not row.right:
            print(f"{row.document}  {row.way}  {row.confidence:.2f}  {row.text}")


if __name__ == "__main__":
    main()
