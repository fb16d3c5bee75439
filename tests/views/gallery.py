"""Pictures of the shared components with made-up texts, to lay beside the visual target.

PYTHONPATH=. QT_QPA_PLATFORM=offscreen python tests/views/gallery.py FOLDER
"""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ciie_admin.views import theme
from ciie_admin.views.components.panes import set_density
from ciie_admin.views.theme_values import sizes_for
from tests.views.gallery_more import download_page, empty_page, release_page, sign_in
from tests.views.gallery_pages import Sample, persons_page


def shoot(window: QWidget, width: int, height: int, target: Path) -> None:
    window.resize(width, height)
    set_density(window, sizes_for(width))
    window.show()
    QApplication.processEvents()
    if isinstance(window, Sample):
        window.settle(sizes_for(width))
    QApplication.processEvents()
    window.grab().save(str(target))


def main(folder: Path) -> None:
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    if os.environ.get("QT_SCALE_FACTOR") == "1.25":
        theme.apply(app, "light")
        shoot(persons_page(compact=True), 1093, 614, folder / "08.png")
        return
    for scheme, name in (("light", "01"), ("dark", "02")):
        theme.apply(app, "light" if scheme == "light" else "dark")
        shoot(persons_page(), 1440, 900, folder / f"{name}.png")
        shoot(release_page(), 1440, 900, folder / f"07-{scheme}.png")
    theme.apply(app, "light")
    shoot(sign_in(), 1440, 900, folder / "09.png")
    shoot(download_page(), 1440, 900, folder / "09b.png")
    shoot(empty_page(), 1440, 900, folder / "10.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
