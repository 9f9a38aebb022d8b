"""性别: by name or by the codes of GB/T 2261.1; there is nothing between a value and all of them."""

from app.core.desensitize.hierarchies.builtin import builtins
from app.core.desensitize.hierarchies.listed import Listed
from app.core.text import Text


@builtins.register
class SexHierarchy(Listed):
    id = "sex"
    title = Text("性别", "sex")
    version = "1"
