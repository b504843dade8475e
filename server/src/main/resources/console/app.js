// The frame around the pages: which page is shown, the bar, shortcuts, the theme, and what is said when the server goes.
import {html, nothing, render} from './lib/lit/lit-html.js';
import {alertsPage} from './alerts.js';
import {server} from './api.js';
import {startDemo} from './demo.js';
import {help, signIn} from './dialogs.js';
import {icon} from './icons.js';
import {overviewPage} from './overview.js';
import {say} from './parts.js';
import {pipelinePage} from './pipeline.js';
import {runbookPage} from './runbook.js';
import {forgetSession, loadSession, session} from './session.js';
import {sqlPage} from './sql.js';
import {listen, startStore, store} from './store.js';
import {viewPage} from './view.js';
import {viewsPage} from './views.js';

const PLACES = [
  ['', 'Overview', 'overview'],
  ['views', 'Views', 'views'],
  ['alerts', 'Alerts', 'alerts'],
  ['sql', 'Try SQL', 'sql'],
];
const THEMES = {system: 'light', light: 'dark', dark: 'system'};

const main = document.getElementById('main');
let page = null;
let isAsked = false;

/** The page for a place as "/views/page_metrics"; each part is decoded. */
function pageFor(parts) {
  const [first, name] = parts;
  switch (first) {
    case undefined: case '': return overviewPage();
    case 'pipelines': return name ? pipelinePage(name) : overviewPage();
    case 'views': return name ? viewPage(name) : viewsPage();
    case 'alerts': return alertsPage();
    case 'runbooks': return runbookPage(name ?? '');
    case 'sql': return sqlPage();
    default: return {
      title: 'Not found',
      render: () => html`<div class="empty"><h1>There is no such page</h1>
        <p>The <a href="#/">overview</a> leads to everything that there is.</p></div>`,
    };
  }
}

function placeParts() {
  try {
    return location.hash.replace(/^#\/?/, '').split('?')[0].split('/').map(decodeURIComponent);
  } catch {
    return ['not-found'];
  }
}

function update() {
  if (!isAsked) {
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      render(page.render(), main);
      page.drawn?.();
    });
  }
}

function go(isFirst) {
  page?.stop?.();
  render(nothing, main);
  page = pageFor(placeParts());
  render(page.render(), main);
  page.start?.(update);
  page.drawn?.();
  document.title = page.title === 'Overview' ? 'Weir' : page.title + ' · Weir';
  frame();
  if (!isFirst) {
    scrollTo(0, 0);
    main.focus({preventScroll: true});
    say(page.title);
  }
}

function theme() {
  return document.documentElement.dataset.theme ?? 'system';
}

function nextTheme() {
  const next = THEMES[theme()];
  if (next === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = next;
  }
  try {
    localStorage.setItem('weir.theme', next);
  } catch {
    // It holds until the page is closed.
  }
  document.dispatchEvent(new Event('weir-theme'));
  say('Theme: ' + next);
  frame();
}

function firingCount() {
  const firing = (store.alerts ?? []).filter(alert => alert.state === 'firing').length;
  return firing;
}

function frame() {
  const here = placeParts()[0];
  const place = here === 'pipelines' ? '' : here === 'runbooks' ? 'alerts' : here;
  const firing = firingCount();
  render(PLACES.map(([path, word, sign]) => html`
    <a href="#/${path}" aria-current=${path === place ? 'page' : nothing}>${icon(sign)}<span>${word}</span>
      ${path === 'alerts' && firing > 0 ? html`<span class="badge">${firing}<span class="unseen"> firing</span></span>` : nothing}
    </a>`), document.getElementById('nav'));
  const sign = {system: 'system', light: 'sun', dark: 'moon'}[theme()];
  render(html`
    ${session.isSecured ? html`<button class="icon-button" type="button" id="session" title=${session.role ? 'Sign out' : 'Sign in'}
      aria-label=${session.role ? 'Sign out, now ' + session.role : 'Sign in'}
      @click=${() => session.role ? forgetSession() : signIn()}>${icon('key')}</button>` : nothing}
    <button class="icon-button" type="button" id="theme" @click=${nextTheme}
      aria-label="Theme: ${theme()}. Change it" title="Theme: ${theme()} (t)">${icon(sign)}</button>
    <button class="icon-button" type="button" id="help" @click=${help}
      aria-label="Keys" title="Keys (?)">${icon('help')}</button>`, document.getElementById('tools'));
}

function banner(words) {
  const element = document.getElementById('banner');
  element.textContent = words;
  element.hidden = words === '';
}

function keys(event) {
  const target = event.target;
  const isTyping = target instanceof Element && target.matches('input:not([type=checkbox]), textarea, select');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
    return;
  }
  if (event.key === '?') {
    help();
  } else if (event.key === 't') {
    nextTheme();
  } else if (event.key === '/') {
    const search = main.querySelector('[data-search]');
    if (search === null) {
      return;
    }
    search.focus();
  } else if (event.key >= '1' && event.key <= String(PLACES.length)) {
    location.hash = '#/' + PLACES[Number(event.key) - 1][0];
  } else {
    return;
  }
  event.preventDefault();
}

server.addEventListener('lost', () => banner('The server does not answer. Numbers stand still; trying again.'));
server.addEventListener('back', () => {
  banner('');
  say('The server is back.');
});
server.addEventListener('signin', signIn);
document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});
document.addEventListener('keydown', keys);
document.addEventListener('weir-session', frame);
addEventListener('hashchange', () => go(false));
listen(() => {
  frame();
  if (page?.listens) {
    update();
  }
});
render(html`<span>Weir: Flink SQL, live, in one process</span><a href="/openapi.json">API</a><a href="/metrics">Metrics</a>
  <span id="demo-note"></span>`, document.getElementById('foot'));
go(true);
loadSession();
startStore();
startDemo();
