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
    _append_only(db, "events", "the log is append-only")


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


@migrations()
def m005_checkpoints(db: Database) -> None:
    """Where the log stood, signed; append-only like the log."""
    db.table("checkpoints").create(
        {"id": int, "size": int, "head": str, "envelope": str},
        pk="id",
        not_null={"size", "head", "envelope"},
    )
    _append_only(db, "checkpoints", "the checkpoints are append-only")


@migrations()
def m006_corrections(db: Database) -> None:
    """Releases that correct delivered ones; ``reason`` is sealed."""
    db.table("corrections").create({"release": str, "corrects": str, "reason": bytes}, pk="release")


@migrations()
def m007_inbox(db: Database) -> None:
    """What the public has written, and what became of it; ``enquiry`` and ``told`` are sealed."""
    db.table("inbox").create(
        {"id": str, "enquiry": bytes, "due": str, "state": str, "told": bytes, "ended": str},
        pk="id",
    )


@migrations()
def m008_correspondents(db: Database) -> None:
    """People on other computers whose signatures count here, what their logs are known to have been,
    and which artefacts were not handed over.
    """
    db.table("correspondents").create(
        {"fingerprint": str, "card": str, "address": str}, pk="fingerprint"
    )
    db.table("witnessed").create({"origin": str, "size": int, "head": str}, pk=("origin", "size"))
    db.table("artefacts").add_column("withheld", int)


@migrations()
def m009_drafts(db: Database) -> None:
    """What a person has not finished; ``content`` is sealed."""
    db.table("drafts").create(
        {"release": str, "kind": str, "content": bytes, "saved": str}, pk=("release", "kind")
    )


@migrations()
def m010_rotation(db: Database) -> None:
    """While the workspace's key is changed: which file each file was encrypted anew into."""
    db.table("rotated").create({"blob": str, "fresh": str, "wrapped_key": bytes}, pk="blob")


@migrations()
def m011_judged(db: Database) -> None:
    """When a resource of the register was last judged not to be opened; ISO 8601, UTC."""
    db.table("register").add_column("judged", str)
    db.execute("UPDATE register SET judged = added")


def _append_only(db: Database, table: str, why: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
