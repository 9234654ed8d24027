"""Fewest hops by recursive queries, for SQLite and PostgreSQL: table link(node, other) holds each
link in both directions, its primary key is both columns.

Either way a walk of 1 hop is looked for, then one of 2 and so on, from both ends by half, and the
query ends at the first row. No recursive query is here for the most reliable path: neither of the
two can look up in a recursive query what it has settled already, so every walk would be followed.
"""
MOST_HOPS = 8  # as bench_paths asks

_HALVES = """
WITH RECURSIVE
  a(node, hops) AS (SELECT {begin}, 0 UNION
    SELECT link.other, hops + 1 FROM a JOIN link ON link.node = a.node WHERE hops < {first}),
  b(node, hops) AS (SELECT {end}, 0 UNION
    SELECT link.other, hops + 1 FROM b JOIN link ON link.node = b.node WHERE hops < {second})
"""

# Both halves in full, and whether they share a node.
TWO_HALVES = _HALVES + "SELECT 1 FROM a JOIN b ON a.node = b.node LIMIT 1"

# The halves leave out the hop in the middle, which is the dearest: it is walked until it arrives.
MIDDLE_HOP = _HALVES + """
SELECT 1 FROM a WHERE hops = {first} AND EXISTS (
  SELECT 1 FROM link JOIN b ON b.node = link.other WHERE link.node = a.node) LIMIT 1"""

QUERIES = {"two halves": (TWO_HALVES, 0), "two halves and the hop between": (MIDDLE_HOP, 1)}


def fewest_hops(joined, between):
    """find(from, to) out of joined(from, to, first, second): whether a walk of so many hops from
    either end, and of `between` in the middle, joins the two."""
    def find(begin, end):
        for hops in range(1, MOST_HOPS + 1):
            first = (hops - between) // 2
            if joined(begin, end, first, hops - between - first):
                return hops
        return None
    return find
