"""The page's looks and its small script: citations open their source; nothing is fetched from outside."""

from __future__ import annotations

CSS = """
.ref-hint, .ref-age, .ref-where { color: #57534e !important; font-size: .9em; }
.dark .ref-hint { color: #d6d3d1 !important; }
.dark .ref-age { color: #d6d3d1 !important; }
.dark .ref-where { color: #d6d3d1 !important; }
.ref-status { display: inline-block; font-size: .8em; font-weight: 600; padding: .1em .6em; border-radius: 1em;
  background: #dcfce7; color: #14532d; margin: 0 0 .4em; }
.ref-nearest { background: #fef3c7; color: #713f12; }
.ref-not_found { background: #e5e7eb; color: #1f2937; }
.ref-error { color: #991b1b; font-weight: 600; }
.dark .ref-error { color: #fecaca; }
a.ref-cite { display: inline-block; min-width: 1.5em; text-align: center; margin: 0 .1em; padding: 0 .35em;
  font-size: .8em; font-weight: 600; border-radius: .4em; text-decoration: none !important;
  background: #1d4ed8; color: #fff !important; }
a.ref-cite:focus-visible, .ref-sources a:focus-visible { outline: 3px solid #f59e0b; outline-offset: 1px; }
a.ref-cite[aria-current="true"] { background: #92400e; }
.ref-sources summary { cursor: pointer; font-size: .9em; margin-top: .5em; }
#ref-panel { max-height: 78vh; overflow-y: auto; border: 1px solid var(--border-color-primary);
  border-radius: .6em; padding: 1em 1.2em; background: var(--background-fill-primary); }
.ref-item h3 { margin: 0 0 .2em; } .ref-item h4 { margin: 1em 0 .2em; font-size: 1em; }
.ref-item p { margin: .35em 0; overflow-wrap: anywhere; }
.ref-item mark { background: #fef08a; color: #1c1917; padding: .05em 0; }
.ref-item mark.ref-active, .ref-item tr.ref-active td { background: #facc15; color: #1c1917; }
.ref-item tr.ref-hit td { background: #fef08a; color: #1c1917; }
.ref-table { overflow-x: auto; } .ref-table table { border-collapse: collapse; font-size: .9em; }
.ref-table td, .ref-table th { border: 1px solid var(--border-color-primary); padding: .3em .5em; text-align: left; }
.ref-tools { display: flex; gap: .5em; margin: .3em 0 .6em; }
.ref-tools button { font-size: .85em; padding: .2em .7em; border: 1px solid var(--border-color-primary);
  border-radius: .4em; cursor: pointer; background: var(--background-fill-secondary); color: var(--body-text-color); }
@media (max-width: 700px) { #ref-panel { max-height: none; } }
"""

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)

_SCRIPT = """
document.documentElement.lang = 'da';
new MutationObserver(() => {
  if (document.documentElement.lang !== 'da') document.documentElement.lang = 'da';
}).observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
function refOpen(name, link) {
  const panel = document.getElementById('ref-panel');
  const mark = panel && panel.querySelector('[data-kilde="' + name + '"]');
  if (!mark) return;
  panel.querySelectorAll('.ref-hint').forEach(e => e.hidden = true);
  panel.querySelectorAll('article').forEach(a => a.hidden = !a.contains(mark));
  panel.querySelectorAll('.ref-active').forEach(e => e.classList.remove('ref-active'));
  panel.querySelectorAll('[data-kilde="' + name + '"]').forEach(e => e.classList.add('ref-active'));
  document.querySelectorAll('a.ref-cite[aria-current]').forEach(e => e.removeAttribute('aria-current'));
  if (link) link.setAttribute('aria-current', 'true');
  mark.setAttribute('tabindex', '-1');
  mark.scrollIntoView({ block: 'center' });
  mark.focus({ preventScroll: true });
}
document.addEventListener('click', event => {
  const link = event.target.closest && event.target.closest('a[href^="#kilde-"]');
  if (!link) return;
  event.preventDefault();
  refOpen(link.getAttribute('href').slice(1), link);
});
"""

HEAD = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><script>{_SCRIPT}</script>'

STRINGS = {
    "common.submit": "Spørg",
    "common.clear": "Ryd",
    "common.loading": "Indlæser",
    "common.error": "Fejl",
    "common.stop": "Stop",
    "common.or": "eller",
    "common.upload": "Vælg fil",
    "common.no_devices": "Ingen enheder",
    "chatbot.clear": "Ryd",
    "chatbot.undo": "Fortryd",
    "chatbot.retry": "Prøv igen",
    "chatbot.edit": "Ret",
    "chatbot.submit": "Send",
    "chatbot.cancel": "Annullér",
    "chatbot.like": "God",
    "chatbot.dislike": "Dårlig",
    "errors.build_error": "Siden kunne ikke bygges",
    "blocks.connection_can_break": "Forbindelsen kan blive afbrudt",
}
