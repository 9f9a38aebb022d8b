"""One further model of anonymity, its bound, and what it compares with, beside k and l."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from app.core.desensitize.anonymize.asking import asks_population, parameters
from app.core.desensitize.anonymize.model import models
from app.core.model import AskedModel
from app.core.text import Language
from app.ui.widgets.labels import narrow_choice
from app.ui.widgets.population_choice import PopulationChoice

BOUNDS = {  # the parameter that is asked for, with its range
    "average-risk": ("risk", 0.001, 1.0),
    "k-map": ("k", 2, 1_000_000),
    "entropy-l-diversity": ("l", 1.0, 1000.0),
    "recursive-l-diversity": ("c", 0.01, 1000.0),
    "equal-t-closeness": ("t", 0.0, 1.0),
    "ordered-t-closeness": ("t", 0.0, 1.0),
    "delta-disclosure": ("delta", 0.01, 100.0),
    "beta-likeness": ("beta", 0.01, 100.0),
}

DECIMALS = 3


class ModelChoice(QWidget):
    """``changed``: another model, bound or population. Models that this cannot show (a plan may have
    several) are kept as they were."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._kept: tuple[AskedModel, ...] = ()
        self._params: dict[str, object] = {}
        self.model = narrow_choice()
        self.model.addItem(self.tr("（不加）"), "")
        for id in BOUNDS:
            self.model.addItem(models.get(id).title.to(language), id)
        self.bound = QDoubleSpinBox()
        self.population = PopulationChoice()
        self.bound.setAccessibleName(self.tr("模型的界限"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.model, 1)
        row.addWidget(self.bound)
        row.addWidget(self.population)
        self.setFocusProxy(self.model)
        self.model.currentIndexChanged.connect(lambda _: self._begin())
        self.bound.valueChanged.connect(lambda _: self.changed.emit())
        self.population.changed.connect(self.changed)
        self._begin()

    def show_models(self, asked: tuple[AskedModel, ...], sensitive: str) -> None:
        """Show the first that can be shown, over no other column than this; the others are kept."""
        fitting = (one for one in asked if one.id in BOUNDS)
        over = (one for one in fitting if one.params.get("sensitive", sensitive) == sensitive)
        shown = next(over, None)
        self._kept = tuple(one for one in asked if one is not shown)
        self.model.setCurrentIndex(self.model.findData(shown.id) if shown is not None else 0)
        if shown is not None:
            self._params = dict(shown.params)
            self.bound.setValue(float(shown.params.get(BOUNDS[shown.id][0], self.bound.value())))
        self.population.setVisible(self.asks_population())

    def asked(self, sensitive: str) -> tuple[AskedModel, ...]:
        """What is asked for, over a sensitive column."""
        id = self.model.currentData()
        if not id:
            return self._kept
        name, value = BOUNDS[id][0], self.bound.value()
        bound = round(value) if _is_whole(id) else round(value, DECIMALS)
        params = self._params | {name: bound}
        if "sensitive" in parameters(id):
            params["sensitive"] = sensitive
        return (AskedModel(id, params), *self._kept)

    def lacks_column(self) -> bool:
        """Whether the chosen model asks for a sensitive column."""
        return any(not one.params.get("sensitive", "–") for one in self.asked(""))

    def asks_population(self) -> bool:
        """Whether one of the models compares with the population."""
        return any(map(asks_population, self.asked("")))

    def _begin(self) -> None:
        """Another model: the bound that it has by itself."""
        id = self.model.currentData()
        self._params = {}
        self.bound.setEnabled(bool(id))
        if id:
            name, least, most = BOUNDS[id]
            self.bound.setDecimals(0 if _is_whole(id) else DECIMALS)
            self.bound.setRange(least, most)
            self.bound.setValue(float(getattr(models.get(id), name)))
        self.population.setVisible(self.asks_population())
        self.changed.emit()


def _is_whole(id: str) -> bool:
    """Whether a model's bound is a whole number."""
    return parameters(id)[BOUNDS[id][0]] is int
