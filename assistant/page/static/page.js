/* The page's own script: what is kept in the browser, focus and scrolling, copying, saving files.
   Everything from the server is shown by Gradio as escaped HTML; nothing here makes HTML out of text. */
(() => {
  'use strict';

  const KEY = 'referatassistent.samtaler';
  const CURRENT = 'referatassistent.nu';
  const THEME = 'referatassistent.tema';
  const MOST = 40;
  let send = null;
  const waiting = [];

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* ---- the way to the server: events of the bridge component ---- */

  window.refBridge = trigger => {
    send = trigger;
    waiting.splice(0).forEach(([name, data]) => trigger(name, data));
  };
  const ask = (name, data = {}) => (send ? send(name, data) : waiting.push([name, data]));

  /* ---- conversations in the browser ---- */

  const read = (store, key, otherwise) => {
    try { return JSON.parse(store.getItem(key)) ?? otherwise; } catch { return otherwise; }
  };
  const write = (store, key, value) => {
    try { store.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  };
  const kept = () => {
    const found = read(localStorage, KEY, []);
    return Array.isArray(found) ? found.filter(talk => talk && Array.isArray(talk.turns) && talk.turns.length) : [];
  };

  /* Reads what other tabs have kept, changes one conversation, writes: no tab undoes another's. */
  const put = change => {
    let talks = change(kept()).slice(0, MOST);
    while (!write(localStorage, KEY, talks) && talks.length > 1) talks = talks.slice(0, -1);
    refListKept();
  };

  window.refKeep = text => {
    if (!text) return;
    const talk = JSON.parse(text);
    if (!talk.turns.length) return;
    write(sessionStorage, CURRENT, talk.id);
    put(talks => [talk, ...talks.filter(other => other.id !== talk.id)]);
  };

  window.refCurrent = () => {
    const id = read(sessionStorage, CURRENT, null);
    const talk = kept().find(other => other.id === id);
    return talk ? JSON.stringify(talk) : '';
  };

  window.refListKept = () => {
    const place = one('#ref-kept');
    if (!place) return;
    place.replaceChildren();
    const talks = kept();
    if (!talks.length) {
      const none = document.createElement('p');
      none.textContent = 'Der er ingen endnu.';
      place.append(none);
      return;
    }
    const list = document.createElement('ul');
    for (const talk of talks) {
      const line = document.createElement('li');
      const open = document.createElement('button');
      open.type = 'button';
      open.className = 'ref-link';
      open.textContent = String(talk.turns[0].question);
      open.addEventListener('click', () => {
        write(sessionStorage, CURRENT, talk.id);
        closeMenus();
        ask('restore', { text: JSON.stringify(talk) });
      });
      const drop = document.createElement('button');
      drop.type = 'button';
      drop.className = 'ref-quiet';
      drop.textContent = 'Slet';
      drop.setAttribute('aria-label', 'Slet samtalen: ' + String(talk.turns[0].question));
      drop.addEventListener('click', () => {
        put(others => others.filter(other => other.id !== talk.id));
        one('#ref-earlier > summary')?.focus();
      });
      line.append(open, drop);
      list.append(line);
    }
    const clear = document.createElement('button');
    clear.type = 'button';
    clear.className = 'ref-quiet';
    clear.textContent = 'Slet alle';
    clear.addEventListener('click', () => { put(() => []); one('#ref-earlier > summary')?.focus(); });
    place.append(list, clear);
  };
  window.addEventListener('storage', event => { if (event.key === KEY) refListKept(); });

  /* ---- the chat ---- */

  let answeredTurn = null;
  let wasBusy = false;
  window.refAnswered = element => {
    const turn = one('.ref-turn', element);
    document.body.classList.toggle('ref-talking', Boolean(turn));
    const busy = Boolean(turn && one('[aria-busy]', turn));
    const grown = wasBusy || busy;
    wasBusy = busy;
    if (!turn || (turn.dataset.turn === answeredTurn && !grown)) return;
    answeredTurn = turn.dataset.turn;
    const log = one('#ref-log');
    if (log.scrollHeight > log.clientHeight) {
      log.scrollTo({ top: log.scrollTop + turn.getBoundingClientRect().top - log.getBoundingClientRect().top - 8 });
    }
    if (log.scrollHeight <= log.clientHeight + 1) turn.scrollIntoView({ block: 'nearest' });
  };

  const question = () => one('#ref-question textarea, #ref-question input');
  window.refFocusQuestion = () => {
    const field = question();
    if (!field) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  };

  /* ---- the source panel ---- */

  let opener = null;
  window.refSourceShown = element => {
    const item = one('.ref-item, .ref-notice', element);
    document.body.classList.toggle('ref-source-open', Boolean(item));
    all('[data-act="source"][aria-current]').forEach(button => button.removeAttribute('aria-current'));
    if (!item) return;
    const active = one('.ref-active', element);
    if (active) {
      const number = active.dataset.citat;
      const turn = one('[data-act="source"][data-turn]', element)?.dataset.turn ?? opener?.dataset.turn;
      all(`.ref-cite[data-turn="${CSS.escape(turn ?? '')}"][data-number="${CSS.escape(number)}"]`)
        .forEach(button => button.setAttribute('aria-current', 'true'));
    }
    const place = active ?? one('h2', element);
    const panel = one('#ref-panel');
    if (place) {
      panel.scrollTop += place.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
      place.setAttribute('tabindex', '-1');
      place.focus({ preventScroll: true });
    }
  };
  const closeSource = () => {
    document.body.classList.remove('ref-source-open');
    if (opener?.isConnected) opener.focus(); else refFocusQuestion();
  };

  /* ---- meetings ---- */

  window.refViewShown = element => {
    const view = one('[data-url]', element);
    const url = view ? view.dataset.url : null;
    if (url && location.search !== url) history.pushState(null, '', url);
    if (!url && location.search.includes('moede=')) history.pushState(null, '', location.pathname);
    document.body.classList.remove('ref-source-open');
    if (view) {
      window.scrollTo({ top: 0 });
      one('.ref-focus', view)?.focus({ preventScroll: true });
    }
  };
  window.addEventListener('popstate', () => ask('route', { query: location.search }));
  window.refTop = id => document.getElementById(id)?.scrollIntoView({ block: 'start' });

  /* ---- copying and saving ---- */

  const copy = async (text, button) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      /* Without https the clipboard is closed to scripts; the old way still is open. */
      const field = document.createElement('textarea');
      field.value = text;
      field.style.position = 'fixed';
      field.style.opacity = '0';
      document.body.append(field);
      field.select();
      done = document.execCommand('copy');
      field.remove();
      button.focus();
    }
    const before = button.textContent;
    button.textContent = done ? 'Kopieret' : 'Kunne ikke kopiere';
    setTimeout(() => { button.textContent = before; }, 1600);
  };

  const answerText = turn => {
    const answer = one(`.ref-turn[data-turn="${CSS.escape(turn)}"] .ref-answer`);
    if (!answer) return '';
    const lines = all('.ref-text p, .ref-text li', answer).map(line => {
      const clone = line.cloneNode(true);
      all('.ref-cite', clone).forEach(button => { button.textContent = `[${button.textContent}]`; });
      return (line.tagName === 'LI' ? '- ' : '') + clone.textContent.trim();
    });
    const sources = all('.ref-sources li', answer).map(line => `[${line.value}] ${line.textContent.trim()}`);
    return lines.join('\n') + (sources.length ? '\n\n' + sources.join('\n') : '');
  };

  window.refDownload = text => {
    if (!text) return;
    const file = JSON.parse(text);
    const bytes = Uint8Array.from(atob(file.data), letter => letter.charCodeAt(0));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
    link.download = file.name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  /* ---- light and dark ---- */

  const isDark = () => document.body.classList.contains('dark');
  const setTheme = dark => {
    document.body.classList.toggle('dark', dark);
    showTheme();
  };
  const showTheme = () => {
    const button = one('[data-act="theme"]');
    if (!button) return;
    button.textContent = isDark() ? 'Lys' : 'Mørk';
  };

  /* ---- everything that is pressed ---- */

  const acts = {
    source: button => {
      if (button.closest('#ref-talk')) opener = button;
      ask('source', { turn: button.dataset.turn, number: button.dataset.number });
    },
    edit: button => ask('edit', { turn: button.dataset.turn }),
    retry: button => ask('retry', { turn: button.dataset.turn }),
    example: button => ask('example', { text: button.dataset.text }),
    fresh: () => {
      sessionStorage.removeItem(CURRENT);
      answeredTurn = null;
      ask('fresh');
      refFocusQuestion();
    },
    export: button => { closeMenus(); ask('export', { kind: button.dataset.kind }); },
    verdict: button => ask('verdict', { turn: button.dataset.turn, verdict: button.dataset.verdict }),
    comment: button => {
      const field = one(`#ref-comment-${CSS.escape(button.dataset.turn)}`);
      if (!field.value.trim()) { field.focus(); return; }
      ask('comment', { turn: button.dataset.turn, comment: field.value });
      const thanks = document.createElement('p');
      thanks.setAttribute('role', 'status');
      thanks.textContent = 'Tak, det er gemt.';
      button.closest('.ref-comment').replaceChildren(thanks);
    },
    meeting: button => ask('meeting', { meeting: button.dataset.meeting, ordinal: button.dataset.ordinal }),
    meetings: () => ask('meetings'),
    'meetings-page': button => ask('meetings-page', { page: button.dataset.page }),
    'decisions-page': button => ask('decisions-page', { page: button.dataset.page }),
    'decisions-sort': button => ask('decisions-sort', { column: button.dataset.column }),
    'decisions-csv': () => ask('decisions-csv'),
    feedback: () => ask('feedback'),
    remove: button => {
      /* The first press asks, the second does it. */
      if (button.dataset.sure) { ask('remove', { meeting: button.dataset.meeting }); return; }
      button.dataset.sure = '1';
      button.textContent = 'Slet helt?';
      setTimeout(() => { if (button.isConnected) { delete button.dataset.sure; button.textContent = 'Slet'; } }, 5000);
    },
    'copy-link': button => copy(location.origin + location.pathname + button.dataset.link, button),
    'copy-answer': button => copy(answerText(button.dataset.turn), button),
    'close-source': closeSource,
    'cancel-edit': () => {
      const field = question();
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, '');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      ask('edit', { turn: '-1' });
      refFocusQuestion();
    },
    theme: () => {
      setTheme(!isDark());
      write(localStorage, THEME, isDark() ? 'dark' : 'light');
    },
  };

  const closeMenus = except => all('.ref-menu[open]').forEach(menu => { if (menu !== except) menu.open = false; });

  document.addEventListener('click', event => {
    closeMenus(event.target.closest?.('.ref-menu'));
    const skip = event.target.closest?.('.ref-skip');
    if (skip) { event.preventDefault(); refFocusQuestion(); return; }
    const button = event.target.closest?.('[data-act]');
    if (button && !button.disabled && Object.hasOwn(acts, button.dataset.act)) acts[button.dataset.act](button);
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const menu = one('.ref-menu[open]');
    if (menu) { menu.open = false; one('summary', menu).focus(); return; }
    if (document.body.classList.contains('ref-source-open') && one('#ref-panel')?.contains(document.activeElement)) closeSource();
  });

  /* ---- Gradio's own words and roles ---- */

  const FIXED = {
    'Connection errored out.': 'Forbindelsen til siden er afbrudt.',
    'Connection to the server was lost. Attempting reconnection...': 'Forbindelsen er afbrudt. Prøver igen …',
    'Connection re-established.': 'Forbindelsen er der igen.',
    'Error': 'Fejl',
    'Warning': 'Bemærk',
    'Info': 'Besked',
    'Success': 'Færdig',
    'Clear': 'Ryd',
    'Close': 'Luk',
    'Remove this file': 'Fjern filen',
    'Options': 'Valgmuligheder',
    'More tabs': 'Flere faner',
    'Click to upload or drop files': 'Vælg filer, eller slip dem her',
    'File upload': 'Vælg filer',
  };
  /* Gradio's log-in page comes without our strings. */
  const LOGIN = {
    'username': 'Brugernavn',
    'password': 'Adgangskode',
    'Login': 'Log ind',
    'Incorrect Credentials': 'Forkert brugernavn eller adgangskode',
  };
  const danishLogin = () => {
    if (one('#ref-tabs')) return;
    document.body.classList.add('ref-login');
    const title = 'Referatassistent – log ind';
    if (document.title !== title) document.title = title;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const words = LOGIN[walker.currentNode.textContent.trim()];
      if (words) walker.currentNode.textContent = words;
    }
  };

  const danish = root => {
    for (const toast of all('.toast-wrap *', document)) {
      if (!toast.children.length && FIXED[toast.textContent.trim()]) toast.textContent = FIXED[toast.textContent.trim()];
    }
    for (const name of ['aria-label', 'title']) {
      for (const element of all(`[${name}]`, root)) {
        const words = FIXED[element.getAttribute(name)];
        if (words) element.setAttribute(name, words);
      }
    }
    if (window.gradio_config?.auth_required) danishLogin();
    for (const area of all('.toast-wrap:not([role])')) area.setAttribute('role', 'alert');
    if (document.documentElement.lang !== 'da') document.documentElement.lang = 'da';
  };

  document.addEventListener('DOMContentLoaded', () => {
    const chosen = read(localStorage, THEME, null);
    let themed = false;
    new MutationObserver(() => {
      danish(document);
      if (!themed && one('.ref-header')) {
        themed = true;
        if (chosen) setTheme(chosen === 'dark'); else showTheme();
      }
    }).observe(document.documentElement, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ['lang'] });
  });
})();
