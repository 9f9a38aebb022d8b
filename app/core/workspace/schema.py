"""The workspace database: its tables, and the migrations that make them."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("gongkai")


@migrations()
def m001_first_tables(db: Database) -> None:
    """Releases, their artefacts, identities, settings, and the append-only log."""
    db.table("releases").create(
        {"id": str, "name": bytes, "state": str, "created": str, "updated": str}, pk="id"
    )
    db.table("artefacts").create(
        {
            "id": int,
            "release": str,
            "kind": str,
            "digest": str,
            "blob": str,
            "wrapped_key": bytes,
            "made_by": int,
            "voided_by": int,
        },
        pk="id",
        foreign_keys=[("release", "releases", "id")],
    ).create_index(["release", "kind"])
    db.table("identities").create({"name": str, "card": str}, pk="name")
    db.table("settings").create({"key": str, "value": str}, pk="key")
    db.table("events").create(
        {"seq": int, "release": str, "body": str, "previous": str, "hash": str},
        pk="seq",
        not_null={"body", "previous", "hash"},
    )
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER events_no_{verb.lower()} BEFORE {verb} ON events "
            "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )


@migrations()
def m002_register(db: Database) -> None:
    """Entries of resources that have no release here; ``entry`` is sealed."""
    db.table("register").create({"id": int, "entry": bytes, "added": str}, pk="id")


@migrations()
def m003_shredding(db: Database) -> None:
    """When an artefact's content was shredded; its wrapped key is then gone."""
    db.table("artefacts").add_column("shredded", str)


@migrations()
def m004_queue(db: Database) -> None:
    """Deliveries that wait for their turn; times are ISO 8601, UTC."""
    db.table("deliveries").create(
        {
            "id": int,
            "release": str,
            "profile": str,
            "state": str,
            "attempts": int,
            "due": str,
            "error": str,
            "added": str,
        },
        pk="id",
        foreign_keys=[("release", "releases", "id")],
    )
