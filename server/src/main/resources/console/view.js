// One view: its rows live, a chart over time, how fresh it is, the query that makes it, and the lines to read it by.
import {html, nothing} from './lib/lit/lit-html.js';
import {follow, get, path, poll} from './api.js';
import {ago, isNumber, isTime, num} from './format.js';
import {icon} from './icons.js';
import {LiveTable} from './livetable.js';
import {copyLine, empty, trouble, waiting} from './parts.js';
import {sqlText} from './sqltext.js';
import {ViewChart} from './viewchart.js';

/** Changes per second that the page asks for; the API leaves out what is more, and says how many. */
const SAMPLE = 400;
const OPERATORS = [['.eq', '='], ['.ne', '≠'], ['.gt', '>'], ['.gte', '≥'], ['.lt', '<'], ['.lte', '≤']];
const REFRESH_MILLIS = 2000;
const REFRESH_MILLIS_MIN = 700;

/** A view with a time in its key grows at the newest end: that is what one wants to see first. */
function newestFirst(view) {
  const time = view.columns.find(column => (column.key || view.appendOnly) && isTime(column.type));
  return time === undefined ? [] : [{column: time.name, isDown: true}];
}

export function viewPage(name) {
  const address = path('/api/v1/views', name);
  const state = {view: null, error: null, queryError: null, freshness: null, rowCount: null, nextPage: null, page: null,
    filters: [], order: [], limit: 100, stream: 'waiting', arrived: 0, skipped: 0, perSecond: null, isPaused: false};
  let update = () => {};
  let table = null;
  let chart = null;
  let lastAsk = 0;
  let timer = 0;
  let asked = 0;
  let hasBegun = false;
  const ends = [];

  function parameters() {
    const list = state.filters.filter(filter => filter.value !== '').map(filter => [filter.column + filter.operator, filter.value]);
    if (state.order.length > 0) {
      list.push(['order', state.order.map(one => (one.isDown ? '-' : '') + one.column).join(',')]);
    }
    list.push(['limit', String(state.limit)]);
    if (state.page !== null) {
      list.push(['after', state.page]);
    }
    return list;
  }

  async function refresh() {
    clearTimeout(timer);
    lastAsk = performance.now();
    const number = ++asked;
    try {
      const answer = await get(address, parameters());
      if (number !== asked) {
        return;
      }
      state.freshness = answer.freshness;
      state.nextPage = answer.nextPage ?? null;
      state.queryError = null;
      state.rowCount = answer.rows.length;
      update();
      table?.setRows(answer.rows);
      chart?.rows(answer.rows);
    } catch (e) {
      if (number === asked) {
        state.queryError = e;
        update();
      }
    }
  }

  /** A row that is not shown came or went: the API knows where it belongs. Not more often than the eye can follow. */
  function refreshSoon() {
    if (state.isPaused) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(refresh, Math.max(0, REFRESH_MILLIS_MIN - (performance.now() - lastAsk)));
  }

  function onEvent(kind, data) {
    if (kind === 'reset') {
      refreshSoon();
      return;
    }
    if (kind === 'heartbeat') {
      return;
    }
    const changes = Array.isArray(data) ? data : data.changes ?? (data.row ? [data] : []);
    state.arrived += changes.length;
    state.skipped += data.skipped ?? 0;
    if (!state.isPaused) {
      table?.change(changes);
    }
  }

  async function load() {
    try {
      const {views} = await get('/api/v1/views');
      const found = views.find(view => view.name === name);
      state.error = found === undefined ? {message: 'There is no view ' + name + '.', hint: 'The pipeline that makes it may be stopped.'} : null;
      if (state.view === null && found !== undefined) {
        state.order = newestFirst(found);
      }
      state.view = found ?? state.view;
      if (state.view !== null && !hasBegun) {
        hasBegun = true;
        begin();
      }
    } catch (e) {
      state.error = e;
    }
    update();
  }

  /** Reading begins once the view is known to be there. */
  function begin() {
    ends.push(follow(address + '/changes?sample=' + SAMPLE, onEvent, stream => {
      state.stream = stream;
      update();
      if (stream === 'live') {
        refresh();
      }
    }));
    ends.push(poll(REFRESH_MILLIS, () => state.isPaused ? null : refresh()));
    const beat = setInterval(() => {
      state.perSecond = {shown: state.arrived, all: state.arrived + state.skipped};
      state.arrived = 0;
      state.skipped = 0;
      update();
    }, 1000);
    ends.push(() => clearInterval(beat));
  }

  function changeQuery() {
    state.page = null;
    update();
    refresh();
  }

  function order(column) {
    const now = state.order.find(one => one.column === column);
    state.order = now === undefined ? [{column, isDown: false}] : now.isDown ? [] : [{column, isDown: true}];
    changeQuery();
  }

  function setFilter(i, field, value) {
    state.filters[i] = {...state.filters[i], [field]: value};
    changeQuery();
  }

  function filterRow(filter, i) {
    return html`<div class="filter" role="group" aria-label="Filter ${i + 1}">
      <select aria-label="Column" .value=${filter.column} @change=${e => setFilter(i, 'column', e.target.value)}>
        ${state.view.columns.map(column => html`<option value=${column.name} ?selected=${column.name === filter.column}>${column.name}</option>`)}</select>
      <select aria-label="Comparison" .value=${filter.operator} @change=${e => setFilter(i, 'operator', e.target.value)}>
        ${OPERATORS.map(([value, sign]) => html`<option value=${value} ?selected=${value === filter.operator}>${sign}</option>`)}</select>
      <input type="text" aria-label="Value" placeholder="value" .value=${filter.value} ?data-search=${i === 0}
        @input=${e => setFilter(i, 'value', e.target.value)}>
      <button class="icon-button" type="button" aria-label="Remove this filter" @click=${() => {
        state.filters.splice(i, 1);
        changeQuery();
      }}>${icon('close')}</button></div>`;
  }

  function addFilter() {
    state.filters.push({column: state.view.columns[0].name, operator: '.eq', value: ''});
    update();
    requestAnimationFrame(() => requestAnimationFrame(() =>
      document.querySelector('.filter:last-of-type input')?.focus()));
  }

  function head(column) {
    const now = state.order.find(one => one.column === column.name);
    return html`<th scope="col" class=${isNumber(column.type) ? 'right' : ''}
      aria-sort=${now === undefined ? nothing : now.isDown ? 'descending' : 'ascending'}>
      <button class="head" type="button" title="${column.type}${column.key ? ', key' : ''}" @click=${() => order(column.name)}>
      ${column.name}${column.key ? html`<span class="key-sign" title="key">${icon('key')}</span>` : nothing}
      ${now === undefined ? nothing : icon(now.isDown ? 'down' : 'up')}</button></th>`;
  }

  function flowNote() {
    const rate = state.perSecond;
    if (state.stream !== 'live') {
      return html`<span class="pill look">${icon('starting')}Connecting</span>`;
    }
    if (state.isPaused) {
      return html`<span class="pill">${icon('stopped')}Paused</span>`;
    }
    const sampled = rate !== null && rate.all > rate.shown;
    return html`<span class="pill well">${icon('ok')}Live</span>${rate === null ? nothing : html`<span class="soft" id="flow-note">
      ${sampled ? html`showing a sample: ${num('rows', rate.shown)} of ${num('rows', rate.all)} changed in the last second`
        : html`${num('rate', rate.shown)} changed`}</span>`}`;
  }

  function rowsCard() {
    return html`<section class="card" aria-labelledby="rows-title"><header><h2 id="rows-title">Rows</h2>${flowNote()}<span class="grow"></span>
        <button class="button small" type="button" aria-pressed=${state.isPaused} @click=${() => {
          state.isPaused = !state.isPaused;
          update();
          refresh();
        }}>${state.isPaused ? 'Go on' : 'Pause'}</button></header>
      <div class="controls">${state.filters.map(filterRow)}
        <button class="button small" type="button" ?data-search=${state.filters.length === 0} @click=${addFilter}>${icon('add')}Filter</button>
        <span class="grow"></span>
        <label class="check soft">At most <select @change=${e => {
          state.limit = Number(e.target.value);
          changeQuery();
        }}>${[25, 100, 500].map(n => html`<option value=${n} ?selected=${n === state.limit}>${n} rows</option>`)}</select></label></div>
      ${state.queryError !== null ? html`<div class="card-body">${trouble(state.queryError)}</div>` : nothing}
      <div class="table-wrap tall" tabindex="0" role="region" aria-label="Rows of ${name}"><table class="compact data"><thead><tr>${state.view.columns.map(head)}</tr></thead>
        <tbody id="rows"></tbody></table></div>
      ${state.rowCount === 0 ? empty('views', 'No rows', state.filters.some(f => f.value !== '') ? 'None matches the filter.' : 'None has been written yet.') : nothing}
      ${state.nextPage !== null || state.page !== null ? html`<div class="card-head">
        ${state.page === null ? nothing : html`<button class="button small" type="button" @click=${changeQuery}>First page</button>`}
        ${state.nextPage === null ? nothing : html`<button class="button small" type="button" @click=${() => {
          state.page = state.nextPage;
          refresh();
        }}>Next page</button>`}</div>` : nothing}</section>`;
  }

  function lines() {
    const base = location.origin + address;
    const first = state.view.columns.find(column => column.key) ?? state.view.columns[0];
    return html`<section class="card" aria-labelledby="curl-title"><header><h2 id="curl-title">Read it elsewhere</h2></header>
      <div class="card-body stack-gap">
        <h3>Rows that match</h3>${copyLine(`curl '${base}?${encodeURIComponent(first.name)}=VALUE&limit=10'`)}
        <h3>As CSV</h3>${copyLine(`curl -H 'Accept: text/csv' '${base}'`)}
        <h3>Changed rows, as they come</h3>${copyLine(`curl -N '${base}/changes?snapshot=true'`)}</div></section>`;
  }

  function body() {
    const fresh = state.freshness ?? state.view.freshness ?? {};
    return html`<dl class="stats">
        <div class="stat"><dt>Rows</dt><dd>${num('rows', state.view.rows)}</dd></div>
        <div class="stat"><dt>Last commit</dt><dd>${fresh.committedAt ? ago(fresh.committedAt) : num('millis', fresh.commitAgeMillis)}</dd></div>
        <div class="stat"><dt>Watermark age</dt><dd>${num('millis', fresh.watermarkAgeMillis)}</dd></div>
        <div class="stat"><dt>Epoch</dt><dd>${fresh.epoch ?? html`<span class="none">off</span>`}</dd></div>
        <div class="stat"><dt>Version</dt><dd>${fresh.version ?? '–'}</dd></div></dl>
      <div id="view-chart"></div>
      ${rowsCard()}
      <div class="columns halves"><section class="card" aria-labelledby="query-title"><header><h2 id="query-title">The query that makes it</h2>
        <span class="grow"></span><a href="#/pipelines/${encodeURIComponent(state.view.pipeline ?? '')}">Its plan</a></header>
        <div class="card-body">${state.view.sql ? html`<pre class="code sql" tabindex="0">${sqlText(state.view.sql)}</pre>` : html`<p class="soft">Not known.</p>`}</div></section>
        ${lines()}</div>`;
  }

  return {
    title: name,
    start(redraw) {
      update = redraw;
      ends.push(poll(5000, load));
    },
    stop() {
      clearTimeout(timer);
      ends.forEach(end => end());
      chart?.stop();
    },
    drawn() {
      const rows = document.getElementById('rows');
      if (rows !== null && table === null && state.view !== null) {
        table = new LiveTable(rows, state.view.columns, refreshSoon);
        chart = new ViewChart(document.getElementById('view-chart'), state.view);
        refresh();
      }
    },
    render: () => html`<div class="page-head"><div><p class="crumb"><a href="#/views">Views</a>${state.view === null ? nothing
      : html` from <a href="#/pipelines/${encodeURIComponent(state.view.pipeline ?? '')}">${state.view.pipeline}</a>`}</p><h1>${name}</h1></div></div>
      ${state.error !== null ? trouble(state.error) : nothing}
      ${state.view === null ? (state.error === null ? waiting('The view is being asked for') : nothing) : body()}`,
  };
}
