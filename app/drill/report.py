"""The report of a drill as one HTML page that needs nothing beside it."""

from collections.abc import Sequence
from html import escape

from app.core.text import Language, Text
from app.drill.scene import Result

_STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:60em;color:#222}
.banner{background:#a40000;color:#fff;padding:.6em 1em;font-size:1.2em;position:sticky;top:0}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ddd;padding:.35em .6em;text-align:left;vertical-align:top}
.good{color:#1b6e1b}.bad{color:#a40000}
"""
_WORDS = {
    "banner": Text("演练：数据均为虚构，没有任何内容真正公开", "DRILL: all data is invented, nothing is public"),
    "title": Text("演练报告", "Report of a drill"),
    "step": Text("环节", "step"),
    "fault": Text("故障", "fault"),
    "kind": Text("类别", "kind"),
    "what": Text("内容", "what was tried"),
    "result": Text("结果", "result"),
    "told": Text("说明", "what came of it"),
    "seconds": Text("用时（秒）", "seconds"),
    "sum": Text("{good} / {all} 项符合要求", "{good} of {all} as demanded"),
}  # fmt: skip


def page(results: Sequence[Result], began: str, language: Language) -> bytes:
    """The whole page. ``began``: ISO 8601."""

    def say(word: str, **params: object) -> str:
        return escape(_WORDS[word].format(**params).to(language))

    head = "".join(
        f"<th>{say(word)}</th>" for word in ("kind", "what", "result", "told", "seconds")
    )
    rows = "".join(
        f"<tr><td>{say('fault' if each.is_fault else 'step')}</td>"
        f"<td>{escape(each.title.to(language))}</td>"
        f'<td class="{"good" if each.good else "bad"}">{"✓" if each.good else "✗"}</td>'
        f"<td>{escape(each.told.to(language))}</td><td>{each.seconds:.2f}</td></tr>"
        for each in results
    )
    total = say("sum", good=sum(each.good for each in results), all=len(results))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{say("title")}</title>'
        f'<style>{_STYLE}</style><p class="banner">{say("banner")}</p><h1>{say("title")}</h1>'
        f"<p>{escape(began)} · {total}</p><table><tr>{head}</tr>{rows}</table></html>"
    ).encode()
