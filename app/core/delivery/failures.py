"""What can go wrong on the ways that are no network connection to a gateway."""

from app.core.errors import InputError, OutsideError
from app.core.text import Text


class ReceiptAwaited(OutsideError):
    code = "receipt-awaited"
    message = Text(
        "已交到 {place}，尚待平台回执", "It lies at {place}; the platform's receipt is awaited"
    )
    hint = Text(
        "稍后再次上传即可取回回执，不会重复送出；离线介质带回的，点“导入回执”（命令行用 receipt import）。",
        "Upload again later to fetch it, nothing is sent twice; for one that comes back on a medium, “Import "
        "a receipt” (receipt import on the command line).",
    )


class MediumFailed(OutsideError):
    code = "medium-failed"
    message = Text("{place} 无法使用：{reason}", "{place} cannot be used: {reason}")
    hint = Text(
        "请检查介质或共享目录后重做；其上不会留下看似完整的文件。",
        "Check the medium or share and do it again; nothing there looks whole that is not.",
    )


class PartlyDelivered(OutsideError):
    code = "partly-delivered"
    message = Text(
        "部分内容未送达：{failed}；已送达：{done}", "Not delivered: {failed}; delivered: {done}"
    )
    hint = Text(
        "排除原因后再次上传，只补送未送达的部分。",
        "Mend the cause and upload again; only what is missing is sent.",
    )


class SecretMissing(InputError):
    code = "secret-missing"
    message = Text(
        "取不到平台配置所指的 {name}：{reason}", "Cannot get the profile's {name}: {reason}"
    )
    hint = Text(
        "请核对平台配置中的 file、keyring 或 env。", "Check file, keyring or env in the profile."
    )


class AccessRefused(OutsideError):
    code = "access-refused"
    message = Text("{place} 不接受本方的凭据：{reason}", "{place} does not accept us: {reason}")
    hint = Text(
        "请核对令牌、密钥、权限和本机时间。", "Check token, key, rights, and this computer's clock."
    )


class ProfileUnusable(InputError):
    code = "profile-unusable"
    message = Text("平台配置“{name}”有误：{reason}", "The profile “{name}” is wrong: {reason}")
    hint = Text(
        "请改正所指的键；写法见 docs/connectors.md。",
        "Mend the key that it names; docs/connectors.md shows how each is written.",
    )
