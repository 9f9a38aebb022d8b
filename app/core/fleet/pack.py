"""A policy pack: what an administrator lays down, as one typed and versioned value.

Fields that are not set are not written, so that a pack keeps its bytes, and with them its signatures, when
a later program knows more fields. A pack of a later ``schema`` is refused, never half understood.
"""

import datetime
from typing import Annotated, Any, Final, Literal

import msgspec

from app.core.model import Role
from app.core.resources import Pack
from app.core.text import Language, Text
from app.core.trust import canonical, in_toto
from app.core.trust.roles.history import Document

SCHEMA: Final = 1


def told(zh: str, en: str, **bounds: Any) -> msgspec.Meta:
    """What a field means, in both languages, and its bounds."""
    return msgspec.Meta(extra={"told": Text(zh, en)}, **bounds)


class Part(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What every part of a pack is: nothing in it goes unread."""


class Settings(Part, frozen=True, kw_only=True):
    """Values that hold where nobody here has chosen, or, if they are locked, whatever was chosen."""

    language: Annotated[
        Language | None, told("界面和命令行的语言", "language of the window and the command line")
    ] = None
    province: Annotated[
        str | None,
        told(
            "分级规则：省份的标识，可为包内规则定义的",
            "whose grades count: a province's id, maybe of the pack's rules",
        ),
    ] = None
    route: Annotated[
        str | None, told("审查路线，可为包内路线", "the route of review, maybe one of the pack's")
    ] = None
    catalog_platform: Annotated[
        str | None, told("编目按哪个平台检查", "by which platform's rules entries are checked")
    ] = None
    retention_days: Annotated[
        Annotated[int, msgspec.Meta(ge=0)] | None,
        told("送达后原始数据保留的天数", "days that originals are kept after delivery"),
    ] = None
    received_retention_days: Annotated[
        Annotated[int, msgspec.Meta(ge=0)] | None,
        told(
            "交回审查意见后，收到的原始数据保留的天数",
            "days that received originals are kept after the answer",
        ),
    ] = None
    handover_originals: Annotated[
        Literal["free", "never", "always"] | None,
        told(
            "移交审查时是否带原始数据：由承办人决定、一律不带、一律带上",
            "whether originals go to the reviewer: by the clerk's choice, never, always",
        ),
    ] = None
    upload_platform: Annotated[
        str | None,
        told("送达的平台：platforms 下的标识", "where packages go: an id under platforms"),
    ] = None
    upload_bytes_per_second: Annotated[
        Annotated[int, msgspec.Meta(ge=0)] | None,
        told(
            "发送速度上限，字节每秒；0 为不限",
            "the most that is sent, bytes a second; 0 is no limit",
        ),
    ] = None
    upload_hours: Annotated[
        str | None,
        told(
            "允许发送的时段，本地时间，如 20:00-06:00",
            "when sending is allowed, local time, such as 20:00-06:00",
        ),
    ] = None
    update_source: Annotated[
        str | None,
        told(
            "更新源：文件夹、共享或 https 地址；不写则不更新",
            "where updates come from: a folder, share or https address; none, if not set",
        ),
    ] = None


class Restrictions(Part, frozen=True, kw_only=True):
    """What cannot be done here at all; nobody but the administrator can lift it."""

    connectors: Annotated[
        tuple[str, ...] | None,
        told("允许的上传通道；不写则全部允许", "the connectors that may be used; all, if not set"),
    ] = None
    platforms_only: Annotated[
        bool, told("只能送往包内的平台", "packages go to the pack's platforms and nowhere else")
    ] = False
    rules_only: Annotated[
        bool, told("不得另加本单位规则", "an agency adds no rules of its own")
    ] = False


class OwnLevel(Part, frozen=True, kw_only=True):
    """One stop of a route; see :class:`app.core.approval.values.Level`."""

    title: Annotated[Text, told("名称，zh 与 en", "its name, zh and en")]
    role: Annotated[Role, told("谁签署", "who signs")]
    days: Annotated[int, told("期限，工作日", "within how many working days", ge=0)]
    signatures: Annotated[int, told("几人签署", "how many persons", ge=1)] = 1
    only_unsure: Annotated[
        bool, told("只在上一级报审时", "only where the level before was unsure")
    ] = False
    joint: Annotated[
        bool, told("联合制作的每个单位各一次", "once for each agency that made the data as well")
    ] = False


class OwnRoute(Part, frozen=True, kw_only=True):
    """A route of review of the administrator's own."""

    id: Annotated[str, told("标识", "its id")]
    title: Annotated[Text, told("名称，zh 与 en", "its name, zh and en")]
    escalation: Annotated[
        bool, told("拿不准时报下一级", "whoever is unsure passes it on to the next level")
    ]
    levels: Annotated[tuple[OwnLevel, ...], told("各级，按顺序", "its levels, in order")]
    source: Annotated[str, told("依据", "by which rule")] = ""


class OwnRoutes(Part, frozen=True, kw_only=True):
    """The file routes.json of an administrator's folder."""

    routes: tuple[OwnRoute, ...]


class PolicySource(Part, frozen=True, kw_only=True):
    """The file policy.toml of an administrator's folder."""

    organisation: Annotated[
        str, told("制定单位，与 roles.json 一致", "whose policy it is, as roles.json has it")
    ]
    version: Annotated[int, told("版本号，只增不减", "its number, which only grows", ge=1)]
    expires: Annotated[
        datetime.date,
        told("有效期的最后一天，不加引号", "the last day that it holds, without quotes"),
    ]
    locked: Annotated[
        tuple[str, ...],
        told("锁定哪些设置：[settings] 中的键", "which settings are locked: keys of [settings]"),
    ] = ()
    settings: Annotated[Settings, told("设置的值", "values of settings")] = Settings()
    restrictions: Annotated[Restrictions, told("限制", "restrictions")] = Restrictions()


class PolicyPack(Part, frozen=True, kw_only=True):
    """One version of a policy. Times are ISO 8601 with the offset from UTC.

    ``roles``: the issuer's roles document, whose administrators sign. ``platforms``: a profile and what lies
    beside it, by file name, for each id. ``rules``: rule packs by file name. ``agencies``: the roles documents of
    agencies whose people work by this policy. ``authorities``: PEM certificates by organisation.
    ``classes``: the classification of resources, as a table in CSV; "" leaves it to the agencies.
    ``updates``: the first root of the source of updates, and its authority, by file name.
    """

    schema: Literal[1] = SCHEMA
    organisation: str
    version: Annotated[int, msgspec.Meta(ge=1)]
    at: str
    expires: str
    roles: Document
    settings: Settings = Settings()
    locked: tuple[str, ...] = ()
    restrictions: Restrictions = Restrictions()
    platforms: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    rules: dict[str, str] = msgspec.field(default_factory=dict)
    routes: tuple[OwnRoute, ...] = ()
    agencies: tuple[Document, ...] = ()
    authorities: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    updates: dict[str, str] = msgspec.field(default_factory=dict)
    classes: str = ""

    def sets(self, name: str) -> Any:
        """The value that it lays down for a setting; None where it says nothing."""
        return getattr(self.settings, name)

    def own_routes(self) -> Pack:
        """Its routes, as the room of approvals reads them."""
        data = {"routes": [canonical.as_json(route) for route in self.routes]}
        return Pack(self.organisation, str(self.version), data, canonical.digest(data))


@in_toto.digests.register
def _(value: PolicyPack) -> dict[str, str]:
    files = {f"rules {name}": text for name, text in value.rules.items()}
    files |= {"classes": value.classes} if value.classes else {}
    files |= {
        f"platform {id} {name}": text
        for id, beside in value.platforms.items()
        for name, text in beside.items()
    }
    # In the order of their names: what was read from canonical JSON has its keys in another.
    digests = {name: canonical.digest_bytes([files[name].encode()]) for name in sorted(files)}
    return {"roles": canonical.digest(value.roles)} | digests
