"""The estimators by their names; each is fetched only when it is asked, with what it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from tollbook.estimates.estimate import LEVEL, Estimate
from tollbook.estimates.table import Table
from tollbook.model.finding import Refusal

Progress = Callable[[float], None]
"""Told of the share of the work that is done, from 0 to 1."""

EXTRA: Final = frozenset({"numba", "llvmlite", "scipy"})
"""What the extra `estimates` brings."""


@dataclass(frozen=True, slots=True)
class Estimator:
    """One estimator: its name (that of its estimates), where it is, whether it draws, and tells its progress."""

    name: str
    module: str
    function: str = "estimate"
    draws: bool = False
    slow: bool = False

    def __call__(
        self, table: Table, *, level: float = LEVEL, seed: int = 0, progress: Progress | None = None
    ) -> Estimate:
        """What it says of `table`. Raises NotIdentified as it does, Refusal where what it needs is missing."""
        given: dict[str, Any] = {"level": level}
        if self.draws:
            given["seed"] = seed
        if self.slow:
            given["progress"] = progress
        return self.fetch()(table, **given)

    def fetch(self) -> Callable[..., Estimate]:
        """The function itself. Raises Refusal where what it needs is not installed."""
        function: Callable[..., Estimate] = fetch(f"the estimator “{self.name}”", self.module, self.function)
        return function


def fetch(what: str, module: str, name: str) -> Any:
    """What `module` calls `name`. Raises Refusal, with `what` needs it, where the extra is not installed."""
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as missing:
        package = (missing.name or "").partition(".")[0]
        if package not in EXTRA:
            raise
        raise Refusal(
            f"{what} needs {package}, which is not installed",
            "Install what estimates need: pip install 'tollbook[estimates]'.",
        ) from missing


_ALL: Final = (
    Estimator("chao", "tollbook.estimates.chao"),
    Estimator("chao by list", "tollbook.estimates.chao", "by_list"),
    Estimator("chao classical", "tollbook.estimates.chao", "classical"),
    Estimator("log-linear", "tollbook.estimates.loglinear"),
    Estimator("log-linear averaged", "tollbook.estimates.loglinear", "average", draws=True),
    Estimator("stepwise", "tollbook.estimates.loglinear", "stepwise", draws=True, slow=True),
    Estimator("decomposable", "tollbook.estimates.graphs", draws=True, slow=True),
    Estimator("latent classes", "tollbook.estimates.classes", draws=True, slow=True),
)

ESTIMATORS: Final = {one.name: one for one in _ALL if find_spec(one.module)}
"""All that are there, by their names."""

DEFAULT: Final = tuple(name for name in ESTIMATORS if name != "chao classical")
"""Those that are asked where nobody chooses."""

DEFAULT_OF_RECORDS: Final = tuple(
    name for name in ("chao", "chao by list", "log-linear", "decomposable") if name in ESTIMATORS
)
"""Those of them that answer fast enough to be asked of a hundred linkages."""

LINKAGES: Final = 100
"""So many linkages are drawn where nobody says how many."""

RECOMMENDED: Final = (
    "combined",
    "decomposable",
    "log-linear averaged",
    "latent classes",
    "stepwise",
    "chao by list",
    "chao",
)
"""Whose number to quote: the first of these that gives one (docs/method/estimates.md)."""


def named(names: Sequence[str]) -> tuple[Estimator, ...]:
    """The estimators called so, each once, hyphens and blanks alike. Raises Refusal where there is none."""
    by_key = {_key(name): one for name, one in ESTIMATORS.items()}
    for name in names:
        if _key(name) not in by_key:
            raise Refusal(f"there is no estimator “{name}”", f"There are: {', '.join(ESTIMATORS)}.")
    return tuple(dict.fromkeys(by_key[_key(name)] for name in names))


def _key(name: str) -> str:
    return name.casefold().replace("-", " ").strip()
