"""What is trained: one loss a task, each the mean over its own labels of a batch."""
import torch
import torch.nn.functional as F

from network import distance_bucket


SILVER = 0.25


def span_means(hidden, spans):
    """hidden: words x width; spans: [(first, end)]; the mean of each span's rows."""
    sums = torch.cat([hidden.new_zeros(1, hidden.shape[1]), hidden.cumsum(0)])
    first = torch.tensor([s for s, _ in spans])
    end = torch.tensor([e for _, e in spans])
    return (sums[end] - sums[first]) / (end - first)[:, None]


def distances(left, right):
    """Signed word distances of every pair of spans: positive where right follows left."""
    ls = torch.tensor([s for s, _ in left])[:, None]
    le = torch.tensor([e for _, e in left])[:, None]
    rs = torch.tensor([s for s, _ in right])[None, :]
    re = torch.tensor([e for _, e in right])[None, :]
    after, before = rs - le + 1, ls - re + 1
    return distance_bucket(torch.where(after > 0, after, torch.where(before > 0, -before, 1)))


def link_losses(network, hidden, window):
    """Sums and counts of the content-to-cue and the cue-to-source choices of one window."""
    links = window.links
    cues = [a["cue"][0] for a in links]
    contents = [(span, n) for n, a in enumerate(links) for span in a["content"]]
    sources = sorted({span for a in links for span in a["source"]})
    cue_rows = span_means(hidden, cues)
    total, count = hidden.new_zeros(()), 0
    if contents:
        spans = [s for s, _ in contents]
        scores = network.content_cue(span_means(hidden, spans), cue_rows, distances(spans, cues))
        total = total + F.cross_entropy(scores, torch.tensor([n for _, n in contents]),
                                        reduction="sum")
        count += len(contents)
    none = network.no_source(cue_rows)
    if sources:
        scores = network.cue_source(cue_rows, span_means(hidden, sources),
                                    distances(cues, sources))
        scores = torch.cat([none, scores], 1)
    else:
        scores = none
    gold = [1 + sources.index(a["source"][0]) if a["source"] else 0 for a in links]
    total = total + F.cross_entropy(scores, torch.tensor(gold), reduction="sum")
    return total, count + len(links)


def antecedent_loss(network, hidden, window):
    """Marginal likelihood of the antecedents (Lee et al. 2017) among a window's mentions."""
    mentions = window.mentions
    spans = [(s, e) for s, e, _ in mentions]
    rows = span_means(hidden, spans)
    scores = network.anaphor(rows, rows, distances(spans, spans))
    chain = torch.tensor([c for _, _, c in mentions])
    size = len(mentions)
    earlier = torch.ones(size, size).tril(-1).bool()
    same = (chain[:, None] == chain[None, :]) & (chain[:, None] >= 0) & earlier
    none = network.no_antecedent(rows)
    scores = torch.cat([none, scores.masked_fill(~earlier, -1e4)], 1)
    good = torch.cat([~same.any(1, keepdim=True), same], 1)
    gold = torch.logsumexp(scores.masked_fill(~good, -1e4), 1)
    return (torch.logsumexp(scores, 1) - gold).sum(), size


def teaching(network, hidden, taught, teacher, mask):
    """How far the pupil is from its teacher (Hinton et al. 2015): states, and tags of each word."""
    states, goal = hidden[mask], taught[mask]
    found = {"states": (states - goal).square().mean() / goal.var()}
    for name in ("entity", "attribution"):
        goal_tags = F.log_softmax(getattr(teacher, name)(goal), -1)
        tags = F.log_softmax(getattr(network, name)(states), -1)
        found[name + "_taught"] = F.kl_div(tags, goal_tags, reduction="batchmean", log_target=True)
    return found


def losses(network, batch, teacher=None):
    """Loss of each task that the batch has labels for; with a teacher, also of its likeness."""
    states = network.words(batch).float()
    hidden = network.dropout(states)
    mask, found = batch["mask"], {}
    if teacher is not None:
        with torch.no_grad():
            taught = teacher.words(batch).float()
        with torch.autocast("cpu", enabled=False):
            found.update(teaching(network, states, taught, teacher, mask))
    with torch.autocast("cpu", enabled=False):
        logits = F.log_softmax(network.entity(hidden), -1)
        known = mask & ~batch["allowed"].all(-1)
        if known.any():
            likely = torch.logsumexp(logits.masked_fill(~batch["allowed"], -1e4), -1)
            # PolNeAR's names are machine-made: they count less than the annotated ones.
            share = torch.tensor([SILVER if w.tags is not None else 1.0 for w in batch["windows"]])
            share = (share[:, None] * known)[known]
            found["entity"] = -(likely[known] * share).sum() / share.sum()
        rows = batch["tags"][:, 0] >= 0
        if rows.any():
            emissions = network.attribution(hidden[rows])
            found["attribution"] = network.crf.loss(
                emissions, batch["tags"][rows].clamp(min=0), mask[rows])
            for name in ("pos", "dep"):
                found[name] = F.cross_entropy(
                    getattr(network, name)(hidden[rows]).flatten(0, 1),
                    batch[name][rows].flatten(), ignore_index=-100)
            scores = network.arc_child(hidden[rows]) @ network.arc_head(hidden[rows]).transpose(1, 2)
            scores = (scores / 128 ** 0.5).masked_fill(~mask[rows][:, None, :], -1e4)
            found["arc"] = F.cross_entropy(scores.flatten(0, 1), batch["heads"][rows].flatten(),
                                           ignore_index=-100)
        for name, function, ready in (("link", link_losses, lambda w: w.links),
                                      ("coref", antecedent_loss, lambda w: w.mentions)):
            total, count = 0, 0
            for i, window in enumerate(batch["windows"]):
                if ready(window):
                    part, number = function(network, hidden[i, :window.size], window)
                    total, count = total + part, count + number
            if count:
                found[name] = total / count
    return found


WEIGHTS = {"entity": 1.5, "attribution": 2.0, "link": 0.2, "coref": 0.1,
           "pos": 0.1, "dep": 0.1, "arc": 0.1, "states": 1.0, "entity_taught": 1.0,
           "attribution_taught": 1.0}


def weighted(found):
    return sum(WEIGHTS[name] * loss for name, loss in found.items())
