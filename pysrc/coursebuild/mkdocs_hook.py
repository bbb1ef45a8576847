"""Glue between MkDocs and the course's own build steps. Keep it thin: Zensical runs the same steps without hooks."""

import sys
from pathlib import Path
from typing import Any

from coursebuild import paths

_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Remembers whether this is `mkdocs serve`."""
    global _serving
    _serving = command == "serve"


def on_post_build(config: Any) -> None:
    """Adds the runtime, the package, the script and the security policy to the built site."""
    from coursebuild import publish

    publish.publish(Path(config.site_dir), policy=not _serving)
    if _serving:
        # The next rebuild must see changed Python: forget ours, so that it is imported again.
        for name in [n for n in sys.modules if n.partition(".")[0] in ("nnlive", "coursebuild")]:
            del sys.modules[name]


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Rebuilds when the package, the build or the shell changes, not only the lessons."""
    for folder in (paths.PACKAGE, paths.PACKAGE.parent / "coursebuild", paths.SHELL / "src", paths.SHELL / "styles"):
        server.watch(str(folder))
    return server
