"""What a file holds beside its cells: told with its place and its text, and carried into no output.

One walk a container: :mod:`.package` (Office Open XML), :mod:`.ole` (.xls and old .et) and
:mod:`.open_document` (.ods). Each looks at every part, those that it does not know included.
"""
