"""行踪轨迹."""

import pytest

from tests.core.review.columns import examine, spans

PERSONS = ("姓名", "身份证号")
TRIPS = [
    "3月5日8:15乘坐G123次列车从云州市到达本市，入住青山酒店",
    "3月6日9:30在锦绣苑家中，18时驾车前往青山超市购物",
    "3月7日10:00乘MU1234航班抵达，自驾返回锦绣苑居家",
]


@pytest.mark.parametrize("name", ["活动轨迹", "行程轨迹", "近期行程", "hdgj", "travel_history"])
def test_named(name: str) -> None:
    assert len(spans(examine("whereabouts", TRIPS, name), TRIPS)) == len(TRIPS)


def test_under_any_name() -> None:
    for trip in TRIPS:
        assert examine("whereabouts", [trip, "无"], "字段1") is not None


def test_tracks_of_points() -> None:
    points = ["120.1532,30.2874;120.1600,30.2900", "2024-03-05 08:15 120.1532,30.2874"]
    assert examine("whereabouts", points, "轨迹") is not None
    assert examine("whereabouts", points, "公交线路轨迹") is None


def test_entries_of_persons() -> None:
    times = ["2024-03-05 08:15", "2024-03-05 18:02"]
    assert examine("whereabouts", times, "入住时间", PERSONS) is not None
    assert examine("whereabouts", times, "入住时间", ("房间数",)) is None
    days = ["03-05 08:15", "3月5日 18:02"]
    assert examine("whereabouts", days, "进入时间", PERSONS) is not None
    assert examine("whereabouts", times, "更新时间", PERSONS) is None
    assert examine("whereabouts", ["东门", "南门"], "出入地点", PERSONS) is not None
    assert examine("whereabouts", ["东门", "南门"], "出入地点", ("车流量",)) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("备注", "3月5日召开会议，部署春耕工作"),
        ("备注", "6月5日9:00执法人员到达现场检查"),
        ("备注", "乘坐地铁2号线到达市民中心站"),
        ("台风轨迹", "9月14日8时到达舟山"),
        ("物流轨迹", "3月5日8:15到达杭州"),
        ("旅游线路行程", "第1天 8:00 前往西湖"),
        ("活动轨迹", "无"),
        ("活动", "5月1日在中心广场举行"),
    ],
)
def test_innocent(name: str, text: str) -> None:
    assert examine("whereabouts", [text], name) is None
