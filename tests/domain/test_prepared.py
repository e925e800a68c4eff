"""A query kept in words says what it would say if it were put into words each time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portamento.accounts.actions import ask_email_confirmation
from portamento.accounts.models import EmailConfirmation
from portamento.families.models import Guardian
from portamento.foundation import clock
from portamento.schools.prepared import Prepared
from portamento.schools.scope import OutsideScope, scope
from tests import make


def of_family(family):
    return Guardian.objects.filter(family=family).select_related("person").order_by("rank")


def test_other_values_are_other_rows_with_all_that_was_joined(valmont):
    martin, benali = make.guardian(make.family("Martin")), make.guardian(make.family("Benali"))
    worded = []
    ready = Prepared(lambda family: worded.append(family) or of_family(family))
    for guardian in (martin, benali, martin):
        with CaptureQueriesContext(connection) as asked:
            [found] = ready(guardian.family_id)
            assert found.person == guardian.person
        assert found == guardian and len(asked) == 1
    assert ready(0) == []
    assert len(worded) == 1


def test_each_school_has_its_own_words(db):
    valmont, bellerive = make.school(), make.school("bellerive", "Bellerive", "Bellerive")
    ready = Prepared(of_family)
    with scope(valmont):
        guardian = make.guardian(make.family("Martin"))
        assert ready(guardian.family_id) == [guardian]
    with scope(bellerive):
        assert ready(guardian.family_id) == []
    with pytest.raises(OutsideScope):
        ready(guardian.family_id)


def test_a_moment_is_a_value_like_another(valmont):
    account = make.guardian(make.family()).account
    asked = ask_email_confirmation(account, "autre@example.org", by=account)
    ready = Prepared(lambda at: EmailConfirmation.objects.live(at))
    assert ready(asked.expires_at - timedelta(seconds=1)) == [asked]
    assert ready(asked.expires_at) == []


def test_what_would_be_true_of_one_moment_alone_is_refused(valmont):
    ready = Prepared(lambda family: of_family(family).filter(left_on__lte=clock.today()))
    with pytest.raises(clock.Stopped):
        ready(1)


def test_a_value_that_the_query_leaves_out_is_refused(valmont):
    with pytest.raises(ValueError, match="leaves out"):
        Prepared(lambda family, pupil: of_family(family))(1, 2)
