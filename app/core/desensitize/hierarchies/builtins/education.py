"""学历: levels of education by name or by the codes of GB/T 4658, up to the stages of schooling."""

from app.core.desensitize.hierarchies.builtin import builtins
from app.core.desensitize.hierarchies.listed import Listed
from app.core.text import Text


@builtins.register
class EducationHierarchy(Listed):
    id = "education"
    title = Text("学历", "education")
    version = "1"
