"""What is wrong in a file, line by line, without drowning whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from tollbook.model.finding import Finding

MOST: Final = 20
"""So many lines of one kind are told of in full; the rest are counted."""


@dataclass(slots=True)
class Wrong:
    """Gathers findings about the lines of the file called `name`, at most MOST of one code with their lines."""

    name: str
    _told: dict[str, list[Finding]] = field(default_factory=dict)
    _more: dict[str, int] = field(default_factory=dict)

    def at(self, line: int, code: str, message: str, advice: str = "") -> None:
        """Say that `line` is wrong."""
        told = self._told.setdefault(code, [])
        if len(told) < MOST:
            told.append(Finding(code=code, where=f"{self.name}:{line}", message=message, advice=advice))
        else:
            self._more[code] = self._more.get(code, 0) + 1

    def of_all(self, code: str, message: str, advice: str = "") -> None:
        """Say what is wrong with the file as a whole."""
        self._told.setdefault(code, []).append(Finding(code=code, where=self.name, message=message, advice=advice))

    def findings(self) -> tuple[Finding, ...]:
        """All of them, those of one code together, in the order in which the codes came up."""
        told = []
        for code, findings in self._told.items():
            told += findings
            if more := self._more.get(code):
                told.append(
                    Finding(
                        code=code,
                        where=self.name,
                        message=f"and {more:,} more rows like the last",
                        advice=findings[-1].advice,
                    )
                )
        return tuple(told)
