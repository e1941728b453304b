"""Rebuild: the whole build, without Pelican, where nothing but articles has changed since the last one.

What Pelican would tell is known then: its settings are what they were, and our own templates ask for none of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from congtin import resources
from congtin.catalogue import Catalogue
from congtin.portal.assets import theme_assets
from congtin.portal.build import Build
from congtin.portal.examination import Examined
from congtin.portal.options import Options
from congtin.portal.press import press_of
from congtin.portal.unchanged import Sight


def rebuild(seen: Sight, options: Options, catalogue: Catalogue, examined: Mapping[str, Examined]) -> Build | None:
    """Build and publish what was seen; None where the theme is somebody else's, or the last build left no basis.

    Likewise where another build has come between: more than articles may have changed since. ``examined`` are articles
    that were read by now.

    Raises:
        Failure: the build stopped for a reason that its text tells; the output is what it was.
        OSError: the file system says no; likewise.
    """
    site, theme, basis = seen.site, seen.theme, seen.basis
    if basis is None or theme != resources.theme():
        return None
    build = Build(site, options, seen.output, jinja=basis.jinja, examined=examined)
    build.begin()
    try:
        if build.seen is None:
            return None
        press = press_of(site, theme, catalogue, theme_assets(theme), basis.jinja)
        build.prepare(press, basis.dress)
        build.print(press, {})
        build.publish()
    finally:
        build.abort()
    return build
