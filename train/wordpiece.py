"""WordPiece for the language model: words -> piece ids, case classes, word indices.

The same mapping as extract/wordpiece.cpp, piece for piece: BERT-uncased's basic tokenizer and
greedy longest match, with two differences: typographic and Penn Treebank quotes and brackets
become plain ones, and the case class of each basic token is kept beside the lower-cased ids.

  pieces = WordPiece("vocab.txt")
  ids, cases, words = pieces.encode_words(["Mr.", "Smith", "said", ":"])

Words that hold nothing to read (only control characters, combining marks or spaces) have no piece.
Windows ([CLS] ... [SEP]) are made by the caller: `pieces.cls`, `pieces.sep`, case class 0.
"""

import unicodedata

# Case classes of a basic token (model input; the numbers are part of the model file).
CASE_NONE = 0  # no letter and no digit; special tokens
CASE_LOWER = 1  # every letter lower (or without case)
CASE_TITLE = 2  # first letter upper, the rest lower, two letters or more
CASE_UPPER = 3  # two letters or more, all upper
CASE_INITIAL = 4  # a single letter, upper
CASE_MIXED = 5  # any other mix
CASE_DIGIT = 6  # contains a decimal digit
CASE_COUNT = 7

LONGEST_TOKEN = 100  # characters; a longer basic token is [UNK]

_QUOTES = {ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"}
_QUOTES.update({ord(c): "'" for c in "\u2018\u2019\u201a\u201b\u2032"})

_WHOLE_WORDS = {
    "``": '"', "''": '"',
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}

_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def _is_space(char):
    return char in "\t\n\r" or unicodedata.category(char) in ("Zs", "Zl", "Zp")


def _is_dropped(char):
    """NUL, the replacement character, controls, formats, surrogates and private use."""
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")


def _is_punctuation(char):
    """BERT's definition: every ASCII sign that is no letter or digit, and Unicode P*."""
    code = ord(char)
    if code < 128:
        return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return unicodedata.category(char).startswith("P")


def _is_ideograph(char):
    code = ord(char)
    return any(first <= code <= last for first, last in _IDEOGRAPHS)


def _case_class(chars):
    """The case class of a basic token from its characters before lower-casing."""
    letters = upper = 0
    first_upper = False
    for char in chars:
        category = unicodedata.category(char)
        if category == "Nd":
            return CASE_DIGIT
        if category[0] != "L":
            continue
        is_upper = category in ("Lu", "Lt")
        first_upper = first_upper or (letters == 0 and is_upper)
        letters += 1
        upper += is_upper
    if letters == 0:
        return CASE_NONE
    if upper == 0:
        return CASE_LOWER
    if upper == letters:
        return CASE_INITIAL if letters == 1 else CASE_UPPER
    return CASE_TITLE if first_upper and upper == 1 else CASE_MIXED


def basic_tokens(word):
    """Splits one word at spaces, punctuation and ideographs.

    Returns a list of (normalised token, case class); the class is of the characters as written.
    """
    word = _WHOLE_WORDS.get(word, word).translate(_QUOTES)
    tokens = []
    text, source = [], []

    def close():
        if text:
            tokens.append(("".join(text), _case_class(source)))
            text.clear()
            source.clear()

    for char in word:
        # Tab, line feed and return are controls too, but they separate.
        if _is_space(char):
            close()
            continue
        if _is_dropped(char):
            continue
        alone = _is_ideograph(char)
        if alone:
            close()
        counted = False  # a character that decomposes counts once for the case
        for part in unicodedata.normalize("NFD", char):
            if unicodedata.category(part) == "Mn":
                continue
            part = part.lower()
            if _is_punctuation(part):
                close()
                tokens.append((part, CASE_NONE))
                continue
            text.append(part)
            if not counted:
                source.append(char)
                counted = True
        if alone:
            close()
    close()
    return tokens


class WordPiece:
    """The tokenizer over one vocabulary (one piece per line). Not thread-safe: it caches words."""

    CACHE_LIMIT = 1_000_000  # words

    def __init__(self, vocab_path):
        with open(vocab_path, encoding="utf-8", newline="\n") as file:
            self.vocab = file.read().removesuffix("\n").split("\n")
        self.ids = {piece: number for number, piece in enumerate(self.vocab)}
        self.pad = self.ids["[PAD]"]
        self.unk = self.ids["[UNK]"]
        self.cls = self.ids["[CLS]"]
        self.sep = self.ids["[SEP]"]
        self._longest = max(len(piece) for piece in self.vocab)
        self._cache = {}

    def _pieces(self, token):
        """Greedy longest match of one normalised basic token; [UNK] when it cannot be covered."""
        if len(token) > LONGEST_TOKEN:
            return [self.unk]
        found = []
        start = 0
        while start < len(token):
            prefix = "##" if start else ""
            end = min(len(token), start + self._longest)
            while end > start:
                number = self.ids.get(prefix + token[start:end])
                if number is not None:
                    break
                end -= 1
            if end == start:
                return [self.unk]
            found.append(number)
            start = end
        return found

    def encode_word(self, word):
        """(ids, cases) of one word's pieces as two tuples, possibly empty."""
        known = self._cache.get(word)
        if known is not None:
            return known
        ids, cases = [], []
        for token, case_class in basic_tokens(word):
            pieces = self._pieces(token)
            ids.extend(pieces)
            cases.extend([case_class] * len(pieces))
        if len(self._cache) >= self.CACHE_LIMIT:
            self._cache.clear()
        entry = self._cache[word] = (tuple(ids), tuple(cases))
        return entry

    def encode_words(self, words):
        """Three lists of equal length, one entry per piece: id, case class, index into `words`."""
        ids, cases, owners = [], [], []
        for index, word in enumerate(words):
            word_ids, word_cases = self.encode_word(word)
            ids.extend(word_ids)
            cases.extend(word_cases)
            owners.extend([index] * len(word_ids))
        return ids, cases, owners
