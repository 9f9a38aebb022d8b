"""What an administrator lays down for every workstation: a signed policy pack, and what holds by it.

    policy.toml, platforms/, rules/ … ─► PolicyPack ─► envelope, signed ─► policy.json on every computer
                                                                              │
    pack (locked) ─► workspace or user ─► pack (default) ─► built in  ◄── standing ┘

``docs/policy.md`` says what a pack may hold.
"""
