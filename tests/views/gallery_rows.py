"""Made-up rows and faces for the gallery: nobody here exists."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ciie_admin.views.cells import (
    CELL_ROLE,
    NOTHING_FOUND,
    SPOKEN_ROLES,
    ChipCell,
    TextCell,
    ThumbCell,
    TickCell,
    name_cell,
    spoken,
    time_cell,
)
from ciie_admin.views.components.row_head import THUMB_COLUMN, TICK_COLUMN, Column
from ciie_admin.views.signs import FINDINGS, STAGES, STATES, Sign

COLUMNS = (
    TICK_COLUMN,
    THUMB_COLUMN,
    Column(key="name", title="姓名", width=92, compact=60),
    Column(key="unit", title="单位", stretch=True),
    Column(key="label", title="标签", width=52, compact=50),
    Column(key="checks", title="预检", width=78, compact=76),
    Column(key="time", title="提交", width=36, compact=0, right=True),
    Column(key="state", title="状态", width=108),
)
_LOOK, _TODO = FINDINGS["look"], STATES["to_review"]
_DRAFT, _PENDING = STAGES["draft"], STAGES["pending"]
ROWS: tuple[tuple[str, str, str, str, str, Sign, str], ...] = (
    ("李思远", "大连××国际贸易有限公司", "专业观众", "", "09:02", _DRAFT, "暂存・通过"),
    ("王芳菲", "大连××国际贸易有限公司", "专业观众", "", "09:02", _DRAFT, "暂存・通过"),
    ("赵明远", "大连××国际贸易有限公司", "VIP", "", "09:03", _DRAFT, "暂存・通过"),
    ("陈雨桐", "金普新区××商会", "专业观众", "照片偏暗", "09:05", _DRAFT, "暂存・退回修改"),
    ("孙晓梅", "大连市××行业协会", "VIP", "照片背景", "09:12", _TODO, "待审核"),
    ("刘建国", "大连市××行业协会", "VIP", "", "09:12", _TODO, "待审核"),
    ("周立新", "大连××冷链物流有限公司", "专业观众", "疑似重复", "09:15", _TODO, "待审核"),
    ("吴婷婷", "大连××冷链物流有限公司", "专业观众", "", "09:15", _TODO, "待审核"),
    ("欧阳浩然", "大连××食品进出口有限公司", "专业观众", "证件号码", "09:21", _TODO, "待审核"),
    ("冯丽华", "大连××食品进出口有限公司", "专业观众", "", "09:21", _TODO, "待审核"),
    ("韩冬", "大连××食品进出口有限公司", "专业观众", "", "09:22", _TODO, "待审核"),
    ("曹志强", "大连××医疗器械有限公司", "专业观众", "面部过小", "09:27", _TODO, "待审核"),
    ("彭雪", "大连××医疗器械有限公司", "专业观众", "", "09:27", _TODO, "待审核"),
    ("潘文博", "大连××医疗器械有限公司", "专业观众", "", "09:28", _PENDING, "待确认・通过"),
    ("袁静", "大连××汽车销售服务有限公司", "工作人员", "", "09:31", _TODO, "待审核"),
    ("蒋海涛", "大连××汽车销售服务有限公司", "专业观众", "卡面已变", "09:31", _TODO, "待审核"),
    ("沈佳", "大连××跨境电子商务有限公司", "专业观众", "", "09:40", _TODO, "待审核"),
    ("田野", "大连××跨境电子商务有限公司", "专业观众", "", "09:40", _TODO, "待审核"),
    ("阿依古丽・买买提", "大连××研究院", "专业观众", "", "09:44", _TODO, "待审核"),
    ("姚启明", "大连××研究院", "VIP", "", "09:44", _TODO, "待审核"),
)
TICKED = (7, 9, 10)
OWN_SIGN = {"疑似重复": FINDINGS["duplicate"], "卡面已变": FINDINGS["same_picture"]}
_SKIN = ("#e3c1a4", "#c79871", "#efd2b8")
_HAIR = ("#2b2626", "#40332d", "#77736e")


def face(seed: int, width: int) -> QPixmap:
    """A drawn head and shoulders, 3:4."""
    made = QPixmap(width, width * 4 // 3)
    made.fill(QColor("#dfe8f2" if seed % 3 else "#c9d0c8"))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    scale = width / 24
    painter.scale(scale, scale)
    for colour, box in (
        (_HAIR[seed % 3], QRectF(5, 3.5, 14, 15)),
        (_SKIN[seed % 2], QRectF(6.5, 7, 11, 14)),
        ("#33425c" if seed % 2 else "#3f5447", QRectF(0, 24, 24, 16)),
    ):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(box)
    painter.end()
    return made


def cells_of(place: int) -> tuple[object, ...]:
    name, unit, label, fault, time, sign, state = ROWS[place % len(ROWS)]
    fault_sign = OWN_SIGN.get(fault, _LOOK) if fault else NOTHING_FOUND
    return (
        TickCell(place in TICKED),
        ThumbCell(face(place, 48), name),
        name_cell(name),
        TextCell(unit),
        TextCell(label, caption=True),
        ChipCell(fault_sign, fault or "无异常"),
        time_cell(time),
        ChipCell(sign, state),
    )


class CellModel(QAbstractTableModel):
    """Rows of cells, all in memory: what a page's model answers, without reading anything."""

    def __init__(self, rows: Sequence[Sequence[object]], columns: Sequence[Column]) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self._columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role == CELL_ROLE:
            row = self._rows[index.row()]
            return row[index.column()] if index.column() < len(row) else None
        if role in SPOKEN_ROLES:
            return spoken(self._rows[index.row()][index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal and role == int(Qt.ItemDataRole.DisplayRole):
            return self._columns[section].title
        return None


def persons(count: int = 20) -> CellModel:
    return CellModel([cells_of(i) for i in range(count)], COLUMNS)
