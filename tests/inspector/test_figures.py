"""The figures' own files: honest ones are taken, and the lines that are printed are whole."""

import pytest

from tests.inspector import figures, varied


@pytest.mark.filterwarnings("ignore")  # pikepdf's, on the odd versions asked for
def test_the_figures_of_a_few_files_are_printed(inspector, socket_path, ask):
    assert ask(next(varied.made(1))).accepted
    counts, *times = figures.pdfs(socket_path, 5)
    assert counts.startswith("5 varied PDFs: accepted 5")
    assert [line.split(":")[0].strip() for line in times] == ["judge", "read", "page"]
    assert all("95th" in line and "MB" in line for line in times)
