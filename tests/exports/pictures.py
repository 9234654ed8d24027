"""What other programs find in a picture of a network: in an SVG its nodes and edges, in a PDF their words,
in a PNG the same picture's size."""
import re
import shutil
import subprocess
from xml.etree import ElementTree

from readers import Missing, module

SVG = "{http://www.w3.org/2000/svg}"


def tool(name, package):
    if shutil.which(name) is None:
        raise Missing(f"{name} (Debian: {package})")
    return name


def printed(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, check=False)
    if done.returncode != 0:
        raise ValueError(f"{command[0]}: {done.stderr.decode()[:1000]}")
    return done.stdout.decode()


def of_titles(kinds_and_titles):
    """Nodes, and edges as pairs, without those of the legend."""
    nodes = {title for kind, title in kinds_and_titles if kind == "node"}
    edges = [tuple(title.split("->")) for kind, title in kinds_and_titles if kind == "edge"]
    return ({n for n in nodes if not n.startswith("legend ")},
            sorted(e for e in edges if not e[0].startswith("legend ")))


def svg_by_element_tree(file):
    groups = ElementTree.parse(file).iter(f"{SVG}g")
    return of_titles([(g.get("class"), g.findtext(f"{SVG}title")) for g in groups])


def svg_by_xmllint(file):
    """libxml2; one title a line."""
    tool("xmllint", "libxml2-utils")
    found = []
    for kind in ("node", "edge"):
        path = f"//*[local-name()='g'][@class='{kind}']/*[local-name()='title']/text()"
        count = int(printed("xmllint", "--nonet", "--huge", "--xpath", f"count({path})", file))
        lines = printed("xmllint", "--nonet", "--huge", "--xpath", path, file) if count else ""
        found += [(kind, line.replace("&gt;", ">")) for line in lines.splitlines()]
    return of_titles(found)


def words(text):
    return set(re.findall(r"\w+", text))


def pdf_by_poppler(file):
    return words(printed(tool("pdftotext", "poppler-utils"), "-enc", "UTF-8", file, "-"))


def pdf_by_mupdf(file):
    return words(printed(tool("mutool", "mupdf-tools"), "draw", "-q", "-F", "txt", file))


def png_by_pil(file):
    module("PIL", "python3-pil")
    from PIL import Image
    with Image.open(file) as image:
        image.load()
        return image.size


def png_by_pngcheck(file):
    said = printed(tool("pngcheck", "pngcheck"), file)
    return tuple(map(int, re.search(r"\((\d+)x(\d+),", said).groups()))
