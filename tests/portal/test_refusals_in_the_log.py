"""What the operator reads when somebody is refused."""

import logging

from portamento.config.logs import FaultsOfOurOwn
from tests import make


def test_a_refused_page_is_one_line_and_no_traceback(valmont, sign_in, caplog):
    with caplog.at_level(logging.WARNING, "django.request"), caplog.filtering(FaultsOfOurOwn()):
        answer = sign_in(make.guardian(make.family()).account).get("/bureau/")
    assert answer.status_code == 403
    (told,) = [one for one in caplog.records if one.name == "django.request"]
    assert "Forbidden" in told.getMessage()
    assert told.exc_info is None
