"""What a newer server says of a record is shown as it stands rather than not at all."""

from datetime import UTC, datetime

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.history import Event
from ciie_admin.views import facts_said, findings_said
from ciie_admin.views.ground import Ground
from tests.fixtures.editions import small_edition, small_tree

ON = Ground(small_edition(), {place.id: place for place in small_tree()})


def test_what_this_program_has_no_word_for_is_shown_by_its_code() -> None:
    at = datetime(2024, 9, 20, tzinfo=UTC)
    event = Event(at=at, what="fingerprinted", by="王处长", changed=("shoe_size",))
    (line,) = facts_said.timeline([event], ON, "zh")
    assert (line.name, line.who) == ("fingerprinted", "王处长")
    assert "shoe_size" in line.detail
    found = [Finding(rule="out_of_tune", severity=Severity.LOOK)]
    (said,) = findings_said.finding_lines(found, ON.places, "zh")
    assert said.text == "out_of_tune"
    assert "out_of_tune" in findings_said.checks_title(found, "zh")
