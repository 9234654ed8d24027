"""The training corpora of ../shared/data as lists of sentences with labels.

An Article is a list of words with the labels that its corpus has; a label that a corpus does not
have is None, and costs nothing in training. Word indices are those of the article; ends exclusive.
"""
import bisect
import gzip
import json
from dataclasses import dataclass, field

ENTITY_TYPES = ("PER", "ORG", "LOC", "EVENT", "MISC")
ENTITY_TAGS = ("O",) + tuple(f"{p}-{t}" for t in ENTITY_TYPES for p in "BI")
ATTRIBUTION_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")

# How the types of each corpus read in ours; None: the corpus says nothing there.
_CORENLP = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
# What an O of the corpus may be beside O: types that it does not annotate.
_UNSEEN = {
    "btc": ("EVENT", "MISC"), "sec-filings": ("EVENT", "MISC"), "uner-ewt": ("EVENT", "MISC"),
    "multiner-gov": ("EVENT", "MISC"), "re3d": ("EVENT",),
}


@dataclass
class Article:
    name: str
    words: list
    sentences: list                      # (first, end) word indices
    entities: list | None = None         # (first, end, type)
    unseen: tuple = ()                   # entity types that the corpus does not annotate
    masked: set = field(default_factory=set)   # words whose entity tag is unknown
    attributions: list | None = None     # {"source": [(first, end)], "cue": ..., "content": ...}
    pos: list | None = None
    heads: list | None = None            # index of the head word, -1 for a root
    deps: list | None = None
    chains: list | None = None           # [[(first, end, head)]]


def read_lines(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def corenlp_words(row, text):
    """Spans and texts of the tokens of a row of corenlp-*.jsonl."""
    spans, at = [], 0
    for gap, length in zip(row["gap"], row["len"]):
        at += gap
        spans.append((at, at + length))
        at += length
    return spans, [text[s:e] for s, e in spans]


def words_under(spans, starts, span):
    """[first, end) of the words that the code points [s, e) touch."""
    first = bisect.bisect_right(starts, span[0]) - 1
    first = max(first, 0)
    while first < len(spans) and spans[first][1] <= span[0]:
        first += 1
    end = bisect.bisect_left(starts, span[1])
    return (first, end) if first < end else None


def polnear(articles_path, corenlp_path):
    parsed = {row["id"]: row for row in read_lines(corenlp_path)}
    found = []
    for article in read_lines(articles_path):
        row = parsed.get(article["id"])
        if row is None:
            continue
        spans, words = corenlp_words(row, article["text"])
        starts = [s for s, _ in spans]
        sentences, at = [], 0
        for length in row["sent"]:
            sentences.append((at, at + length))
            at += length
        attributions = []
        for attribution in article["attributions"]:
            roles = {}
            for role in ROLES:
                under = [words_under(spans, starts, span) for span in attribution[role]]
                roles[role] = [u for u in under if u]
            if roles["cue"]:
                attributions.append(roles)
        found.append(Article(
            article["id"], words, sentences,
            entities=[(s, e, _CORENLP[t]) for s, e, t in row["ner"] if t in _CORENLP],
            unseen=("EVENT",), attributions=attributions, pos=row["pos"].split(),
            heads=list(row["head"]), deps=row["dep"].split(),
            chains=[[tuple(m[:3]) for m in chain] for chain in row["coref"]]))
    return found


def gum(path):
    """GUM's documents: chains of people, organizations and places, single mentions among them."""
    found = []
    for row in read_lines(path):
        sentences, at = [], 0
        for length in row["sents"]:
            sentences.append((at, at + length))
            at += length
        chains = {}
        for mention in row["mentions"]:
            if mention["type"] in ("person", "organization", "place"):
                span = (mention["s"], mention["e"], mention["min"][0])
                chains.setdefault(mention["chain"], []).append(span)
        found.append(Article(row["id"], [row["text"][s:e] for s, e in row["tokens"]], sentences,
                             chains=list(chains.values())))
    return found


def read_conll(path):
    """Documents of sentences of (word, tag); a file without -DOCSTART- is one document."""
    documents, sentences, current = [], [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\r\n")
            columns = line.split("\t") if "\t" in line else line.split(" ")
            if line.strip() and columns[0] != "-DOCSTART-":
                current.append((columns[0], columns[-1].strip()))
                continue
            if current:
                sentences.append(current)
            current = []
            if columns[0] == "-DOCSTART-" and sentences:
                documents.append(sentences)
                sentences = []
    if current:
        sentences.append(current)
    if sentences:
        documents.append(sentences)
    return documents


def spans_of(tags):
    """(first, end, type) of each entity; conlleval semantics."""
    found, start, kind = [], None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        prefix, _, name = tag.partition("-")
        if start is not None and (prefix == "O" or prefix == "B" or name != kind):
            found.append((start, i, kind))
            start = None
        if prefix != "O" and start is None:
            start, kind = i, name
    return found


def conll_entities(path, corpus):
    articles = []
    for number, document in enumerate(read_conll(path)):
        article = Article(f"{corpus}:{number}", [], [], [], _UNSEEN.get(corpus, ("EVENT",)))
        if corpus == "crossner-politics":
            article.unseen = ()
        for sentence in document:
            at = len(article.words)
            article.words += [w for w, _ in sentence]
            article.sentences.append((at, len(article.words)))
            for first, end, kind in spans_of([t for _, t in sentence]):
                if kind in ("PER", "ORG", "LOC", "EVENT") or (kind == "MISC" and corpus != "multiner-gov"):
                    article.entities.append((at + first, at + end, kind))
                elif kind in ("MISC", "NORP"):
                    article.masked.update(range(at + first, at + end))
        articles.append(article)
    return articles


def cut(article):
    """Conll files of loose sentences: every sentence an article of its own."""
    pieces = []
    for first, end in article.sentences:
        pieces.append(Article(
            article.name, article.words[first:end], [(0, end - first)],
            [(s - first, e - first, t) for s, e, t in article.entities if first <= s < end],
            article.unseen, {w - first for w in article.masked if first <= w < end}))
    return pieces
