"""Who stands with whom in one sentence: the rule of viz/FORMATS.md, over again.

Two entities with mentions in one sentence that do not overlap are a pair of it, each pair once a
sentence; of each entity the first four mentions of the sentence are looked at. A sentence that
names more than sixteen entities is a list, and gives none."""

MOST_ENTITIES = 16
MOST_MENTIONS = 4


def pairs_of_sentence(mentions):
    """mentions: (begin, end, entity), sorted."""
    names = {entity for _, _, entity in mentions}
    if not 2 <= len(names) <= MOST_ENTITIES:
        return set()
    seen, first = {}, []
    for mention in mentions:
        seen[mention[2]] = seen.get(mention[2], 0) + 1
        if seen[mention[2]] <= MOST_MENTIONS:
            first.append(mention)
    found = set()
    for i, (_, end, one) in enumerate(first):
        for begin, _, other in first[i + 1:]:
            if one != other and begin >= end:
                found.add((min(one, other), max(one, other)))
    return found


class Pairs:
    def __init__(self):
        self._found = {}

    def add(self, record):
        mentions = sorted((begin, end, entity["id"]) for entity in record["entities"]
                          for begin, end in entity["mentions"])
        counts, at = {}, 0
        for begin, end in record["sentences"]:
            here = []
            while at < len(mentions) and mentions[at][0] < end:
                if mentions[at][0] >= begin:
                    here.append(mentions[at])
                at += 1
            for pair in pairs_of_sentence(here):
                counts[pair] = counts.get(pair, 0) + 1
        for pair, count in counts.items():
            sentences, documents, dates = self._found.get(pair, (0, 0, (None, None)))
            date = record["published"]
            if date is not None:
                dates = (min(filter(None, (dates[0], date))), max(filter(None, (dates[1], date))))
            self._found[pair] = sentences + count, documents + 1, dates

    def edges(self):
        """By id, as the edges of statements."""
        edges = {}
        for (one, other), (sentences, documents, (first, last)) in self._found.items():
            edge = {"source": one, "target": other, "predicate": "co_mentioned",
                    "count": sentences, "support": documents, "confidence": 1, "first": first,
                    "last": last}
            edges[f"{one}-{other}"] = {k: v for k, v in edge.items() if v is not None}
        return edges
