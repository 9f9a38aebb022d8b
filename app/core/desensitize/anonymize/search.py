"""The search: the node of least loss whose refused classes are few enough to suppress.

General nodes come first, so that one that fails rules out all below it; and where one is likely to
fail, nodes above it are tried in its place (:mod:`app.core.desensitize.anonymize.probes`). Each node that is looked at
tells what its classes imply for others: rows that it must suppress must be suppressed below
(absorbing models), and what stands together in it stands together above. A node is left out only by
such proven bounds, so when none is open the best is optimal; until then the least open bound says how
far from it the best can be. The bounds by predictive tagging are after F. Kohlmayer, F. Prasser et al.,
Flash, PASSAT 2012.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.core.desensitize.anonymize.bounds import Bounds
from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Floats, Lattice, Mask, Node, Numbers, dot
from app.core.desensitize.anonymize.model import Keep
from app.core.desensitize.anonymize.pairs import ruled_out
from app.core.desensitize.anonymize.probes import Probes
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.errors import Cancelled
from app.core.jobs import Job

_TOWARDS_GOOD = 0.9  # how much a low floor counts in the order of visits, beside generality
_MANY = 1 << 10  # open nodes from which on pairs are asked: of fewer not as many are looked at
_LOW = 0.1  # of the highest floor: nodes that cost less hardly ever do, and have the most classes


@dataclass(frozen=True)
class Solution:
    """``loss``: the metric's value. ``suppressed``: rows. ``classes``: those that are kept."""

    node: Node
    loss: float
    suppressed: int
    classes: int


@dataclass(frozen=True)
class Found:
    """What a search found. ``solution``: the best, or None where no node looked at will do.

    ``lower_bound``: no node has a lower loss. ``optimal``: the search is complete, so that the best is
    proven, or that there is none. ``least_suppressed``: the fewest rows that a node looked at had to
    suppress. ``seconds``: of processor time.
    """

    solution: Solution | None
    optimal: bool
    lower_bound: float
    checked: int
    nodes: int
    least_suppressed: int
    seconds: float


def search(tuples: Tuples, problem: Problem, job: Job) -> Found:
    """The best node. A cancelled job ends it like a spent time limit, once there is a solution.

    Raises LatticeTooLarge; Cancelled.
    """
    if not tuples.rows:
        return Found(None, True, math.inf, 0, 0, 0, 0.0)
    return _Search(tuples, problem).run(problem.seconds, job)


def evaluate(tuples: Tuples, problem: Problem, node: Node) -> Solution | None:
    """One node, by itself; None where it suppresses too many rows."""
    search = _Search(tuples, problem)
    search.look_at(node)
    return search.best


