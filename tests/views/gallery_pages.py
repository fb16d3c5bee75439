"""The sample windows of the gallery, put together as a page would."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ciie_admin.views.components.decision import DecisionRail, Verdict
from ciie_admin.views.components.fact_list import Fact, FactList
from ciie_admin.views.components.facts import Card, MiniRow, MiniRows
from ciie_admin.views.components.findings import FindingLine, FindingList
from ciie_admin.views.components.folds import Fold
from ciie_admin.views.components.foot_bar import FootBar
from ciie_admin.views.components.heads import FilterBar, FilterChip, PaneHead
from ciie_admin.views.components.labels import fill, label
from ciie_admin.views.components.nav_bar import NavBar, NavGroup, NavItem
from ciie_admin.views.components.notices import Toast
from ciie_admin.views.components.panes import Pane, Scroller, Section, panes
from ciie_admin.views.components.reasons import Reason
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.steps import StepMark, StepTrack
from ciie_admin.views.components.tabs import Lane, LaneTabs
from ciie_admin.views.components.top_bar import State, TopBar
from ciie_admin.views.signs import (
    FINDINGS,
    SECTIONS,
    STAGES,
    STATES,
    SYNC,
    VERDICTS,
    Sign,
)
from ciie_admin.views.theme_values import Sizes
from tests.views.gallery_rows import COLUMNS, face, persons

DRAFTS = ("暂存 12", "通过 9 ・ 退回 3")


class Sample(QWidget):
    """Top bar over navigation and the panes of a page."""

    def __init__(self, *parts: QWidget, widths: tuple[int, ...], compact: bool = False) -> None:
        super().__init__()
        self._parts = parts
        self.splitter = panes(*parts, widths=widths)
        body = QHBoxLayout()
        fill(body, (_nav(), self.splitter), 0, (0, 0, 0, 0))
        fill(QVBoxLayout(self), (_top(compact=compact), body), 0, (0, 0, 0, 0))
        body.setStretch(1, 1)

    def settle(self, sizes: Sizes) -> None:
        rest = [sizes.application, sizes.decision][3 - len(self._parts) :]
        if len(self._parts) == 3:
            self.splitter.set_widths(*rest)
        for table in self.findChildren(RowTable):
            table.go_to(4 if len(self._parts) == 3 else 2)
            table.setFocus()


def _top(*, compact: bool = False) -> TopBar:
    hint = "搜索姓名、单位、代码" + ("" if compact else "、拼音首字母")
    made = TopBar(hint, "Ctrl+K")
    made.set_place("第七届", "大连交易团")
    made.set_states(
        (
            State("sync", SYNC["online"], "在线 10:32"),
            State("draft", STAGES["draft"], "暂存 12"),
            State("pending", STAGES["pending"], "待确认 3"),
            State("attention", STAGES["attention"], "异常 1"),
        )
    )
    return made


def _nav() -> NavBar:
    made = NavBar("主导航")
    todo = (("units", "单位", 62), ("persons", "人员", 1284), ("photos", "照片", 87),
            ("spot_checks", "抽查", 20))  # fmt: skip
    work = (("quota", "额度", None), ("refunds", "缴费与退款", 40), ("badges", "证件", None),
            ("figures", "统计", None))  # fmt: skip
    saved = (("a", "金普待审核", 318), ("b", "照片有问题", 87), ("c", "重点企业", 14))
    made.set_groups(
        (
            NavGroup("待办", tuple(NavItem(k, SECTIONS[k], t, n) for k, t, n in todo)),
            NavGroup("业务", tuple(NavItem(k, SECTIONS[k], t, n) for k, t, n in work)),
            NavGroup("常用查询", tuple(NavItem(k, SECTIONS["saved"], t, n) for k, t, n in saved)),
        )
    )
    made.choose("persons")
    made.set_account("林岚 经办人")
    return made


def _list(*, compact: bool = False) -> Pane:
    head = PaneHead("人员")
    tabs = LaneTabs("列表")
    lanes = (("待审核", 318), ("退回修改", 11), ("待支付", 126), ("审核通过", 2207),
             ("审核不通过", 18), ("待提交", 40), ("注销", 2))  # fmt: skip
    tabs.set_lanes([Lane(text, text, count) for text, count in lanes])
    tabs.choose("待审核")
    head.add(tabs, stretch=1)
    bar = FilterBar("筛选")
    classes = "2 项" if compact else "社会组织、企业"
    bar.set_chips([FilterChip("a", "分团", "金普新区"), FilterChip("b", "单位分类", classes)])
    bar.set_sort("" if compact else "按提交时间")
    table = RowTable(COLUMNS, "人员")
    table.setModel(persons())
    table.model().setParent(table)
    table.set_head_tick("some")
    foot = FootBar()
    foot.set_selected("已选 3", "3")
    foot.set_all("全部 318" if compact else "选中本筛选全部 318")
    foot.set_undo("撤销" if compact else "撤销：退回 陈雨桐", "Ctrl+Z")
    foot.set_batch("通过 3 人")
    return Pane(head, bar, table, foot, least=480)


def _application(*, compact: bool = False) -> Pane:
    head = PaneHead("申报材料", page=False)
    head.set_position("5 / 318")
    head.add_steps()
    card = Card()
    card.set_photo(face(3, 216), "孙晓梅")
    notes = () if compact else ("提交 9月20日 09:12", "尚无人办理")
    chips = ((STATES["to_review"], "待审核"), (Sign("", "wait"), "VIP"))
    card.show_words("孙晓梅", "女士 ・ 中国大陆", chips, notes)
    steps = StepTrack()
    names = ("注册", "提交", "单位审核", "支付", "人员审核", "制证发放")
    short = ("注册", "提交", "单位", "支付", "人员", "制证")
    marks = ("done", "done", "done", "done", "now", "ahead")
    steps.set_steps([StepMark(*row) for row in zip(marks, names, short, strict=True)])
    findings = FindingList()
    findings.set_findings(
        (
            FindingLine(FINDINGS["look"], "照片背景不是纯色", "差异 31，限 12"),
            FindingLine(FINDINGS["clear"], "面部占比", "23 %（规则 15–40 %）"),
            FindingLine(FINDINGS["clear"], "证件号码校验", "通过"),
            FindingLine(FINDINGS["not_reusable"], "与往届卡面", "照片已变，不可复用"),
        )
    )
    checks = Section(label("预检", "caption", hue="text3"), findings)
    body = Scroller(card, Section(steps, line=True), checks, Section(_facts(compact=compact)))
    for place, fold in enumerate(_folds(compact=compact)):
        body.column.insertWidget(4 + place, fold)
    return Pane(head, body, least=280)


def _facts(*, compact: bool) -> FactList:
    made = FactList()
    facts = [
        Fact("身份证件类型", "居民身份证"),
        Fact("证件号码", "210***********1234", "查看"),
        Fact("单位", "大连市××行业协会"),
        Fact("交易团/分团", "大连 / 金普新区分团"),
        Fact("人员标签", "VIP（免费证件）"),
        Fact("入场日期", "6日—10日"),
        Fact("最想参观的展区", "食品及农产品"),
        Fact("领取方式", "快递"),
    ]
    made.set_facts(facts[:5] if compact else facts)
    return made


def _folds(*, compact: bool) -> list[Fold]:
    rows = MiniRows()
    rows.set_rows(
        [
            MiniRow("1", "刘建国", STATES["to_review"], "待审核", face(5, 36)),
            MiniRow("2", "许静怡", STATES["approved"], "审核通过", face(3, 36)),
            MiniRow("3", "高远", STATES["badge_made"], "已制证", face(4, 36)),
        ]
    )
    same = Fold("同单位人员", rows, unfolded=not compact)
    same.set_count("4 人 ・ 待审核 2")
    line, notes = Fold("时间线", QLabel("")), Fold("备注", QLabel(""))
    line.set_count("4 条")
    notes.set_count("1 条")
    return [same] if compact else [same, line, notes]


def rail(*, compact: bool = False) -> DecisionRail:
    made = DecisionRail("决定")
    verdicts = [
        Verdict("pass", "通过", VERDICTS["pass"], ("F6", "A")),
        Verdict("return", "退回修改", VERDICTS["return"], ("F7", "R")),
        Verdict("advise", "建议不予通过", VERDICTS["advise_against"], ("F8", "B")),
        Verdict("hold", "搁置", VERDICTS["hold"], ("F9", "H")),
    ]
    made.set_verdicts(verdicts[:3] if compact else verdicts)
    reasons = [
        Reason("background", "照片背景", "1", proposed=True),
        Reason("blurred", "照片模糊", "2"),
        Reason("number", "证件号码有误", "3"),
        Reason("date", "入场日期有误", "4"),
    ]
    made.arm("return", reasons[:3] if compact else reasons, {"background"})
    made.show_quota(0.4, "VIP 额度", "剩余 3 / 5", "3")
    if not compact:
        text = "孙晓梅的证件照背景不是纯色。请更换近六个月内正面免冠、纯色背景的证件照。"
        made.show_message("给单位的说明", text)
        made.show_note("内部备注", "不对外", "N")
    made.foot.show_drafts(*DRAFTS)
    made.foot.show_release("提交生效 12 条…", "Ctrl+↵")
    return made


def persons_page(*, compact: bool = False) -> Sample:
    listing = _list(compact=compact)
    made = Sample(
        listing,
        _application(compact=compact),
        rail(compact=compact),
        widths=(696, 336, 240),
        compact=compact,
    )
    if not compact:
        made.toast = Toast(listing)  # type: ignore[attr-defined]
        made.toast.say("姜波 10:31 已退回 严丽", "查看")  # type: ignore[attr-defined]
    return made
