"""民族: the 56 ethnic groups by name or by the codes of GB/T 3304, up to Han and minorities."""

from app.core.desensitize.hierarchies.builtin import builtins
from app.core.desensitize.hierarchies.listed import Listed
from app.core.text import Text


@builtins.register
class EthnicityHierarchy(Listed):
    id = "ethnicity"
    title = Text("民族", "ethnic groups")
    version = "1"
