"""How many documents a second the real server acknowledges, and what the disk alone would allow.

The line of the bare loop says what the same machine could do at that moment: it may be busy.
"""

import hashlib
import http.client
import io
import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf

from tests.inspector import pictures, varied
from tests.installation import ROOT, Installation
from tests.mail_server import free_port

MEGABYTE = 1_000_000
AT_ONCE = 6  # two web processes answer four: there is always one more that waits
WARM, FEW = 40, 80
HELD = (10, 100)  # documents of the family when it is measured; then as many as are asked for
PREPARE = """
import json
from django.test import Client
from portamento.schools.scope import scope
from tests import make
from tests.make.accounts import session_of
with scope(make.school()):
    family = make.family()
    parent, pupil = make.guardian(family), make.pupil(family)
    asked = make.asked(make.campaign(), "Papier")
    client = session_of(Client(), parent.account)
    session = client.cookies["session"].value
print(json.dumps({"session": session, "pupil": pupil.pk, "ask": asked.pk}))
"""


def typed() -> bytes:
    """A megabyte as an office program writes it: a page of text, and its fonts."""
    pdf = pikepdf.new()
    varied.text_page(pdf, varied.random.Random(3), "Helvetica")
    return padded(pdf)


def scanned() -> bytes:
    """A megabyte as a scanner makes it: one page, in colours, 200 dots per inch."""
    pdf = pikepdf.new()
    image = pictures.lit_from_the_side(pictures.letter(1650)).convert("RGB")
    page = pdf.add_blank_page(page_size=(595, 842))
    data = pictures.as_file(image, quality=88)
    picture = pikepdf.Stream(pdf, data, Filter=pikepdf.Name.DCTDecode)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.BitsPerComponent, picture.ColorSpace = 8, pikepdf.Name.DeviceRGB
    picture.Width, picture.Height = image.size
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.obj.Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /P Do Q")
    return padded(pdf)


def padded(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    pdf.Root.Padding = pikepdf.Stream(pdf, secrets.token_bytes(max(MEGABYTE - out.tell(), 1)))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def bare_loop(folder: Path, data: bytes, seconds: float = 3.0) -> float:
    """Files of that content a second, `AT_ONCE` at a time: hashed, written, synced, no more."""
    until = time.monotonic() + seconds

    def write(number: int) -> int:
        done = 0
        while time.monotonic() < until:
            hashlib.sha256(data).hexdigest()
            path = folder / f"{number}-{done}"
            with path.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            path.unlink()
            done += 1
        return done

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sum(threads.map(write, range(AT_ONCE))) / seconds


class Family:
    """A signed-in parent's browser, many times over."""

    def __init__(self, port: int, facts: dict):
        self.port, self.facts = port, facts
        self.page = f"/eleves/{facts['pupil']}/reinscription/"
        self.cookie = f"session={facts['session']}"
        html, said = self.ask("GET", self.page)
        cookies = " ".join(said.get_all("Set-Cookie", []))
        assert "csrf=" in cookies, (said.items(), html[:500])
        csrf = re.search(r"csrf=([^;]+)", cookies).group(1)
        self.cookie += f"; csrf={csrf}"
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html).group(1)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {"Cookie": self.cookie} | headers)
            answer = connection.getresponse()
            return self.read(answer)
        finally:
            connection.close()

    @staticmethod
    def read(answer):
        html = answer.read().decode()
        assert answer.status in {200, 302}, (answer.status, html[:2000])
        return html, answer.headers

    def hand_in(self, data: bytes) -> float:
        """Milliseconds until the portal has acknowledged it."""
        edge = secrets.token_hex(16)
        field = "files"
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{self.token}\r\n--{edge}\r\nContent-Disposition: form-data; "
            f'name="{field}"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        )
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        begun = time.perf_counter()
        self.ask(
            "POST",
            f"{self.page}importer/{self.facts['ask']}/",
            body,
            **{"Content-Type": f"multipart/form-data; boundary={edge}"},
        )
        return (time.perf_counter() - begun) * 1000


def hand_in_many(family: Family, data: bytes, count: int) -> tuple[float, list[float]]:
    """Acknowledgements a second, and each one's milliseconds."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        times = list(threads.map(lambda _: family.hand_in(data), range(count)))
    return count / (time.perf_counter() - begun), times


def processor_seconds(root: int) -> float:
    """What a program, its children and theirs have taken so far, those that ended included."""
    parents, taken = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            facts = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        parents[int(folder.name)] = int(facts[1])
        taken[int(folder.name)] = sum(map(int, facts[11:15]))
    ours = {root}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(taken.get(pid, 0) for pid in ours) / os.sysconf("SC_CLK_TCK")


def told(rate: float, times: list[float]) -> str:
    middle, fifth = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return f"{rate:.0f} a second, median {middle:.0f} ms, 95th {fifth:.0f} ms"


def lines(folder: Path, documents: int) -> Iterator[str]:
    """The figures, a line each."""
    place = Installation(folder, free_port())
    place.manage("prepare")
    program = f"import portamento.config, django; django.setup()\n{PREPARE}"
    env = place.env | {"DJANGO_SETTINGS_MODULE": "portamento.config.settings"}
    command = [sys.executable, "-c", program]
    made = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    facts = json.loads(made.stdout)
    server = place.start("serve", "--port", str(place.port))
    try:
        wait_for(place.port, server)
        family = Family(place.port, facts)
        yield from measured(family, folder, documents, server.pid)
    finally:
        server.terminate()
        server.communicate()


def measured(family: Family, folder: Path, documents: int, server: int) -> Iterator[str]:
    yield f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    data = typed()
    loop = bare_loop(folder, data)
    yield f"bare loop (sha256, write, fsync of 1 MB, {AT_ONCE} at once): {loop:.0f} a second"
    for _ in range(WARM):
        family.ask("GET", family.page)
    rates, held = [], 0
    for wanted in (*HELD, documents):
        hand_in_many(family, data, wanted - held)
        rate, line = few(family, data, server)
        yield f"1 MB PDF, {wanted} documents of the family before: {line}"
        rates.append(rate)
        held = wanted + FEW
    yield f"the last at {rate / rates[0]:.2f} of the first, at {rate / loop:.2f} of the loop"
    yield f"1 MB PDF of a scanner: {few(family, scanned(), server)[1]}"
    yield f"load after: {os.getloadavg()[0]:.1f}"


def few(family: Family, data: bytes, server: int) -> tuple[float, str]:
    """How many a second, and in words with what each one costs in all the programs."""
    before, own = processor_seconds(server), time.process_time()
    rate, times = hand_in_many(family, data, FEW)
    each = (processor_seconds(server) - before) / FEW * 1000
    ours = (time.process_time() - own) / FEW * 1000
    return rate, f"{told(rate, times)}, processor {each:.0f} ms (and {ours:.0f} of who sends it)"


def wait_for(port: int, server, seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert server.poll() is None, server.stdout.read()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/connexion/")
            connection.getresponse().read()
            time.sleep(3)  # the inspector begins after the web server
            return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise TimeoutError("the server does not answer")
