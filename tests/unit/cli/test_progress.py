"""Long work says now and then how far it is; short work says nothing."""

from __future__ import annotations

import pytest

from webapp.cli.progress import progress


@pytest.mark.parametrize(("total", "lines"), [(499, 0), (1517, 6)])
def test_long_work_says_how_far_it_is(total: int, lines: int, capsys: pytest.CaptureFixture[str]) -> None:
    tell = progress("已编译", "compiled")
    for done in range(1, total + 1):
        tell(done, total)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == lines
    assert not said or f"{total}/{total}" in said[-1]
