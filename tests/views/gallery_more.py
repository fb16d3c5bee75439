"""The other sample windows: release, start, first download, nothing to do."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.cells import CELL_ROLE, ChipCell, GroupCell, MoreCell, TextCell, name_cell
from ciie_admin.views.components.buttons import Button, CheckBox
from ciie_admin.views.components.fields import LabelledField, PasswordField
from ciie_admin.views.components.findings import Consequence, Consequences
from ciie_admin.views.components.foot_bar import FootBar
from ciie_admin.views.components.heads import FilterBar, FilterChip, PaneHead
from ciie_admin.views.components.labels import fill, hairline, label, row_of
from ciie_admin.views.components.notices import Callout, EmptyState, NextStep
from ciie_admin.views.components.panes import Pane, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.start import (
    DownloadLine,
    DownloadList,
    SmallPrint,
    StartHead,
    StartPage,
)
from ciie_admin.views.components.tabs import Lane, LaneTabs
from ciie_admin.views.signs import (
    ACTS,
    FINDINGS,
    SECTIONS,
    STATES,
    Sign,
)
from ciie_admin.views.text import strong
from ciie_admin.views.theme_values import NORMAL
from tests.views.gallery_pages import Sample, rail
from tests.views.gallery_rows import CellModel


def release_page() -> Sample:
    columns = (
        Column(key="name", title="姓名", width=72),
        Column(key="unit", title="单位", stretch=True),
        Column(key="verdict", title="决定", width=112),
        Column(key="check", title="核对", width=88),
        Column(key="why", title="说明", width=190),
    )
    passed, ready = ChipCell(STATES["passed"], "通过"), Sign("mdi6.check", "wait")
    stop = ChipCell(STATES["rejected"], "不能提交")
    look = ChipCell(FINDINGS["look"], "请核对")
    unit = TextCell("大连××国际贸易有限公司")
    rows: list[tuple[object, ...]] = [(GroupCell("不能提交 4", "留在暂存，不会丢"),)]
    rows += [
        (name_cell(n), unit, passed, stop, ChipCell(Sign("", "bad"), "数据已变更，请重新确认"))
        for n in ("殷桃红", "倪光", "庞莉")
    ]
    rows.append((GroupCell("请核对 7", "可提交，有需要知道的后果"),))
    rows += [
        (name_cell(n), unit, passed, look, ChipCell(Sign("", "warn"), "往届照片已变"))
        for n in ("路遥", "齐敏")
    ]
    rows.append((MoreCell("另 4 条"),))
    rows.append((GroupCell("可提交 47"),))
    rows += [
        (name_cell(n), unit, passed, ChipCell(ready, "可提交"))
        for n in ("李思远", "王芳菲", "赵明远")
    ]
    table = RowTable(columns, "暂存")
    table.setModel(CellModel(rows, columns))
    table.model().setParent(table)
    bands = [i for i, row in enumerate(rows) if len(row) == 1]
    table.set_bands(dict.fromkeys(bands, NORMAL.group))
    assert table.model().index(0, 0).data(CELL_ROLE) == rows[0][0]
    head = PaneHead("暂存")
    head.set_title("暂存", "58 条")
    tabs = LaneTabs("分组")
    tabs.set_lanes([Lane("a", "全部", 58), Lane("b", "可提交", 54), Lane("c", "请核对", 7)])
    tabs.choose("a")
    head.add(tabs, stretch=1)
    foot = FootBar()
    foot.set_note("↑ ↓ 移动 ・ Enter 打开")
    foot.add(Button("审批表", icon=ACTS["print"], height=28))
    foot.add(Button("核对结果", icon=ACTS["export"], height=28))
    return Sample(Pane(head, table, foot), _consequences(), widths=(711, 560))


def _consequences() -> Pane:
    head = PaneHead("提交前核对")
    head.add_close()
    text = strong("本次提交 54 条，4 条不能提交，留在暂存。提交后将发生：", "54", "4 条")
    lines = Consequences()
    lines.set_lines(
        (
            Consequence(
                Sign("mdi6.domain", "ok"),
                "单位 审核通过",
                "3 家",
                "3 家单位收到缴费短信，17 人转为待支付，应缴 3,400.00 元",
            ),
            Consequence(STATES["passed"], "人员 资料预审通过", "43 人", "转主办方人员审核"),
            Consequence(STATES["returned"], "人员 退回修改", "6 人", "4 家单位收到短信"),
        )
    )
    callout = Callout("warn")
    callout.show_words("不能收回的", "短信 7 条发出后不能收回。进入制证后不退款、不换人。")
    release = Button("提交生效 54 条", "primary", icon=ACTS["release"], caps=("Ctrl+↵",))
    foot = row_of(
        label("发送中按 Esc 停止", "caption", hue="text2"),
        None,
        Button("继续审核", "quiet"),
        release,
        margins=(16, 12, 16, 12),
    )
    return Pane(
        head,
        Section(label(text, rich=True), line=False, top=False),
        lines,
        Section(callout, line=True),
        None,
        hairline(),
        foot,
        least=560,
    )


def sign_in() -> StartPage:
    made = _start()
    server, login, word = LabelledField("服务器"), LabelledField("账号"), PasswordField("密码")
    server.field.setText("ciie.example.cn")
    server.show_state(FINDINGS["clear"], "已连接")
    login.field.setText("linlan.dl")
    word.field.setText("0123456789")
    keep = CheckBox("在本机记住账号")
    keep.setChecked(True)
    enter = Button("登录", "primary", height=36, wide=True)
    form = QWidget()
    foot = row_of(keep, None, Button("忘记密码", "link"))
    small = SmallPrint("资料加密保存在本机。证件号码只留掩码和后四位，完整号码须联网查看并留痕。")
    head = StartHead("交易团秘书处工作台", "第七届中国国际进口博览会")
    fill(
        QVBoxLayout(form),
        (head, server, 14, login, 14, word, 12, foot, 16, enter, 20, small),
        0,
        (0, 0, 0, 0),
    )
    made.put(form)
    word.field.setFocus()
    return made


def _start() -> StartPage:
    return StartPage("服务热线 021-968888", (("zh", "中文"), ("en", "English")), "zh")


def download_page() -> StartPage:
    made = _start()
    listing = DownloadList()
    listing.show_share(0.58, "剩余约 40 秒")
    lines = (
        ("done", "交易团与分团", "412"),
        ("done", "单位", "20,000"),
        ("now", "人员", "46,500 / 100,000"),
        ("ahead", "额度、订单", "等待"),
    )
    listing.set_lines([DownloadLine(*line) for line in lines])
    form = QWidget()
    words = label("下载完成前可以查看，不能作决定。网络中断会自动续传。", hue="text2", wrap=True)
    foot = row_of(Button("先看已下载的"), None, Button("取消下载", "quiet"))
    fill(
        QVBoxLayout(form),
        (StartHead("首次下载", "林岚 ・ 大连交易团 ・ 经办人"), listing, 16, words, 20, foot),
        0,
        (0, 0, 0, 0),
    )
    made.put(form)
    return made


def empty_page() -> Sample:
    head = PaneHead("人员")
    bar = FilterBar("筛选")
    bar.set_chips([FilterChip("a", "分团", "金普新区")])
    empty = EmptyState()
    empty.show_words(
        "金普新区没有待审核的人员",
        "今天审完 318 人，其中 12 条暂存，提交后才生效。",
        (
            NextStep(
                "a", ACTS["release"], "提交生效 12 条", "通过 9 ・ 退回 3", ("Ctrl+↵",), "mark"
            ),
            NextStep(
                "b", ACTS["close"], "去掉筛选“金普新区”", "其余分团待审核 966", ("Backspace",)
            ),
            NextStep("c", SECTIONS["photos"], "照片待审核", "87 张", ("G", "P")),
        ),
    )
    side = rail()
    side.disarm()
    side.show_nobody("没有选中的人员")
    return Sample(Pane(head, bar, hairline(), empty), side, widths=(1031, 240))
