"""婚姻状况: by name or by the codes of GB/T 2261.2, up to whether there is a spouse."""

from app.core.desensitize.hierarchies.builtin import builtins
from app.core.desensitize.hierarchies.listed import Listed
from app.core.text import Text


@builtins.register
class MaritalHierarchy(Listed):
    id = "marital"
    title = Text("婚姻状况", "marital status")
    version = "1"
