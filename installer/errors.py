"""What can stop a build, each with the way on."""


class BuildStopped(Exception):
    """A build that cannot go on: what is wrong, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}\n  → {remedy}")
