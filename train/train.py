"""Trains the language model on the corpora of DATA (../shared/data) and writes a checkpoint.

  python train/train.py --data ../shared/data --base MINILM_FOLDER --out build/train/run1
"""
import argparse
import json
import pathlib
import random
import time

import torch
from safetensors.torch import load_file

import corpora
from batches import Window, batches, collate, encode_article, windows
from corpora import ATTRIBUTION_TAGS, ENTITY_TAGS, spans_of
from decode import predict
from losses import losses, weighted
from network import Network
from wordpiece import WordPiece

# Corpora of names beside PolNeAR, with how often an epoch reads them.
NAMES = {"wikigold.train": 2.0, "re3d.train": 2.0, "crossner-politics.train": 3.0,
         "btc.train": 0.5, "wnut17.train": 0.5, "sec-filings.train": 0.4, "multiner-gov.train": 0.7}
DEV_NAMES = ("wikigold", "uner-ewt", "re3d", "crossner-politics", "btc", "wnut17", "multiner-gov")


def load(data, wordpiece):
    articles = corpora.polnear(data / "polnear/train.jsonl.gz",
                               data / "polnear/corenlp-train.jsonl.gz")
    stories = corpora.gum(data / "coref/gum-coref-train.jsonl.gz")
    names = []
    for name, share in NAMES.items():
        for article in corpora.conll_entities(data / f"ner/{name}.conll", name.split(".")[0]):
            names += [(piece, share) for piece in corpora.cut(article)]
    pos = {t: i for i, t in enumerate(sorted({t for a in articles for t in a.pos}))}
    dep = {t: i for i, t in enumerate(sorted({t for a in articles for t in a.deps}))}
    encoded = [(a, encode_article(a, wordpiece)) for a in articles + stories]
    names = [(a, encode_article(a, wordpiece), share) for a, share in names]
    return encoded, names, pos, dep


def epoch_windows(encoded, names, pos, dep, rng):
    found = []
    for article, pieces in encoded:
        for first, end in windows(article, pieces, rng):
            found.append(Window(article, pieces, first, end, pos, dep))
    for article, pieces, share in names:
        for _ in range(int(share) + (rng.random() < share - int(share))):
            found.append(Window(article, pieces, 0, len(article.words), pos, dep))
    return found


def conll_windows(path, corpus, wordpiece):
    found = []
    for article in corpora.conll_entities(path, corpus):
        for piece in corpora.cut(article):
            found.append(Window(piece, encode_article(piece, wordpiece), 0, len(piece.words), {}, {}))
    return found


def passages(path, wordpiece):
    found = []
    for document in corpora.read_conll(path):
        for sentence in document:
            article = corpora.Article("passage", [w for w, _ in sentence], [(0, len(sentence))])
            window = Window(article, encode_article(article, wordpiece), 0, len(sentence), {}, {})
            window.gold = spans_of([t for _, t in sentence])
            found.append(window)
    return found


def f1(gold, found, kind):
    gold = {g for g in gold if g[-1] == kind or kind is None}
    found = {g for g in found if g[-1] == kind or kind is None}
    right = len(gold & found)
    return 200 * right / max(1, len(gold) + len(found))


