"""Updates of an installed program from a repository that administrators sign (The Update Framework).

    repository (folder, share, stick, HTTPS) ─► channel ─► staging: the new tree, whole ─► swap, or back

Off unless a policy, or the person who calls, names a source. ``docs/updates.md`` says how one is made.
"""
