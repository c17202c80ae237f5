"""Take the pictures in docs/ and write docs/gallery.md: `make pictures`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.journeys.browser import opened
from tests.journeys.gallery.camera import Camera
from tests.journeys.gallery.scenes import SCENES
from tests.journeys.gallery.shots import SHOTS, page

DOCS = Path(__file__).parents[2] / "docs"


def main(folder: Path = DOCS / "pictures", only: tuple[str, ...] = ()) -> None:
    """Live every scene and photograph it; *only* names the scenes to live, () = all, and then the page is written.

    Raises:
        LookupError: a picture of the list was not taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with opened("about:blank") as screen:
        camera = Camera(screen, folder)
        for scene in SCENES:
            if not only or scene.__name__ in only:
                print(scene.__name__, flush=True)
                scene(camera)
    if only:
        return
    if left := {shot.name for shot in SHOTS} - camera.taken:
        raise LookupError(f"not taken: {', '.join(sorted(left))}")
    for path in folder.glob("*.png"):
        if path.stem not in camera.taken:
            path.unlink()
    (DOCS / "gallery.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(only=tuple(sys.argv[1:]))
