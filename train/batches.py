"""Windows of sentences as padded tensors."""
import random

import torch

from corpora import ATTRIBUTION_TAGS, ENTITY_TAGS, ROLES
from network import MAX_PIECES

CLS, SEP = 101, 102
_TAG = {tag: i for i, tag in enumerate(ATTRIBUTION_TAGS)}
_ENTITY = {tag: i for i, tag in enumerate(ENTITY_TAGS)}


def encode_article(article, wordpiece):
    """Pieces of every word: [(ids, cases)]; a word of control characters alone has none."""
    pieces = [([], []) for _ in article.words]
    ids, cases, words = wordpiece.encode_words(article.words)
    for piece, case, word in zip(ids, cases, words):
        pieces[word][0].append(piece)
        pieces[word][1].append(case)
    return pieces


def windows(article, pieces, rng, targets=(30, 60, 100, 160, 200)):
    """(first, end) word ranges: runs of sentences of about a random number of pieces each."""
    found, first, size, target = [], None, 0, rng.choice(targets)
    for begin, end in article.sentences:
        length = sum(len(pieces[w][0]) for w in range(begin, end))
        if first is not None and (size + length > MAX_PIECES - 2 or size >= target):
            found.append((first, begin))
            first, size, target = None, 0, rng.choice(targets)
        if length > MAX_PIECES - 2:
            found += _cut(begin, end, pieces)
            continue
        if first is None:
            first = begin
        size += length
        last = end
        if first is not None and size >= target:
            found.append((first, last))
            first, size, target = None, 0, rng.choice(targets)
    if first is not None:
        found.append((first, last))
    return found


def _cut(begin, end, pieces):
    found, first, size = [], begin, 0
    for word in range(begin, end):
        length = len(pieces[word][0])
        if size + length > MAX_PIECES - 2 and word > first:
            found.append((first, word))
            first, size = word, 0
        size += length
    found.append((first, end))
    return found


class Window:
    """One run of words of an article, with the labels that stand in it, as plain lists."""

    def __init__(self, article, pieces, first, end, pos_tags, dep_tags):
        self.ids, self.cases, self.first_piece = [CLS], [0], []
        for word in range(first, end):
            self.first_piece.append(min(len(self.ids), MAX_PIECES - 1))
            self.ids += pieces[word][0]
            self.cases += pieces[word][1]
        self.ids = self.ids[:MAX_PIECES - 1] + [SEP]
        self.cases = self.cases[:MAX_PIECES - 1] + [0]
        self.first_piece = [min(p, len(self.ids) - 1) for p in self.first_piece]
        self.size = end - first
        self.article = article
        self.first, self.end = first, end
        inside = lambda span: first <= span[0] and span[1] <= end
        shift = lambda span: (span[0] - first, span[1] - first)
        self.entity = None
        if article.entities is not None:
            self.entity = [0] * self.size
            for s, e, kind in article.entities:
                if inside((s, e)):
                    s, e = shift((s, e))
                    self.entity[s] = _ENTITY["B-" + kind]
                    for w in range(s + 1, e):
                        self.entity[w] = _ENTITY["I-" + kind]
            self.unseen = [i for tag, i in _ENTITY.items() if tag[2:] in article.unseen]
            self.masked = [w - first for w in article.masked if first <= w < end]
        self.tags, self.links = None, []
        if article.attributions is not None:
            self.tags = [0] * self.size
            for attribution in article.attributions:
                spans = {role: [shift((max(s, first), min(e, end))) for s, e in attribution[role]
                                if s < end and e > first] for role in ROLES}
                for role in ROLES:
                    for s, e in spans[role]:
                        self.tags[s] = _TAG["B-" + role]
                        self.tags[s + 1:e] = [_TAG["I-" + role]] * (e - s - 1)
                if spans["cue"]:
                    self.links.append(spans)
        self.pos = [pos_tags.get(t, 0) for t in article.pos[first:end]] if article.pos else None
        self.dep = [dep_tags.get(t, 0) for t in article.deps[first:end]] if article.deps else None
        self.heads = None
        if article.heads:
            self.heads = [h - first if first <= h < end else w
                          for w, h in enumerate(article.heads[first:end])]
        self.mentions = None
        if article.chains is not None:
            mentions = {}
            for s, e, _ in article.entities or ():
                if inside((s, e)):
                    mentions[shift((s, e))] = -1
            for number, chain in enumerate(article.chains):
                for s, e, _ in chain:
                    if inside((s, e)) and e - s <= 20:
                        mentions[shift((s, e))] = number
            self.mentions = sorted((s, e, c) for (s, e), c in mentions.items())


def collate(group):
    pieces = max(len(w.ids) for w in group)
    words = max(w.size for w in group)
    size = len(group)
    batch = {
        "ids": torch.zeros(size, pieces, dtype=torch.long),
        "cases": torch.zeros(size, pieces, dtype=torch.long),
        "piece_mask": torch.zeros(size, pieces, dtype=torch.bool),
        "first_piece": torch.zeros(size, words, dtype=torch.long),
        "mask": torch.zeros(size, words, dtype=torch.bool),
        "windows": group,
    }
    for i, w in enumerate(group):
        batch["ids"][i, :len(w.ids)] = torch.tensor(w.ids)
        batch["cases"][i, :len(w.ids)] = torch.tensor(w.cases)
        batch["piece_mask"][i, :len(w.ids)] = True
        batch["first_piece"][i, :w.size] = torch.tensor(w.first_piece)
        batch["mask"][i, :w.size] = True
    for name in ("tags", "pos", "dep", "heads"):
        labels = torch.full((size, words), -100, dtype=torch.long)
        for i, w in enumerate(group):
            if getattr(w, name) is not None:
                labels[i, :w.size] = torch.tensor(getattr(w, name))
        batch[name] = labels
    # Entity tags as the set of tags that a word may have; all True: nothing known.
    allowed = torch.ones(size, words, len(ENTITY_TAGS), dtype=torch.bool)
    for i, w in enumerate(group):
        if w.entity is None:
            continue
        allowed[i, :w.size] = torch.nn.functional.one_hot(
            torch.tensor(w.entity), len(ENTITY_TAGS)).bool()
        if w.unseen:
            outside = torch.tensor([t == 0 for t in w.entity])
            for tag in w.unseen:
                allowed[i, :w.size, tag] |= outside
        for word in w.masked:
            allowed[i, word] = True
    batch["allowed"] = allowed
    return batch


def batches(items, budget, rng):
    """Windows of like length together, at most `budget` padded pieces a batch, in random order."""
    items = list(items)
    rng.shuffle(items)
    pools = [items[i:i + 800] for i in range(0, len(items), 800)]
    groups = []
    for pool in pools:
        pool.sort(key=lambda w: len(w.ids))
        group = []
        for w in pool:
            if group and len(w.ids) * (len(group) + 1) > budget:
                groups.append(group)
                group = []
            group.append(w)
        groups.append(group)
    rng.shuffle(groups)
    return groups
