"""The canonical export of a store, item by item: memory does not grow with the store."""
import json
import re
import subprocess

DECODER = json.JSONDecoder()
SECTION = re.compile(r',?"(documents|entities|statements)":\[')


def items(program, store):
    """("documents", record), ("entities", ...), ("statements", ...): in that order."""
    command = [program, "export", "--store", store, "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        section = None
        for line in process.stdout:
            text = line.decode()
            if found := SECTION.match(text):
                section, text = found[1], text[found.end():]
            at = text.find("{")
            if section and at >= 0:
                yield section, DECODER.raw_decode(text, at)[0]
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: {process.returncode}")
