"""Serving the page: on this machine alone unless told otherwise, behind the guard, with Danish strings."""

from __future__ import annotations

from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from assistant import Assistant
from assistant.page.blocks import build
from assistant.page.passwords import Users
from assistant.page.security import Access, Guard, is_loopback
from assistant.page.strings import LANGUAGES, STRINGS

LARGEST_UPLOAD = "50mb"
# System fonts: nothing to fetch, and letters that shift as a font arrives do not happen.
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    users: Users | None = None,
    adding: bool | None = None,
    questions_a_minute: float = 30,
    wait: bool = True,
) -> gr.Blocks:
    """Serve the page until it is stopped, or with `wait=False` in the background.

    `adding` lets users add and remove minutes; None lets only this machine, and nobody where the page is
    served to others. Returns the page, whose `close` stops it.
    """
    others = not is_loopback(host)
    chosen = "all" if adding else "nobody" if adding is False or others else "here"
    access = Access(chosen)
    page = build(assistant, access=access, questions_a_minute=questions_a_minute)
    page.launch(**launch_options(host, port, users, access), prevent_thread_lock=True)
    if wait:
        page.block_thread()
    return page


def launch_options(host: str, port: int, users: Users | None, access: Access) -> dict[str, Any]:
    """What Gradio is started with."""
    return {
        "server_name": host,
        "server_port": port,
        "theme": theme(),
        "i18n": gr.I18n(**dict.fromkeys(LANGUAGES, STRINGS)),
        "footer_links": [],
        "show_error": False,
        "share": False,
        "ssr_mode": False,
        "quiet": True,
        "enable_monitoring": False,
        "run_history": False,
        "pwa": False,
        "mcp_server": False,
        "max_file_size": LARGEST_UPLOAD,
        "auth": users.check if users else None,
        "auth_message": "Log ind for at bruge Referatassistenten." if users else None,
        "app_kwargs": {"middleware": [Middleware(Guard, access=access)]},
    }


def theme() -> gr.themes.Base:
    """Gradio's base theme with system fonts; the colours are set in the page's own style sheet."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=_FONTS,
        font_mono=["ui-monospace", "Consolas", "monospace"],
        radius_size=gr.themes.sizes.radius_md,
    )
