"""The work of bench/soak.sh: soak.py PROGRAM MINUTES READERS."""
import collections
import http.client
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TARGETS = ["/api/v1/stats", "/api/v1/entities?q=d", "/api/v1/quotes?limit=20", "/api/v1/conflicts",
           "/api/v1/path?from=Lindqvist&to=Falk&k=3", "/api/v1/rank?of=pagerank",
           "/api/v1/operations", "/api/v1/documents", "/api/v1/export", "/api/v1/health"]
FINE = {200, 404, 503}
SAMPLE_SECONDS = 2.0


class Soak:
    def __init__(self, program, folder):
        self.program, self.store = program, folder / "store"
        self.statuses = collections.Counter()
        self.busy = collections.Counter()  # why replies were 503
        self.errors = []
        self.writes = self.cut_exports = 0
        self.ending = threading.Event()
        self.port = 0

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--store", str(self.store)],
                              capture_output=True, text=True)
        if done.returncode != 0:
            self.errors.append(f"{arguments[0]} ended with {done.returncode}: {done.stderr[:300]}")
        return done.stdout

    def get(self, connection, target):
        connection.request("GET", target)
        reply = connection.getresponse()
        return reply.status, reply.read()

    def read(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        turn = 0
        while not self.ending.is_set():
            target = TARGETS[turn % len(TARGETS)]
            turn += 1
            try:
                status, body = self.get(connection, target)
            except (OSError, http.client.HTTPException) as error:
                # A kept connection may be closed between two requests; a fresh one may not fail.
                connection.close()
                try:
                    status, body = self.get(connection, target)
                except (OSError, http.client.HTTPException) as again:
                    if target == "/api/v1/export":  # of a store that changed meanwhile: cut, on purpose
                        self.cut_exports += 1
                        connection.close()
                        continue
                    self.errors.append(f"{target}: {error!r}, then {again!r}")
                    return
            self.statuses[status] += 1
            if status == 503:
                self.busy[f"{target}: {json.loads(body)['message']}"] += 1
            if status not in FINE:
                self.errors.append(f"{target}: {status}")
            time.sleep(0.005)

    def write(self, part):
        ids = [json.loads(line)["id"] for line in part.read_text().splitlines()]
        while not self.ending.is_set():
            self.run("remove", *ids)
            self.run("ingest", "--progress=none", str(part))
            self.writes += 2

    def sample(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        status, body = self.get(connection, "/metrics")
        connection.close()
        if status != 200:
            raise RuntimeError(f"/metrics: {status}")
        figure = lambda name: float(re.search(rf"^{name} (\S+)$", body.decode(), re.M)[1])
        return figure("process_resident_memory_bytes"), figure("process_open_fds")

    def descriptors_at_rest(self, pid):
        """Beyond those of tables that the store has: while nobody writes, the least of ten seconds."""
        least = None
        for _ in range(10):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.get(connection, "/api/v1/stats")  # whoever asks makes it catch up
            connection.close()
            time.sleep(1)
            count = 0
            for link in pathlib.Path(f"/proc/{pid}/fd").iterdir():
                target = pathlib.Path(link.readlink())
                count += not (target.suffix == ".sst" and target.exists())
            least = count if least is None else min(least, count)
        return least


def slope_per_hour(samples):
    """Percent of the mean, by least squares through (hours, value)."""
    hours, values = [row[0] for row in samples], [row[1] for row in samples]
    x, y = statistics.fmean(hours), statistics.fmean(values)
    spread = sum((h - x) ** 2 for h in hours)
    return 100 * sum((h - x) * (v - y) for h, v in zip(hours, values)) / spread / y


def main(program, minutes, readers):
    folder = pathlib.Path(tempfile.mkdtemp())
    soak = Soak(program, folder)
    server = None
    try:
        soak.run("ingest", "--progress=none", "examples")
        if soak.errors:
            sys.exit(f"soak: {soak.errors[0]}")
        # With a cache that is full long before the first quarter is over, what grows after it leaks.
        server = subprocess.Popen([program, "serve", "--port", "0", "--read-only", "--store",
                                   str(soak.store), "--access-log", str(folder / "access.log"),
                                   "--memory", "32", "--keep-answers", "4"],
                                  stdout=subprocess.PIPE, text=True)
        soak.port = int(re.search(r":(\d+)/", server.stdout.readline())[1])
        rest = [soak.descriptors_at_rest(server.pid)]
        part = pathlib.Path("examples/front-range-herald.ndjson")
        threads = [threading.Thread(target=soak.read) for _ in range(int(readers))]
        threads.append(threading.Thread(target=soak.write, args=(part,)))
        for thread in threads:
            thread.start()
        begin, samples = time.monotonic(), []
        while time.monotonic() - begin < 60 * float(minutes) and not soak.errors:
            time.sleep(SAMPLE_SECONDS)
            samples.append(((time.monotonic() - begin) / 3600, *soak.sample()))
        soak.ending.set()
        for thread in threads:
            thread.join()
        rest.append(soak.descriptors_at_rest(server.pid))
        return report(soak, samples, rest)
    finally:
        soak.ending.set()
        if server is not None:
            server.terminate()
            server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def report(soak, samples, rest):
    warm = samples[len(samples) // 4:]
    slope = slope_per_hour(warm)
    most = max(row[2] for row in warm)
    replies = ", ".join(f"{count} of {status}" for status, count in sorted(soak.statuses.items()))
    print(f"{warm[-1][0] * 60:.1f} minutes; replies: {replies}; writing commands: {soak.writes}; "
          f"exports cut because the store changed: {soak.cut_exports}")
    for why, count in soak.busy.most_common():
        print(f"503, {count} times: {why}")
    print(f"resident memory: {warm[0][1] / 2**20:.1f} MiB after the first quarter, "
          f"{warm[-1][1] / 2**20:.1f} MiB at the end, slope {slope:+.2f} %/h")
    print(f"descriptors at rest, beyond the store's tables: {rest[0]} before, {rest[1]} after; "
          f"at most {most:.0f} at once; errors: {len(soak.errors)}")
    for error in soak.errors[:5]:
        print(error, file=sys.stderr)
    return 0 if not soak.errors and slope < 1 and rest[1] <= rest[0] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
