// Alerts: what fires, what waits, what somebody looks after, what is over; and what is silenced.
import {html, nothing} from './lib/lit/lit-html.js';
import {path, send} from './api.js';
import {silence} from './dialogs.js';
import {ago} from './format.js';
import {icon} from './icons.js';
import {runbookAddress} from './overview.js';
import {empty, pill, say, trouble, waiting} from './parts.js';
import {may} from './session.js';
import {listen, refreshAlerts, store} from './store.js';

const GROUPS = [['firing', 'Firing'], ['acknowledged', 'Acknowledged'], ['pending', 'Pending'], ['resolved', 'Resolved']];
const WORDS = {
  pending: 'True, but not yet for long enough to call somebody.',
  acknowledged: 'Somebody looks after these.',
  resolved: 'Over; kept here for a while.',
};

export function alertsPage() {
  let error = null;
  let update = () => {};

  async function run(action, words) {
    try {
      await action();
      error = null;
      say(words);
      await refreshAlerts();
    } catch (e) {
      error = e;
    }
    update();
  }

  function labels(alert) {
    return Object.entries(alert.labels ?? {}).map(([key, value]) => html`<span class="tag">${key}=${value}</span>`);
  }

  function item(alert) {
    const isOpen = alert.state === 'firing' || alert.state === 'pending';
    return html`<li class="alert alert-${alert.state}">
      <div class="alert-main"><p class="alert-title"><span class="name">${alert.name}</span>
          ${alert.severity ? html`<span class="tag">${alert.severity}</span>` : nothing}
          ${alert.key ? html`<span class="tag">${alert.key}</span>` : nothing}
          ${alert.isSilenced ? html`<span class="pill">${icon('silence')}Silenced</span>` : nothing}${labels(alert)}</p>
        <p>${alert.text}</p>
        <p class="soft alert-feet">${alert.pipeline ? html`<a href="#/pipelines/${encodeURIComponent(alert.pipeline)}">${alert.pipeline}</a>` : nothing}
          <span>since ${ago(alert.since)}</span>
          ${alert.runbook ? html`<a href=${runbookAddress(alert.runbook)} aria-label="Runbook for ${alert.name}">Runbook</a>` : nothing}</p></div>
      ${may('write') && isOpen ? html`<div class="alert-actions">
        ${alert.state === 'firing' ? html`<button class="button small" type="button" aria-label="Acknowledge ${alert.name} ${alert.pipeline ?? ''}"
          @click=${() => run(() => send('POST', path('/api/v1/alerts', alert.id) + '/acknowledge'), 'Acknowledged.')}>${icon('ok')}Acknowledge</button>` : nothing}
        <button class="button small" type="button" aria-label="Silence ${alert.name} ${alert.pipeline ?? ''}" @click=${() => silence(alert)}>${icon('silence')}Silence</button></div>` : nothing}</li>`;
  }

  function group([state, word]) {
    const alerts = store.alerts.filter(alert => alert.state === state);
    if (alerts.length === 0) {
      return nothing;
    }
    return html`<section class="card" aria-labelledby="group-${state}"><header><h2 id="group-${state}">${word}</h2>${pill(state)}
      <span class="soft">${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'}${WORDS[state] ? html` · ${WORDS[state]}` : nothing}</span></header>
      <ul class="alert-list">${alerts.map(item)}</ul></section>`;
  }

  function silences() {
    if (store.silences.length === 0) {
      return nothing;
    }
    return html`<section class="card" aria-labelledby="silences-title"><header><h2 id="silences-title">Silences</h2></header>
      <ul class="alert-list">${store.silences.map(one => html`<li class="alert"><div class="alert-main">
        <p>${Object.entries(one.matchers ?? {}).map(([key, value]) => html`<span class="tag key">${key}=${value}</span> `)}${one.comment}</p>
        <p class="soft">until <time datetime=${one.until ?? one.endsAt}>${new Date(one.until ?? one.endsAt).toLocaleString('en-GB')}</time></p></div>
        ${may('write') ? html`<div class="alert-actions"><button class="button small" type="button"
          @click=${() => run(() => send('DELETE', path('/api/v1/silences', one.id)), 'The silence is over.')}>End it</button></div>` : nothing}</li>`)}</ul></section>`;
  }

  let end = () => {};
  return {
    title: 'Alerts',
    start(redraw) {
      update = redraw;
      end = listen(redraw);
      refreshAlerts();
    },
    stop: () => end(),
    render: () => html`<div class="page-head"><h1>Alerts</h1><p class="lead">From the seven rows of health, and from pipelines that write into a table
        whose connector is alert.</p></div>
      ${error !== null ? trouble(error) : nothing}
      ${store.alerts === null ? (store.error === null ? waiting('Alerts are being asked for') : trouble(store.error))
        : html`${store.alerts.every(alert => alert.state === 'resolved') ? html`<div class="card">${empty('ok', 'All is well', 'Nothing fires and nothing is about to.')}</div>` : nothing}
          ${GROUPS.map(group)}${silences()}`}`,
  };
}
