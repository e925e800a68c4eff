"""What offices write becomes safe HTML whose titles stay in order."""

import re

from portamento.doors import prose


def test_titles_never_rise_below_a_higher_one():
    html = str(prose.html("# A\n\n## B\n\n### C\n\n#### D"))
    assert re.findall(r"<(h\d)>(\w)</\1>", html) == [
        ("h3", "A"),
        ("h4", "B"),
        ("h4", "C"),
        ("h4", "D"),
    ]


def test_what_is_not_ours_is_taken_out():
    html = str(prose.html("<script>x</script> [lien](javascript:x) **gras**"))
    assert "<script" not in html and "href" not in html and "<strong>gras</strong>" in html