class _Search:
    def __init__(self, tuples: Tuples, problem: Problem) -> None:
        self._began = time.process_time()
        self._lattice = Lattice([domain.height for domain in tuples.domains])
        self._rows = tuples.rows
        self._most = problem.most_suppressed(self._rows)
        models = sorted(problem.models, key=lambda model: model.whole)
        self._absorbing = [model.on(tuples) for model in models if model.absorbing]
        self._others = [model.on(tuples) for model in models if not model.absorbing]
        self._can_fail = self._most < self._rows
        self._monotone = all(model.monotone for model in problem.models)
        self._least_rows = max(model.least_rows for model in problem.models)
        least = self._least(tuples)
        self._grouping = Grouping(tuples, least)
        self._probes = Probes(tuples, self._lattice)
        self._scale = problem.metric.on(tuples, self._grouping, self._lattice, self._least_rows)
        floors = self._scale.floors
        nodes, sifted = self._open(least)
        order = _order(self._lattice, floors, nodes)
        self._bounds = Bounds(self._lattice, self._scale.join, floors, order, compare=sifted)
        self.best: Solution | None = None
        self._fewest = self._rows
        self._checked = 0

    def _least(self, tuples: Tuples) -> Node:
        """Of each attribute, the least level that does if all others are at their most general.

        Classes of several attributes are parts of those of one (K. LeFevre, D. DeWitt, R. Ramakrishnan,
        Incognito, SIGMOD 2005), so no node with a lower level will do.
        """
        least = []
        for levels in tuples.label_rows:
            small = [float(rows[rows < self._least_rows].sum()) for rows in levels[:-1]]
            least.append(sum(rows > self._most for rows in small))
        return tuple(least)

    def _open(self, least: Node) -> tuple[Numbers, bool]:
        """The nodes that no attributes by themselves rule out, and whether pairs were asked.

        The most general is always one: it tells how many rows must be suppressed in any case. Pairs are
        asked where nothing may be suppressed, so that one small class of theirs is enough.
        """
        lattice = self._lattice
        closed = lattice.meet(np.diag(lattice.levels < np.repeat(least, lattice.shape)))
        pairs = self._can_fail and not self._most and np.count_nonzero(~closed) > _MANY
        if pairs:
            source, blocks = self._grouping.least, self._grouping.blocks
            closed |= lattice.meet(ruled_out(source, blocks, lattice, self._least_rows))
        closed[-1] = False
        return np.flatnonzero(~closed), bool(pairs)

    def run(self, seconds: float | None, job: Job) -> Found:
        deadline = None if seconds is None else time.monotonic() + seconds
        stopped = False
        while not stopped:
            node = self._bounds.next()
            if node is None:
                break
            if not self._fails_above(node):
                self.look_at(node)
            stopped = self._is_over(deadline, job)
        least = self._bounds.least()
        return Found(
            solution=self.best,
            optimal=not len(self._bounds),
            lower_bound=self._scale.value(least) if math.isfinite(least) else math.inf,
            checked=self._checked,
            nodes=self._lattice.size,
            least_suppressed=self._fewest,
            seconds=time.process_time() - self._began,
        )

    def _is_over(self, deadline: float | None, job: Job) -> bool:
        try:
            job.report(self._lattice.size - len(self._bounds), self._lattice.size)
        except Cancelled:
            if self.best is None:
                raise
            return True
        return deadline is not None and time.monotonic() >= deadline

    def _fails_above(self, node: Node) -> bool:
        """Whether a node above it fails, and so does this one."""
        path = self._probes.above(node) if self._can_fail and not self._bounds.compared else []
        while path:
            failed = self._is_too_fine(self._classes(path[-1]))
            self._probes.guessed(path[-1], failed=failed)
            if failed:
                return True
            path = path[: len(path) // 2]
        return False

    def look_at(self, node: Node) -> None:
        classes = self._classes(node)
        failed = self._is_too_fine(classes)
        if self._can_fail:
            self._probes.learn(node, failed=failed)
        if failed:
            return
        allowed = _kept(self._absorbing, classes, np.ones(len(classes.sizes), np.bool_))
        suppressed = self._suppressed(classes, allowed)
        if suppressed > self._most:
            self._bounds.exclude_below(node)
            return
        kept = allowed
        if self._others:
            kept = _kept(self._others, classes, allowed)
            suppressed = self._suppressed(classes, kept)
        if suppressed <= self._most and suppressed < self._rows:
            self._score(classes, kept, suppressed)
        elif self._monotone and not self._most:
            self._bounds.exclude_below(node)
            return
        self._bounds.penalise(node, self._scale.penalty(classes, allowed))
        floor = self._scale.floor(classes)
        if floor is not None:
            self._bounds.raise_floor(node, floor)

    def _classes(self, node: Node) -> Classes:
        self._checked += 1
        return self._grouping.at(node)

    def _is_too_fine(self, classes: Classes) -> bool:
        """Whether too many rows stand in classes too small for the models; below, they do too."""
        small = classes.rows_below(self._least_rows) if self._can_fail else 0
        if small <= self._most:
            return False
        self._fewest = min(self._fewest, small)
        self._bounds.exclude_below(classes.node)
        return True

    def _suppressed(self, classes: Classes, kept: Mask) -> int:
        suppressed = int(dot(classes.source.rows, ~kept))
        self._fewest = min(self._fewest, suppressed)
        return suppressed

    def _score(self, classes: Classes, kept: Mask, suppressed: int) -> None:
        score = self._scale.score(classes, kept)
        if score < self._bounds.best:
            count = classes.count(kept)
            self.best = Solution(classes.node, self._scale.value(score), suppressed, count)
            self._bounds.improve(score)


def _kept(models: Sequence[Keep], classes: Classes, kept: Mask) -> Mask:
    for keep in models:
        kept = keep(classes, kept)
    return kept


def _order(lattice: Lattice, floors: Floats, nodes: Numbers) -> Numbers:
    """General nodes before specific ones, promising ones before others.

    The most general node is the first: if any node will do it mostly does, so that there is an answer
    from the beginning. Keys of 16 bits say enough of the others, and sort in a tenth of the time.
    """
    keys = _TOWARDS_GOOD * np.log(np.maximum(floors, max(_LOW * floors.max(), 1e-9)))[nodes]
    keys -= lattice.every(np.log1p(lattice.levels))[nodes]
    keys -= keys.min()
    keys *= (np.iinfo(np.uint16).max - 1) / max(keys.max(), 1e-9)
    ranks = keys.astype(np.uint16) + np.uint16(1)
    ranks[-1] = 0
    return nodes[np.argsort(ranks, kind="stable")]
