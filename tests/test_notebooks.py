"""Every notebook runs from top to bottom on the shipped minutes, and is kept without output."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def outputs(notebook: object, kind: str) -> list[str]:
    """All outputs of one MIME type, in order."""
    return [
        output["data"][kind]
        for cell in notebook.cells  # type: ignore[attr-defined]
        for output in cell.get("outputs", [])
        if kind in output.get("data", {})
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_output(path: Path) -> None:
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the notebook tools' own
        import nbformat
        from nbclient import NotebookClient

        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
        monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook, timeout=280, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
        )
        client.execute()
    html, pictures = outputs(notebook, "text/html"), outputs(notebook, "image/png")
    assert any("<details" in shown and "Byråd" in shown for shown in html)
    assert any("Ikke i referaterne" in shown for shown in html)
    assert sum("dataframe" in shown for shown in html) >= 6
    assert len(pictures) >= 2


def test_there_is_a_notebook() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["kom-i-gang"]
