"""Decoding of the heads, as extract/ does it: best tag paths, spans, links."""
import torch

from corpora import ATTRIBUTION_TAGS, ENTITY_TAGS


def allowed_moves(tags):
    """moves[a][b]: whether tag b may follow a; I-x only after B-x or I-x."""
    moves = torch.ones(len(tags), len(tags), dtype=torch.bool)
    for a, before in enumerate(tags):
        for b, after in enumerate(tags):
            if after.startswith("I-"):
                moves[a, b] = before[1:] == after[1:]
    return moves


def viterbi(emissions, start, move):
    """Best path of words x tags; numpy arrays."""
    score, back = start + emissions[0], []
    for row in emissions[1:]:
        options = score[:, None] + move
        back.append(options.argmax(0))
        score = options.max(0) + row
    tag = int(score.argmax())
    path = [tag]
    for where in reversed(back):
        tag = int(where[tag])
        path.append(tag)
    return path[::-1]


def constrained(crf_start, crf_move, tags):
    start, move = crf_start.clone(), crf_move.clone()
    move[~allowed_moves(tags)] = -1e4
    for i, tag in enumerate(tags):
        if tag.startswith("I-"):
            start[i] = -1e4
    return start.numpy(), move.numpy()


@torch.no_grad()
def predict(network, batch):
    """Per window: (attribution tags, entity tags)."""
    network.eval()
    hidden = network.words(batch).float()
    a_start, a_move = constrained(network.crf.start.detach(), network.crf.move.detach(),
                                    ATTRIBUTION_TAGS)
    zero = torch.zeros(len(ENTITY_TAGS))
    e_start, e_move = constrained(zero, torch.zeros(len(zero), len(zero)), ENTITY_TAGS)
    attribution = network.attribution(hidden).numpy()
    entity = torch.log_softmax(network.entity(hidden), -1).numpy()
    found = []
    for i, window in enumerate(batch["windows"]):
        n = window.size
        found.append((
            [ATTRIBUTION_TAGS[t] for t in viterbi(attribution[i, :n], a_start, a_move)],
            [ENTITY_TAGS[t] for t in viterbi(entity[i, :n], e_start, e_move)]))
    return found
