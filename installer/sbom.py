"""The software bill of materials, in CycloneDX 1.6: the same file for the same build."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from installer import moment, sources
from installer.licences import Shipped, models, shipped
from installer.program import __version__
from installer.target import WINDOWS, Target


def write(target: Target, site: Path, file: Path) -> None:
    """Every package and network with its licence, and what is inside the interpreter."""
    program = Component(
        name="gongkai",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=f"gongkai@{__version__}",  # random where it is not said
    )
    program.licenses.add(LicenseExpression("Apache-2.0"))
    parts = [_component(one, ComponentType.LIBRARY) for one in shipped(site)]
    parts += [_component(one, ComponentType.MACHINE_LEARNING_MODEL) for one in models()]
    bom = Bom(components=[*parts, *_runtime(target)])
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(moment.of_source(), UTC)
    bom.serial_number = uuid5(NAMESPACE_URL, f"gongkai/{target.name}/{__version__}")
    bom.register_dependency(program, bom.components)
    file.write_text(
        JsonV1Dot6(bom).output_as_string(indent=1) + "\n", encoding="utf-8", newline="\n"
    )


def _component(one: Shipped, kind: ComponentType) -> Component:
    return Component(
        name=one.name,
        version=one.version,
        type=kind,
        bom_ref=f"pkg:pypi/{one.name}@{one.version}",
        purl=PackageURL("pypi", name=one.name, version=one.version),
        licenses=[LicenseExpression(one.licence)],
    )


def _runtime(target: Target) -> list[Component]:
    """CPython, and what is compiled into it where we compile it ourselves."""
    pins = sources.pins()["windows" if target is WINDOWS else "linux"]
    parts = [("cpython", pins["version"], "PSF-2.0")]
    parts += [(name, *said) for name, said in pins.get("inside", {}).items()]
    return [
        Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"pkg:generic/{name}@{version}",
            purl=PackageURL("generic", name=name, version=version),
            licenses=[LicenseExpression(licence)],
        )
        for name, version, licence in parts
    ]
