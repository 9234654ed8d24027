#!/usr/bin/env python3
"""Scores the chains of `onrecord extract` against coreference annotation: MUC, B3, CEAF-e and their mean.

  bench/coreference.py texts ../shared/data/coref/gum-coref-dev.jsonl.gz > gum.jsonl
  onrecord extract gum.jsonl > out.jsonl
  bench/coreference.py gum ../shared/data/coref/gum-coref-dev.jsonl.gz out.jsonl --genres news,interview
  bench/coreference.py corenlp ../shared/data/polnear/dev.jsonl,../shared/data/polnear/corenlp-dev.jsonl.gz out.jsonl
  bench/coreference.py speakers ../shared/data/polnear/dev.jsonl,../shared/data/polnear/corenlp-dev.jsonl.gz out.jsonl [--list]
  bench/coreference.py --self-test

What is compared: chains of persons, organizations and places that are named at least once, on both
sides. In the gold, a chain is named when a head word of one of its mentions is a name (GUM: it has a
capital where a common noun would have none; CoreNLP: it lies in a PERSON, ORGANIZATION or LOCATION).
A predicted chain is an entity with its mentions. A predicted mention stands for the gold mention of
which it holds a head word and that lies in it, or it in that; the smallest such. Predicted mentions
that stand for a gold mention outside the chains compared are left out; others count as wrong.

MUC (Vilain et al. 1995), B3 (Bagga and Baldwin 1998), CEAF-e (Luo 2005) as in Pradhan et al. 2014,
"Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation". Chains of one
mention are left out on both sides, as in CoNLL-2012; the second row keeps them (MUC has no use for
them). Sums over documents.

"speakers": of the attributions whose source is one pronoun that CoreNLP has in a named chain, how many
have a speaker with a name in common with that chain, that is, a mention that overlaps one of the chain
which is no pronoun. --list names the others by document, source and speaker.
"""
import argparse
import gzip
import json
import sys

PRONOUNS = set("""i me my mine myself you your yours yourself yourselves he him his himself she her hers
herself it its itself we us our ours ourselves they them their theirs themselves who whom whose which that
this these those one""".split())
ACTORS = ("person", "agency", "organization", "place")


def read_rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def ratio(a, b):
    return a / b if b else 0.0


class Score:
    """Sums for recall and precision of one measure."""

    def __init__(self):
        self.sums = [0.0] * 4

    def add(self, *parts):
        self.sums = [a + b for a, b in zip(self.sums, parts)]

    def prf(self):
        recall, precision = ratio(*self.sums[:2]), ratio(*self.sums[2:])
        return precision, recall, ratio(2 * precision * recall, precision + recall)


def muc_side(chains, others):
    where = {m: i for i, chain in enumerate(others) for m in chain}
    right = total = 0
    for chain in chains:
        parts = len({where[m] for m in chain if m in where}) + sum(m not in where for m in chain)
        right += len(chain) - parts
        total += len(chain) - 1
    return right, total


def b_cubed_side(chains, others):
    where = {m: chain for chain in others for m in chain}
    right = sum(len(chain & where[m]) / len(chain) for chain in chains for m in chain if m in where)
    return right, sum(len(chain) for chain in chains)


def best_total(weights):
    """The largest sum of one weight a row and column (Kuhn 1955, with potentials)."""
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights)]
    rows, columns = len(weights), len(weights[0])
    far = float("inf")
    u, v, match, way = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        least, used = [far] * (columns + 1), [False] * (columns + 1)
        while match[column]:
            used[column] = True
            here, delta, following = match[column], far, 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -weights[here - 1][j - 1] - u[here] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sum(weights[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])


def ceaf_e(gold, found):
    return best_total([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold])


class Scores:
    def __init__(self):
        self.muc, self.b_cubed, self.ceaf = Score(), Score(), Score()

    def add(self, gold, found):
        gold, found = [set(c) for c in gold], [set(c) for c in found]
        self.muc.add(*muc_side(gold, found), *muc_side(found, gold))
        self.b_cubed.add(*b_cubed_side(gold, found), *b_cubed_side(found, gold))
        alike = ceaf_e(gold, found)
        self.ceaf.add(alike, len(gold), alike, len(found))

    def line(self, name):
        rows = [score.prf() for score in (self.muc, self.b_cubed, self.ceaf)]
        cells = "   ".join(f"{p:.3f} {r:.3f} {f:.3f}" for p, r, f in rows)
        return f"{name:<22}{cells}   {sum(f for _, _, f in rows) / 3:.3f}"


