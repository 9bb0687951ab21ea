import pytest

from peerdesk.domain.happening import happening


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("playground, TA:", "playground, TA"),
        ("  lunch hall :  ", "lunch hall"),
        ("10:30 break:", ""),
        ('TA: "we are told not to":', ""),
        ("TA:", "TA"),
        (":", ""),
        ("4:", ""),
        ("Y5 said: changed a word first", ""),
        ("they began with “say it”:", ""),
        ("so many words that nobody would call an activity by them, and that go on:", ""),
        ("", ""),
    ],
)
def test_a_line_that_ends_in_a_colon_names_what_happened(typed: str, title: str) -> None:
    assert happening(typed) == title
