"""A zip archive as Python's zipfile and Info-ZIP read it, held against the folder that it stands
for."""

import shutil
import subprocess
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)


def same_files(archive, folder):
    """Same names and bytes, and nothing of who made it, where and when. Returns what is missing."""
    with zipfile.ZipFile(archive) as zipped:
        assert zipped.testzip() is None, f"{archive}: a checksum is wrong"
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert sorted(zipped.namelist()) == sorted(files), zipped.namelist()
        for entry in zipped.infolist():
            assert zipped.read(entry) == files[entry.filename], f"{entry.filename} has other bytes"
            assert entry.date_time == EPOCH, f"{entry.filename} is of {entry.date_time}"
            assert entry.compress_type == zipfile.ZIP_DEFLATED
            assert entry.external_attr >> 16 == 0o100644, oct(entry.external_attr >> 16)
    print(f"Python's zipfile: {len(files)} files as in the folder")
    if not shutil.which("unzip"):
        return ["no unzip (Debian: unzip)"]
    subprocess.run(["unzip", "-tqq", archive], check=True)
    for name, contents in files.items():
        found = subprocess.run(["unzip", "-p", archive, name], stdout=subprocess.PIPE, check=True)
        assert found.stdout == contents, f"unzip: {name} has other bytes"
    print(f"unzip: {len(files)} files as in the folder")
    return []