def is_name(words, head, first, lowered):
    """Whether words[head] is written as a name: a capital that its place does not explain."""
    word = words[head]
    if not word[:1].isupper() or word.lower() in PRONOUNS:
        return False
    return head not in first or word.lower() not in lowered


def gum_document(row):
    spans = [tuple(t) for t in row["tokens"]]
    words = [row["text"][s:e] for s, e in spans]
    first, at = set(), 0
    for length in row["sents"]:
        first.add(at)
        at += length
    lowered = {w for w in words if w[:1].islower()}
    mentions, chains = [], {}
    for mention in row["mentions"]:
        span = (spans[mention["s"]][0], spans[mention["e"] - 1][1])
        heads = [spans[i] for i in mention["min"]]
        named = mention["type"] in ACTORS and any(
            is_name(words, i, first, lowered) for i in mention["min"])
        mentions.append((span, heads))
        kept = chains.setdefault(mention["chain"], [[], False, True])
        kept[0].append(len(mentions) - 1)
        kept[1] = kept[1] or named
        kept[2] = kept[2] and mention["type"] in ACTORS
    return row["text"], mentions, [ids for ids, named, actor in chains.values() if named and actor]


def corenlp_document(article, row):
    spans, at = [], 0
    for gap, length in zip(row["gap"], row["len"]):
        at += gap
        spans.append((at, at + length))
        at += length
    named = set()
    for s, e, kind in row["ner"]:
        if kind in ("PERSON", "ORGANIZATION", "LOCATION"):
            named.update(range(s, e))
    mentions, chains = [], []
    for chain in row["coref"]:
        ids = []
        for s, e, head in (m[:3] for m in chain):
            mentions.append(((spans[s][0], spans[e - 1][1]), [spans[head]]))
            ids.append((len(mentions) - 1, head in named))
        if any(name for _, name in ids):
            chains.append([i for i, _ in ids])
    return article["text"], mentions, chains


def gold_documents(kind, path):
    if kind == "gum":
        return {row["id"]: (row["genre"], *gum_document(row)) for row in read_rows(path)}
    articles, parsed = path.split(",")
    rows = {row["id"]: row for row in read_rows(parsed)}
    return {a["id"]: ("news", *corenlp_document(a, rows[a["id"]]))
            for a in read_rows(articles) if a["id"] in rows}


def stands_for(span, mentions):
    """The smallest gold mention that the predicted span is; None when it is none."""
    best = None
    for number, (gold, heads) in enumerate(mentions):
        inside = gold[0] <= span[0] and span[1] <= gold[1]
        around = span[0] <= gold[0] and gold[1] <= span[1]
        if not (inside or around) or not any(s < span[1] and span[0] < e for s, e in heads):
            continue
        size = (gold != span, gold[1] - gold[0])
        if best is None or size < best[0]:
            best = (size, number)
    return None if best is None else best[1]


def chains_of(record, mentions, compared):
    """Predicted chains in terms of gold mentions; a span of its own where it is none."""
    inside = {m for chain in compared for m in chain}
    found, taken = [], set()
    for entity in record["entities"] if record else []:
        if entity["type"] not in ACTORS:
            continue
        chain = set()
        for span in entity["mentions"]:
            number = stands_for(tuple(span), mentions)
            key = tuple(span) if number is None else number
            if (number is None or number in inside) and key not in taken:
                taken.add(key)
                chain.add(key)
        if chain:
            found.append(chain)
    return found


def score(documents, records):
    several, every = Scores(), Scores()
    for name, (_, _, mentions, chains) in documents.items():
        gold = [set(chain) for chain in chains]
        found = chains_of(records.get(name), mentions, gold)
        every.add(gold, found)
        several.add([c for c in gold if len(c) > 1], [c for c in found if len(c) > 1])
    return several, every


