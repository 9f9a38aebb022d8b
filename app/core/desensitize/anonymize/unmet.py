"""What a published table falls short of: the models once more, over the output's own texts.

Nothing that a search has worked out is used, neither its classes nor its levels. Suppressed rows are no
class, but count where a class is compared with the whole table.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from app.core.contingency import contingency
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.tuples import tuples_of
from app.core.desensitize.hierarchies.generated import flat
from app.core.jobs import Job

_MARK = "\0suppressed"  # a further column, by which suppressed rows are classes of their own


def unmet(
    output: pa.Table, columns: Sequence[str], models: Sequence[Model], suppressed: Mask, job: Job
) -> tuple[tuple[Model, int], ...]:
    """The models that an output of rows in their order does not keep, each with the rows of classes
    that it refuses. ``suppressed``: of each row, whether it tells nothing any more.
    """
    if not output.num_rows:
        return ()
    mark = pa.array(np.where(suppressed, "1", "0")).dictionary_encode()
    marked = output.append_column(_MARK, mark)
    table = contingency(marked, [*columns, _MARK], job)
    whole = [flat(name, values) for name, values in zip(table.columns, table.values, strict=True)]
    sensitive = {model.sensitive: output[model.sensitive] for model in models if model.sensitive}
    tuples = tuples_of(table, whole, sensitive)
    classes = Grouping(tuples).over(None, (0,) * len(whole))
    shown = np.asarray(table.values[-1].to_pylist())[table.codes[-1]] == "0"
    found = []
    for model in models:
        refused = shown & ~model.on(tuples)(classes, shown)
        if refused.any():
            found.append((model, int(tuples.counts[refused].sum())))
    return tuple(found)
