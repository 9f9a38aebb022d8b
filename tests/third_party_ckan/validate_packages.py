"""Read bodies of package_create as JSON, and print what CKAN's schema says of each.

CKAN's validators look up names and organisations; its tables stand in memory, with the bodies' organisations.
"""

import json
import sys

from ckan import model
from ckan.common import config
from ckan.lib.navl.dictization_functions import validate
from ckan.logic.schema import default_create_package_schema
from sqlalchemy import create_engine, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import StaticPool


def main() -> None:
    bodies = json.load(sys.stdin)
    config.update({"ckan.site_url": "http://ckan.invalid", "ckan.plugins": "", "SECRET_KEY": "x"})
    _tables_in_memory()
    for name in {body["owner_org"] for body in bodies}:
        model.Session.add(model.Group(name=name, type="organization", is_organization=True))
    model.Session.commit()
    context = {"model": model, "session": model.Session, "user": "", "ignore_auth": True,
               "auth_user_obj": None}  # fmt: skip
    schema = default_create_package_schema()
    told = [validate(body, schema, dict(context))[1] for body in bodies]
    json.dump(told, sys.stdout, default=str)


def _tables_in_memory() -> None:
    compiles(JSONB, "sqlite")(lambda element, compiler, **kw: "JSON")
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as db:
        for table in model.meta.metadata.tables.values():
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            db.execute(text(f'CREATE TABLE "{table.name}" ({columns})'))
    model.init_model(engine)


if __name__ == "__main__":
    main()