def speakers(articles_path, parsed_path, records, listed):
    parsed = {row["id"]: row for row in read_rows(parsed_path)}
    total = agree = unresolved = 0
    for article in read_rows(articles_path):
        if article["id"] not in parsed or article["id"] not in records:
            continue
        text, mentions, chains = corenlp_document(article, parsed[article["id"]])
        pronoun = lambda span: text[span[0]:span[1]].lower() in PRONOUNS
        chain_at = {}
        for chain in chains:
            spans = [mentions[i][0] for i in chain]
            for span in spans:
                chain_at[span] = [s for s in spans if not pronoun(s)]
        record = records[article["id"]]
        names = {e["id"]: [s for s in e["mentions"] if not pronoun(s)] for e in record["entities"]}
        shown = {e["id"]: e["name"] for e in record["entities"]}
        for quote in record["attributions"]:
            source = tuple(quote["source"][0]) if len(quote["source"]) == 1 else None
            if source not in chain_at or not pronoun(source):
                continue
            total += 1
            spans = names.get(quote["speaker"], [])
            unresolved += quote["speaker"] is None
            good = any(a < d and c < b for a, b in spans for c, d in chain_at[source])
            agree += good
            if listed and not good:
                chain = "; ".join(sorted({text[s:e] for s, e in chain_at[source]}))[:120]
                print(f"{article['id']} {source[0]} {text[source[0]:source[1]]}: "
                      f"{shown.get(quote['speaker'], '-')} | {chain}")
    print(f"pronoun sources {total}, unresolved {unresolved}, agree {agree}: {ratio(agree, total):.3f}")


def self_test():
    """Worked cases of Pradhan et al. 2014 (figure 3 and table 1) and of the measures' own papers."""
    gold, found = [set("abc"), set("defg")], [set("ab"), set("cd"), set("fghi")]
    scores = Scores()
    scores.add(gold, found)
    expected = {"muc": (0.4, 0.4, 0.4), "b_cubed": (0.5, 0.4167, 0.4545), "ceaf": (0.4333, 0.65, 0.52)}
    for name, values in expected.items():
        got = getattr(scores, name).prf()
        assert all(abs(a - b) < 5e-4 for a, b in zip(got, values)), (name, got)
    same = Scores()
    same.add(gold, gold)
    assert all(abs(s.prf()[2] - 1) < 1e-9 for s in (same.muc, same.b_cubed, same.ceaf))
    # Bagga and Baldwin 1998: one wrong link between two large chains costs more than one between a
    # large and a small one, which MUC does not see.
    truth = [set("12345"), set("67"), set("89ABC")]
    far, near = Scores(), Scores()
    far.add(truth, [set("1234589ABC"), set("67")])
    near.add(truth, [set("12345"), set("6789ABC")])
    assert abs(far.b_cubed.prf()[0] - 0.5833) < 5e-4 and abs(near.b_cubed.prf()[0] - 0.7619) < 5e-4
    assert abs(far.muc.prf()[0] - 0.9) < 1e-9 and abs(near.muc.prf()[0] - 0.9) < 1e-9
    assert best_total([[1, 2, 3], [2, 4, 6], [3, 6, 9]]) == 14
    print("coreference: worked cases hold")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("gum", "corenlp", "speakers", "texts"))
    parser.add_argument("gold")
    parser.add_argument("extraction", nargs="?")
    parser.add_argument("--list", action="store_true", help="speakers: the disagreements")
    parser.add_argument("--genres", default="", help="of GUM, by commas; all when left out")
    options = parser.parse_args()
    if options.kind == "texts":
        for row in read_rows(options.gold):
            print(json.dumps({"id": row["id"], "title": row.get("title", ""), "text": row["text"]},
                             ensure_ascii=False))
        return None
    if not options.extraction:
        parser.error("which extraction?")
    records = {row["id"]: row for row in read_rows(options.extraction)}
    if options.kind == "speakers":
        return speakers(*options.gold.split(","), records, options.list)
    documents = gold_documents(options.kind, options.gold)
    genres = set(filter(None, options.genres.split(",")))
    documents = {k: v for k, v in documents.items() if not genres or v[0] in genres}
    missing = [name for name in documents if name not in records]
    if missing:
        sys.exit(f"coreference: not in {options.extraction}: {', '.join(missing[:5])}")
    several, every = score(documents, records)
    print(f"{len(documents)} documents      MUC P     R     F       B3 P     R     F       CEAF-e P R  F       mean F")
    print(several.line("chains"))
    print(every.line("with single mentions"))
    return None


if __name__ == "__main__":
    main()
