"""Joined files: complete, each part once, small."""

import gzip
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage

from portamento.ui import bundles

SOURCES = bundles.HERE
PORTAL = ("portal.css", "portal.js")
BUDGET = 80_000


@pytest.fixture(scope="module")
def joined():
    return bundles.bundles()


def test_each_component_is_in_a_bundle_once(joined):
    office = joined["office.css"].decode()
    for path in SOURCES.glob("components/*.css"):
        rules = bundles.COMMENT.sub("", path.read_text("utf-8")).strip()
        assert office.count(rules) == 1, path.name


def test_each_behaviour_is_in_a_bundle_once(joined):
    office = joined["office.js"].decode()
    for path in SOURCES.glob("behaviours/*.js"):
        for name in re.findall(r'^behaviour\("([\w-]+)"', path.read_text("utf-8"), re.MULTILINE):
            assert office.count(f'behaviour("{name}"') == 1, name


def test_no_import_is_left(joined):
    for name in (*PORTAL, "office.css", "office.js"):
        text = joined[name].decode()
        assert "@import" not in text
        assert not re.search(r"^(import|export)\b", text, re.MULTILINE)


def test_what_a_behaviour_imports_is_joined_before_it():
    for path in SOURCES.glob("behaviours/*.js"):
        for needed in re.findall(r'from "\./([\w-]+)\.js"', path.read_text("utf-8")):
            assert needed in bundles.SHARED, f"{path.name} imports {needed}"


def test_no_two_shared_parts_give_one_name_to_two_things():
    """Joined, they share one scope: a second declaration would stop every behaviour."""
    declared = []
    for name in bundles.SHARED:
        source = (SOURCES / "behaviours" / f"{name}.js").read_text("utf-8")
        pattern = r"^(?:export )?(?:const|let|class|(?:async )?function) (\w+)"
        declared += re.findall(pattern, source, re.MULTILINE)
    assert "behaviour" in declared
    assert {one for one in declared if declared.count(one) > 1} == set()


def test_every_url_of_the_style_leads_to_a_file(joined):
    for name in ("portal.css", "office.css"):
        for target in re.findall(r'url\("([^"]+)"\)', joined[name].decode()):
            assert target in joined


def test_a_portal_page_loads_less_than_its_budget(joined):
    texts = sum(len(gzip.compress(joined[name], 9)) for name in PORTAL)
    fonts = sum(len(content) for name, content in joined.items() if name.endswith(".woff2"))
    assert texts + fonts <= BUDGET


def test_the_portal_carries_nothing_of_the_office(joined):
    assert b"htmx" not in joined["portal.js"].replace(b'"htmx:afterRequest"', b"").replace(
        b"hx-get", b""
    )
    for word in (b".queue-list", b".viewer-page", b".heat"):
        assert word not in joined["portal.css"]


def test_files_stay_small():
    for path in SOURCES.glob("behaviours/*.js"):
        assert len(path.read_text("utf-8").splitlines()) < 60, path.name
    for path in [*SOURCES.glob("components/*.css"), *SOURCES.glob("css/*.css")]:
        assert len(path.read_text("utf-8").splitlines()) <= 200, path.name
    for path in SOURCES.rglob("*.html"):
        assert len(path.read_text("utf-8").splitlines()) <= 80, path.name


def test_the_finder_gives_files_to_those_who_look(tmp_path):
    finder = bundles.BundleFinder()
    assert Path(finder.find("portal.css")).read_bytes() == bundles.bundles()["portal.css"]
    assert finder.find("portal.css", find_all=True) == [finder.find("portal.css")]
    assert finder.find("absent.css") == []
    assert finder.find("../bundles.py") == []
    target = StaticFilesStorage(location=tmp_path, base_url="/static/")
    for path, storage in finder.list([]):
        with storage.open(path) as file:
            target.save(path, file)
    assert (tmp_path / "fonts" / "spectral-latin-500-normal.woff2").exists()


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not needed, only used if there")
@pytest.mark.parametrize("name", ["portal.js", "office.js"])
def test_the_joined_script_can_be_read(joined, name, tmp_path):
    file = tmp_path / name.replace(".js", ".mjs")
    file.write_bytes(joined[name])
    subprocess.run(["node", "--check", str(file)], check=True)


def test_the_finder_writes_again_what_a_cleaner_took():
    finder = bundles.BundleFinder()
    shutil.rmtree(Path(finder.find("portal.css")).parent)
    assert Path(finder.find("portal.css")).exists()


def test_what_we_took_from_others_is_as_they_made_it():
    for line in (SOURCES / "vendor" / "SHA256SUMS").read_text("utf-8").splitlines():
        expected, name = line.split()
        assert hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() == expected
