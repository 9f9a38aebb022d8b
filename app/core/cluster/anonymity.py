"""A recipe's anonymity over rows that lie on a cluster.

Equal tuples are counted there; the search, which looks at nothing else, runs here; what it finds goes
back as a function over batches, which generalises and leaves out rows where they lie.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.cluster.rows import grouped
from app.core.cluster.work import Climb, Generalise, class_keys
from app.core.desensitize.anonymize.answer import Answer, anonymize
from app.core.desensitize.anonymous import check_apart, effects_of, left_out, levels_of
from app.core.desensitize.engine import Effect
from app.core.desensitize.plan import Population, columns_of, named, problem_of
from app.core.jobs import Job
from app.core.model import Recipe


def made_anonymous_there(
    frame: Any, columns: tuple[str, ...], recipe: Recipe, population: Population = None
) -> tuple[Any, list[Effect]]:
    """The frame that a recipe's treatments begin with, and what was done to get there.

    Raises what the local engine raises for such a recipe.
    """
    if recipe.anonymity is None:
        return frame, []
    check_apart(recipe, columns)
    plan = named(recipe.anonymity, columns)
    tuples = grouped(frame, columns_of(plan))
    weights = tuples["count"].to_numpy()
    answer = anonymize(tuples, problem_of(tuples, plan, population), Job(), weights)
    answer.check(answer.output(), Job())
    told = [("–", left_out(answer.solution.suppressed, int(weights.sum())))]
    told += [(level.column, level.told()) for level in levels_of(answer)]
    return frame.mapInArrow(generalisation(answer), frame.schema), effects_of(told)


def generalisation(answer: Answer) -> Generalise:
    """The node that was found, and the classes that it suppresses, as something that can be sent."""
    climbs, numbers = [], []
    suppressed = answer.suppressed_rows
    for domain, level in zip(answer.tuples.domains, answer.solution.node, strict=True):
        rung = domain.rungs[level]
        climb = Climb(
            domain.hierarchy.column,
            domain.values,
            pa.array(rung.numbers.astype(np.int64)),
            rung.labels,
        )
        places = pc.index_in(answer.data[climb.column], value_set=climb.values)
        numbers.append(climb.numbers.take(places.filter(pa.array(suppressed)).combine_chunks()))
        climbs.append(climb)
    return Generalise(tuple(climbs), class_keys(numbers).unique())
