"""Families of plug-ins: a file dropped into a package registers itself by a decorator.

A registry that found nothing would read as "no sensitive data", so it fails closed: the policy
``resources/rules/policy.json`` names what every family must hold, and every use compares.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

from app.core import resources
from app.core.errors import PluginUnknown, RegistryIncomplete
from app.core.text import Text


class Plugin(Protocol):
    """What every plug-in says of itself."""

    id: str
    title: Text
    version: str


P = TypeVar("P", bound=Plugin)


class Registry(Generic[P]):
    """The plug-ins of one family, by id, in the order of their ids."""

    def __init__(self, family: str, title: Text, package: str) -> None:
        self.family = family
        self.title = title
        self._package = package
        self._plugins: dict[str, P] = {}
        self._loaded = False

    def register(self, plugin: type[P]) -> type[P]:
        """Class decorator: make one instance known under its id."""
        if plugin.id in self._plugins:
            raise ValueError(f"two {self.family} called {plugin.id}")
        self._plugins[plugin.id] = plugin()
        return plugin

    def all(self) -> Mapping[str, P]:
        """Every plug-in of the family. Raises :class:`RegistryIncomplete`."""
        if not self._loaded:
            package = importlib.import_module(self._package)
            for module in pkgutil.iter_modules(package.__path__, f"{self._package}."):
                importlib.import_module(module.name)
            self._plugins = dict(sorted(self._plugins.items()))
            self._loaded = True
        missing = [name for name in required(self.family) if name not in self._plugins]
        if missing:
            raise RegistryIncomplete(kind=self.title, missing=", ".join(missing))
        return self._plugins

    def title_of(self, id: str) -> Text:
        """What people call it; the id itself of one that is gone, or was never here (an agency's own rule)."""
        known = self.all()
        return known[id].title if id in known else Text.plain(id)

    def get(self, id: str) -> P:
        """One plug-in. Raises :class:`PluginUnknown`."""
        plugins = self.all()
        if id not in plugins:
            raise PluginUnknown(id=id, kind=self.title, known=", ".join(plugins))
        return plugins[id]

    def versions(self) -> dict[str, str]:
        """Ids and versions, to be recorded with what the plug-ins found."""
        return {id: plugin.version for id, plugin in self.all().items()}


def required(family: str) -> list[str]:
    """The ids that the policy asks of a family."""
    return list(resources.pack("policy").data["required"][family])
