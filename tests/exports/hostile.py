"""Records that try everything that a format could take for markup, made of the examples' records."""
import json

NAMES = [
    'say "so"',
    "it's",
    "a <b>bold</b> & <script>alert(1)</script>",
    "]]>",
    "<!-- --> &amp; &#65; &lt;",
    "<![CDATA[x",
    "nul \u0000 here",
    "controls \u0001\u0002\u001f\u007f\u0085",
    "tab\tand\nlines\r\nend",
    "no character \ufffe and \uffff",
    "turned \u202eround\u202c \u2066inside\u2069",
    "\u200bzero\u200dwidth\ufeff",
    "\U0001f469\u200d\U0001f680 beyond the first plane",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1:A9)",
    " =A1",
    "'=A1",
    "\uff1dA1",
    "javascript:alert(1)",
    "\\N \\G \\L \\E {a|b} \\",
    'x"]; evil [URL="javascript:alert(1)',
    "a; b, c --> d --- e",
    '"]:::x',
    "#quot; #35;",
    "`code` **bold** [link](javascript:alert(1))",
    "x" * 65536,
    "\u65e5\u672c\u8a9e" * 7000,
    "NULL",
    "true",
    "1e5",
    "00123",
]
# Of one byte each, so that spans and ids stay what they are.
CHARACTERS = "\u0001<>&\"'\\]\t\u001f=`#"


def hostile_records(lines):
    """Records with other names, titles and words. Ids stay: nothing but people reads names."""
    number = 0
    for line in lines:
        record = json.loads(line)
        for entity in record["entities"]:
            entity["name"] = f"{NAMES[number % len(NAMES)]}"
            entity["aliases"] = []
            number += 1
        record["title"] = NAMES[number % len(NAMES)]
        record["publisher"] = NAMES[(number + 7) % len(NAMES)]
        record["url"] = "https://example.org/?a=1&b=<x>\"'%3Cscript%3E]]>"
        text = list(record["text"])
        for at in range(3, len(text), 11):
            if text[at].isascii() and text[at].isalpha():
                text[at] = CHARACTERS[at % len(CHARACTERS)]
        record["text"] = "".join(text)
        yield json.dumps(record)


LONE_SURROGATE = '"name": "half \\ud800 a pair"'
