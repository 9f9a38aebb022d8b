"""What the system answers when it does not do as it was asked, in both languages.

The system itself speaks one language, and that is not always the window's.
"""

import errno

from app.core.text import Text

_IN_USE = (
    32,
    33,
)  # Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION; to Python a mere EACCES


def system_reason(error: OSError) -> Text:
    """Why ``error`` came, without a path or a value; in the system's own words if it is a rare one."""
    if getattr(error, "winerror", None) in _IN_USE:
        return _BUSY
    plain = Text.plain(error.strerror or type(error).__name__)
    return _REASONS.get(error.errno, plain) if error.errno else plain


_BUSY = Text("另一个程序正在使用它", "another program is using it")
_FORBIDDEN = Text("没有权限", "no permission")
_FULL = Text("磁盘空间不足", "no space left on the disk")
_GONE = Text("连接已断开", "the connection was lost")
_UNREACHABLE = Text("网络不通", "the network is unreachable")

# By number: Windows gives some of them numbers of their own beside those of POSIX.
_REASONS = {
    errno.ENOENT: Text("没有这个文件或文件夹", "there is no such file or folder"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EEXIST: Text("已经存在", "it exists already"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "a part of the path is not a folder"),
    errno.EISDIR: Text("这是文件夹", "it is a folder"),
    errno.ENOTEMPTY: Text("文件夹不是空的", "the folder is not empty"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: Text("磁盘配额已用完", "the disk quota is used up"),
    errno.EFBIG: Text("文件超过了此磁盘的上限", "the file is larger than this disk allows"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.EIO: Text("磁盘或网络读写出错", "the disk or the network failed"),
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EXDEV: Text("不在同一个磁盘上", "it lies on another disk"),
    errno.ENAMETOOLONG: Text("名称过长", "the name is too long"),
    errno.EINVAL: Text("名称或参数不被系统接受", "the system does not take this name or parameter"),
    errno.ELOOP: Text("链接指向了自己", "the links lead back to themselves"),
    errno.EMFILE: Text("打开的文件太多", "too many files are open"),
    errno.ENFILE: Text("打开的文件太多", "too many files are open"),
    errno.ENOMEM: Text("内存不足", "out of memory"),
    errno.ESTALE: Text("网络文件夹已失效", "the network folder is no longer there"),
    errno.ENODEV: Text("设备已不在", "the device is gone"),
    errno.ECONNREFUSED: Text("对方拒绝连接", "the connection was refused"),
    errno.ECONNRESET: _GONE,
    errno.ECONNABORTED: _GONE,
    errno.EPIPE: _GONE,
    errno.ETIMEDOUT: Text("等待过久，没有答复", "no answer in time"),
    errno.EHOSTUNREACH: Text("找不到对方主机", "the host cannot be reached"),
    errno.EHOSTDOWN: Text("对方主机没有开机", "the host is down"),
    errno.ENETUNREACH: _UNREACHABLE,
    errno.ENETDOWN: _UNREACHABLE,
    errno.EADDRINUSE: Text("端口已被占用", "the port is in use"),
}
