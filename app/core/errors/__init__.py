"""Errors that a person can cause or mend, as one tree.

GongkaiError
├─ InputError          the call or the input is wrong; nothing was written       exit 2
├─ Refusal             the answer is "no": a rule of the house forbids it        exit 1
├─ OutsideError        an outside part failed; the work can be resumed           exit 3
└─ Cancelled           a person stopped the work                                 exit 130

Each error says what happened (``message``) and what to do next (``hint``) in both languages, where
it happened, and carries a stable kebab-case ``code``. Messages never hold cell values. Anything
that is not a :class:`GongkaiError` is a bug.
"""

from app.core.errors.anonymity import (
    AnonymityMissed,
    AnonymityUnreached,
    HierarchyIncomplete,
    HierarchyInvalid,
    HierarchyMissing,
    LatticeTooLarge,
    QuasiIdentifierUnique,
)
from app.core.errors.base import Cancelled, GongkaiError, InputError, OutsideError, Refusal, Where
from app.core.errors.catalog import (
    CatalogUnreadable,
    ClassInUse,
    ClassTableMissing,
    ClassTreeInvalid,
    EntryInvalid,
)
from app.core.errors.cluster import ClusterFailed, ClusterUnreachable, EngineMissing, NotForCluster
from app.core.errors.custody import (
    IdentityExists,
    IdentityUnknown,
    PassphraseMissing,
    PassphraseWrong,
    WorkspaceDamaged,
    WorkspaceLocked,
    WorkspaceMissing,
)
from app.core.errors.delivery import (
    PlatformFailed,
    PlatformRefused,
    PlatformUnreachable,
    PlatformUntrusted,
    ReceiptInvalid,
)
from app.core.errors.files import (
    BytesUndecodable,
    CharactersLost,
    DocumentInvalid,
    EncodingUnknown,
    FileBusy,
    FileEmpty,
    FileMissing,
    FileProtected,
    FileTooLarge,
    FileUnreadable,
    FormatUnknown,
    HeaderMissing,
    ImportFailed,
    OutputExists,
    OutputUnwritable,
    PasswordWrong,
    RecordsMissing,
    SheetMissing,
    SyntaxBroken,
    TableMissing,
)
from app.core.errors.rules import PackUnusable, PluginUnknown, RegistryIncomplete, RuleInvalid
from app.core.errors.tables import (
    ColumnsDiffer,
    ColumnUnknown,
    DriftUnanswered,
    ParameterInvalid,
    ResidualFound,
    ReversibleUnreasoned,
    ReviewMissing,
    ValueUntreatable,
)
from app.core.errors.workflow import (
    ActRefused,
    ArtefactMissing,
    ChainBroken,
    ReleaseUnknown,
    RoleRefused,
    SamePerson,
    SecretMarked,
    SuiteRefused,
)

__all__ = [
    "ActRefused",
    "AnonymityMissed",
    "AnonymityUnreached",
    "ArtefactMissing",
    "BytesUndecodable",
    "Cancelled",
    "CatalogUnreadable",
    "ChainBroken",
    "CharactersLost",
    "ClassInUse",
    "ClassTableMissing",
    "ClassTreeInvalid",
    "ClusterFailed",
    "ClusterUnreachable",
    "ColumnUnknown",
    "ColumnsDiffer",
    "DocumentInvalid",
    "DriftUnanswered",
    "EncodingUnknown",
    "EngineMissing",
    "EntryInvalid",
    "FileBusy",
    "FileEmpty",
    "FileMissing",
    "FileProtected",
    "FileTooLarge",
    "FileUnreadable",
    "FormatUnknown",
    "GongkaiError",
    "HeaderMissing",
    "HierarchyIncomplete",
    "HierarchyInvalid",
    "HierarchyMissing",
    "IdentityExists",
    "IdentityUnknown",
    "ImportFailed",
    "InputError",
    "LatticeTooLarge",
    "NotForCluster",
    "OutputExists",
    "OutputUnwritable",
    "OutsideError",
    "PackUnusable",
    "ParameterInvalid",
    "PassphraseMissing",
    "PassphraseWrong",
    "PasswordWrong",
    "PlatformFailed",
    "PlatformRefused",
    "PlatformUnreachable",
    "PlatformUntrusted",
    "PluginUnknown",
    "QuasiIdentifierUnique",
    "ReceiptInvalid",
    "RecordsMissing",
    "Refusal",
    "RegistryIncomplete",
    "ReleaseUnknown",
    "ResidualFound",
    "ReversibleUnreasoned",
    "ReviewMissing",
    "RoleRefused",
    "RuleInvalid",
    "SamePerson",
    "SecretMarked",
    "SheetMissing",
    "SuiteRefused",
    "SyntaxBroken",
    "TableMissing",
    "ValueUntreatable",
    "Where",
    "WorkspaceDamaged",
    "WorkspaceLocked",
    "WorkspaceMissing",
]
