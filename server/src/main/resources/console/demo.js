// In the demo the visitor is a customer too: clicks and ways through this console go to the shop's own stream of
// events, with a note that says so and a switch that ends it. Shown: how long each took until a view had it.
import {html, nothing, render} from './lib/lit/lit-html.js';
import {follow, get, getIfThere, path, send} from './api.js';
import {text, timeOfDay} from './format.js';

const TABLE = 'clickstream';
const OFF = 'weir.demo.off';
const EVENTS_MAX = 8;
const demo = {isThere: false, isOff: false, isOpen: false, session: '', events: [], view: null};
let endFollow = () => {};

function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map(n => n.toString(16).padStart(2, '0')).join('');
}

function draw() {
  const holder = document.getElementById('demo-note');
  if (!demo.isThere) {
    return;
  }
  const last = demo.events[0];
  render(html`<span class="demo ${demo.isOff ? 'off' : ''}"><button class="link" type="button" aria-expanded=${demo.isOpen} aria-controls="demo-events" @click=${() => {
      demo.isOpen = !demo.isOpen;
      draw();
    }}>${demo.isOff ? 'Your clicks are not sent' : html`Demo: your clicks here are events too${last === undefined ? nothing
      : html` · the last ${last.millis === null ? 'is on its way' : html`was seen after <b>${text('millis', last.millis)}</b>`}`}`}</button>
    <label class="check"><input type="checkbox" .checked=${!demo.isOff} @change=${toggle}>send them</label></span>
    <div id="demo-events" class="card demo-events" ?hidden=${!demo.isOpen}><h2>Your events</h2>
      <p class="soft">Sent to the table ${TABLE} as a visitor of the shop: page, action, a random number for this visit. Nothing else, and nothing leaves this server.</p>
      ${demo.view === null ? html`<p class="soft">The time is until the server has it safe.</p>` : html`<p class="soft">The time is until the view
        <a href="#/views/${encodeURIComponent(demo.view)}">${demo.view}</a> had it.</p>`}
      ${demo.events.length === 0 ? html`<p>None yet.</p>` : html`<table class="compact"><thead><tr><th scope="col">At</th><th scope="col">Action</th><th scope="col">Page</th><th scope="col" class="right">Seen after</th></tr></thead>
        <tbody>${demo.events.map(one => html`<tr><td>${timeOfDay(one.sentAt)}</td><td>${one.action}</td><td>${one.page}</td>
          <td class="right">${one.millis === null ? html`<span class="soft">on its way</span>` : text('millis', one.millis)}</td></tr>`)}</tbody></table>`}</div>`, holder);
}

function toggle() {
  demo.isOff = !demo.isOff;
  try {
    localStorage.setItem(OFF, demo.isOff ? '1' : '');
  } catch {
    // It holds until the page is closed.
  }
  draw();
}

function place() {
  const name = location.hash.replace(/^#/, '').split('?')[0];
  return '/console' + (name === '/' ? '' : name);
}

async function sendEvent(action, loadMillis) {
  if (demo.isOff || !demo.isThere) {
    return;
  }
  const event = {id: randomId(), action, page: place(), sentAt: new Date(), started: performance.now(), millis: null};
  demo.events.unshift(event);
  demo.events.length = Math.min(demo.events.length, EVENTS_MAX);
  draw();
  try {
    await send('POST', path('/api/v1/collect', TABLE), {
      event_id: event.id, user_id: parseInt(demo.session.slice(0, 8), 16) % 1000000 + 1000000, page: event.page, action,
      event_timestamp: event.sentAt.toISOString(), session_id: demo.session, load_time_ms: Math.round(loadMillis),
    });
    if (demo.view === null) {
      event.millis = performance.now() - event.started;
    }
  } catch {
    demo.events = demo.events.filter(one => one !== event);
  }
  draw();
}

/** A row about the console's own pages changed: what was sent of that page and action has been seen. */
function onChange(name, data) {
  const changes = Array.isArray(data) ? data : data.changes ?? (data.row ? [data] : []);
  for (const {row} of changes) {
    const seen = demo.events.filter(one => one.millis === null && one.page === row?.page && one.action === row?.action);
    seen.forEach(one => {
      one.millis = performance.now() - one.started;
    });
    if (seen.length > 0) {
      draw();
    }
  }
}

/** Whether the server asks for visitors' events; the console is a shop only then. */
async function isDemo() {
  return (await getIfThere('/api/v1/console'))?.visitorTable === TABLE;
}

export async function startDemo() {
  try {
    demo.isOff = localStorage.getItem(OFF) === '1';
    demo.session = sessionStorage.getItem('weir.demo.session') ?? randomId();
    sessionStorage.setItem('weir.demo.session', demo.session);
  } catch {
    demo.session = randomId();
  }
  try {
    demo.isThere = await isDemo();
    if (!demo.isThere) {
      return;
    }
    const {views} = await get('/api/v1/views');
    demo.view = views.find(view => ['page', 'action'].every(name =>
      view.columns.some(column => column.key && column.name === name)))?.name ?? null;
    if (demo.view !== null) {
      endFollow();
      endFollow = follow(path('/api/v1/views', demo.view) + '/changes', onChange);
    }
  } catch {
    return;
  }
  draw();
  sendEvent('view', performance.getEntriesByType('navigation')[0]?.domContentLoadedEventEnd ?? 0);
  addEventListener('hashchange', () => sendEvent('view', 0));
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('button, [role=button]') !== null && event.target.closest('.demo') === null) {
      sendEvent('click', 0);
    }
  });
}