def evaluate(network, passage_windows, name_windows):
    network.eval()
    scores, gold, found = {}, [], []
    for group in batches(passage_windows, 4000, random.Random(0)):
        for window, (tags, _) in zip(group, predict(network, collate(group))):
            gold += [(id(window), *g) for g in window.gold]
            found += [(id(window), *g) for g in spans_of(tags)]
    for role in ("source", "cue", "content"):
        scores[role] = round(f1(gold, found, role), 2)
    for name, items in name_windows.items():
        gold, found = [], []
        for group in batches(items, 4000, random.Random(0)):
            for window, (_, tags) in zip(group, predict(network, collate(group))):
                keep = lambda s: [g for g in s if g[2] in ("PER", "ORG", "LOC")]
                gold += [(id(window), *g) for g in keep(spans_of(
                    [ENTITY_TAGS[t] for t in window.entity]))]
                found += [(id(window), *g) for g in keep(spans_of(tags))]
        scores[name] = round(f1(gold, found, None), 2)
    return scores


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--base", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=1e9,
                        help="the learning rate reaches its end by then at the latest")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--budget", type=int, default=1800, help="pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=pathlib.Path, help="goes on from this checkpoint's weights")
    parser.add_argument("--teacher", type=pathlib.Path, help="a checkpoint to stay like")
    parser.add_argument("--rounded", action="store_true",
                        help="round weights and activations to 8 bits while training")
    parser.add_argument("--share", type=float, default=1.0, help="of the articles, for trials")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)

    wordpiece = WordPiece(options.base / "vocab.txt")
    encoded, names, pos, dep = load(options.data, wordpiece)
    encoded = encoded[:int(len(encoded) * options.share)]
    names = names[::max(1, round(1 / options.share))]
    passage_windows = passages(options.data / "polnear/passages-dev.conll", wordpiece)
    name_windows = {n: conll_windows(options.data / f"ner/{n}.dev.conll", n, wordpiece)
                    for n in DEV_NAMES}

    if options.start:
        network = Network.of(torch.load(options.start, map_location="cpu")["state"])
    else:
        network = Network(len(ENTITY_TAGS), len(ATTRIBUTION_TAGS), len(pos), len(dep))
        network.encoder.load_bert(load_file(options.base / "model.safetensors"))
    teacher = None
    if options.teacher:
        teacher = Network.of(torch.load(options.teacher, map_location="cpu")["state"]).eval()
    encoder = list(network.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([
        {"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    average = {n: p.detach().clone() for n, p in network.named_parameters()}

    start, step, total = time.time(), 0, None
    sums, counts = {}, {}
    log = open(options.out / "log.jsonl", "a", encoding="utf-8")
    for epoch in range(options.epochs):
        groups = batches(epoch_windows(encoded, names, pos, dep, rng), options.budget, rng)
        total = total or len(groups) * options.epochs
        for group in groups:
            elapsed = (time.time() - start) / 60
            progress = max(step / total, elapsed / options.minutes)
            if progress >= 1:
                break
            factor = min(1, step / 150) * max(0.02, 1 - progress)
            optimizer.param_groups[0]["lr"] = options.rate * factor
            optimizer.param_groups[1]["lr"] = options.head_rate * factor
            network.train()
            if options.rounded and step % 25 == 0:
                network.round_weights()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(network, collate(group), teacher)
            optimizer.zero_grad()
            weighted(found).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 8 == 0:
                decay = min(0.98, step / (step + 80))
                with torch.no_grad():
                    for n, p in network.named_parameters():
                        average[n].lerp_(p, 1 - decay)
            for name, value in found.items():
                sums[name] = sums.get(name, 0) + float(value.detach())
                counts[name] = counts.get(name, 0) + 1
            if step % 50 == 0:
                line = {n: round(sums[n] / counts[n], 4) for n in sums}
                print(f"epoch {epoch} step {step}/{total} {elapsed:.1f} min {line}", flush=True)
                sums, counts = {}, {}
        raw = {n: p.detach().clone() for n, p in network.named_parameters()}
        network.load_state_dict(average)
        if options.rounded:
            network.round_weights()
        scores = evaluate(network, passage_windows, name_windows)
        torch.save({"state": network.state_dict(), "pos": pos, "dep": dep,
                    "options": {k: str(v) for k, v in vars(options).items()}},
                   options.out / "average.pt")
        network.load_state_dict(raw)
        row = {"epoch": epoch, "step": step, "minutes": round((time.time() - start) / 60, 1), **scores}
        print(row, flush=True)
        log.write(json.dumps(row) + "\n")
        log.flush()
        if progress >= 1:
            break


if __name__ == "__main__":
    main()
