// Try SQL: write a SELECT over tables and views, see its plan, and its rows as they come.
import {html, nothing} from './lib/lit/lit-html.js';
import {get, getIfThere, lines, poll, send} from './api.js';
import {editor} from './editor.js';
import {cell, isNumber, num} from './format.js';
import {graph, nodeDetail, nodeTitle} from './graph.js';
import {icon} from './icons.js';
import {empty, say, trouble} from './parts.js';
import {addResults, newResults, resultRows} from './results.js';

const KEPT = 'weir.sql';
const SECONDS = [[10, '10 seconds'], [30, '30 seconds'], [60, '1 minute']];

/** Line and column of an error, where its words have them; both from 1. */
export function placeOf(error) {
  const words = error.where + ' ' + error.message;
  const found = /line\s+(\d+)(?:\s*,?\s*(?:column|col\.?)\s+(\d+))?/i.exec(words) ?? /(?:^|[\s:])(\d+):(\d+)\b/.exec(words);
  return found === null ? null : {line: Number(found[1]), column: found[2] === undefined ? null : Number(found[2])};
}

function kept() {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function sqlPage() {
  const state = {sql: kept() ?? '', tables: null, plan: null, node: null, results: null, error: null, place: null,
    isRunning: false, seconds: 10, limit: 1000, isAsTable: true, end: null};
  let update = () => {};
  let control = null;
  let stopTables = () => {};

  async function loadTables() {
    try {
      const [tables, views] = await Promise.all([getIfThere('/api/v1/tables'), get('/api/v1/views')]);
      const listed = (tables?.tables ?? []).map(table => ({name: table.name, columns: table.columns, from: table.connector ?? 'table'}));
      const others = views.views.filter(view => !listed.some(table => table.name === view.name))
        .map(view => ({name: view.name, columns: view.columns, from: 'view'}));
      state.tables = [...others, ...listed];
      // Not under the hands of somebody who is about to write.
      if (state.sql === '' && state.tables.length > 0 && document.activeElement?.id !== 'sql-input') {
        state.sql = 'SELECT *\nFROM ' + quoted(state.tables[0].name);
      }
    } catch {
      state.tables ??= [];
    }
    update();
  }

  function change(sql) {
    state.sql = sql;
    state.place = null;
    try {
      sessionStorage.setItem(KEPT, sql);
    } catch {
      // Then it is not there after a reload.
    }
    update();
  }

  function fail(e) {
    state.error = e;
    state.place = placeOf(e);
    say('It did not work: ' + e.message);
  }

  function take(list) {
    for (const line of list) {
      if (line.columns) {
        state.results = newResults(line);
        state.plan = line.plan ?? state.plan;
      } else if (line.op) {
        addResults(state.results, line);
      } else if (line.error) {
        fail({message: line.error.what, where: line.error.where ?? '', hint: line.error.hint ?? ''});
      } else if (line.end) {
        state.end = line;
        say('Finished with ' + line.rows + ' rows.');
      }
    }
    update();
  }

  /** A query that runs makes room for the one that is asked now. */
  async function run() {
    if (state.sql.trim() === '') {
      return;
    }
    control?.abort();
    const own = new AbortController();
    control = own;
    Object.assign(state, {error: null, place: null, results: null, end: null, node: null, plan: null, isRunning: true});
    update();
    try {
      const body = {sql: state.sql, limit: state.limit, seconds: state.seconds};
      for await (const list of lines('/api/v1/query', body, own.signal)) {
        if (control === own) {
          take(list);
        }
      }
    } catch (e) {
      if (control !== own) {
        return;
      }
      if (e.name === 'AbortError') {
        state.end = {end: 'stopped', rows: state.results?.count ?? 0};
      } else {
        fail(e);
      }
    }
    if (control === own) {
      state.isRunning = false;
      update();
    }
  }

  async function explain() {
    Object.assign(state, {error: null, place: null, node: null});
    try {
      const {jobs} = await send('POST', '/api/v1/explain', {sql: state.sql});
      state.plan = jobs.flatMap(job => job.nodes);
    } catch (e) {
      fail(e);
    }
    update();
  }

  function planCard() {
    if (state.plan === null || state.plan.length === 0) {
      return nothing;
    }
    const node = state.plan.find(one => one.id === state.node);
    const isNative = state.plan.every(one => one.native !== false);
    return html`<section class="card" aria-labelledby="plan-title"><header><h2 id="plan-title">Plan</h2>
      <span class="pill ${isNative ? 'flow' : 'look'}">${isNative ? 'all native' : 'runs on Flink'}</span></header>
      ${graph(state.plan, null, state.node, one => {
        state.node = state.node === one.id ? null : one.id;
        update();
      }, 'Plan of the query', document.querySelector('.try-main')?.clientWidth ?? 800)}
      ${node === undefined ? nothing : html`<div class="node-facts"><h3>${nodeTitle(node.type)} <span class="soft">${nodeDetail(node).slice(0, 60)}</span></h3>
        <pre class="code wrap">${node.description}</pre>${node.reason ? html`<p>${node.reason}</p>` : nothing}</div>`}</section>`;
  }

  function endWords() {
    if (state.isRunning) {
      return html`<span class="pill flow">${icon('starting')}Running</span>`;
    }
    const words = {limit: 'Stopped at the limit', time: 'The time is over', finished: 'Finished', stopped: 'Stopped'};
    return state.end === null ? nothing : html`<span class="pill">${icon(state.end.end === 'finished' ? 'ok' : 'stopped')}${words[state.end.end] ?? state.end.end}</span>`;
  }

  function resultsCard() {
    const results = state.results;
    if (results === null) {
      return state.isRunning ? html`<div class="wait" role="status"><span class="unseen">Planning</span></div>` : nothing;
    }
    const showsChanges = !results.insertOnly && !state.isAsTable;
    const rows = resultRows(results, showsChanges, state.end?.end === 'finished');
    return html`<section class="card" aria-labelledby="results-title"><header><h2 id="results-title">Rows</h2>${endWords()}
        <span class="soft">${num('rows', showsChanges || results.insertOnly ? results.count : results.table.length)}${results.insertOnly ? nothing : html` after ${num('rows', results.count)} of changes`}</span><span class="grow"></span>
        ${results.insertOnly ? nothing : html`<label class="check soft"><input type="checkbox" .checked=${!state.isAsTable} @change=${e => {
          state.isAsTable = !e.target.checked;
          update();
        }}>Show each change</label>`}</header>
      <div class="table-wrap tall" tabindex="0" role="region" aria-label="Rows of the query"><table class="compact data"><thead><tr>
        ${showsChanges ? html`<th scope="col">Change</th>` : nothing}${results.columns.map(column => html`<th scope="col" class=${isNumber(column.type ?? '') ? 'right' : ''} title=${column.type ?? ''}>${column.name}</th>`)}</tr></thead>
        <tbody id="results">${rows.map(line => html`<tr>${showsChanges ? html`<td class="op op-${line.op.startsWith('+') ? 'add' : 'take'}">${line.op}</td>` : nothing}
          ${results.columns.map(column => html`<td class="${isNumber(column.type ?? '') ? 'right' : ''} ${line.row[column.name] === null ? 'null' : ''}">${cell(line.row[column.name])}</td>`)}</tr>`)}</tbody></table></div>
      ${rows.length === 0 ? empty('sql', state.isRunning ? 'Waiting for rows' : 'No rows', state.isRunning ? 'They appear here as they come.' : 'Nothing came in time.') : nothing}
      </section>`;
  }

  function tableItem(table) {
    return html`<li><details><summary><span class="name">${table.name}</span> <span class="tag ${table.from === 'view' ? 'key' : ''}">${table.from}</span></summary>
      <ul class="column-list">${(table.columns ?? []).map(column => html`<li><button class="link mono" type="button" title="Put it into the query"
        @click=${() => insert(column.name)}>${column.name}</button><span class="soft mono">${column.type}</span></li>`)}</ul>
      <button class="link" type="button" @click=${() => change('SELECT *\nFROM ' + quoted(table.name))}>Select from it</button></details></li>`;
  }

  function insert(name) {
    const area = document.getElementById('sql-input');
    area.setRangeText(quoted(name), area.selectionStart, area.selectionEnd, 'end');
    area.focus();
    change(area.value);
  }

  return {
    title: 'Try SQL',
    start(redraw) {
      update = redraw;
      stopTables = poll(15000, loadTables);
    },
    stop() {
      stopTables();
      control?.abort();
    },
    render: () => html`<div class="page-head"><h1>Try SQL</h1><p class="lead">A query over the tables of all pipelines, and over views. It runs beside them and changes nothing.</p></div>
      <div class="columns try-columns"><div class="try-main">
        <section class="card" aria-labelledby="query-title"><h2 id="query-title" class="unseen">Query</h2>
          ${editor(state.sql, state.place, change, run)}
          <div class="card-head">
            ${state.isRunning ? html`<button class="button danger" id="stop" type="button" @click=${() => control?.abort()}>${icon('stopped')}Stop</button>`
              : html`<button class="button main" id="run" type="button" title="Ctrl+Enter" @click=${run}>${icon('play')}Run</button>`}
            <button class="button" type="button" id="explain" ?disabled=${state.isRunning} @click=${explain}>Explain</button>
            <span class="grow"></span>
            <label class="check soft">For at most <select @change=${e => {
              state.seconds = Number(e.target.value);
            }}>${SECONDS.map(([n, words]) => html`<option value=${n} ?selected=${n === state.seconds}>${words}</option>`)}</select></label></div></section>
        ${state.error !== null ? trouble(state.error) : nothing}
        ${planCard()}${resultsCard()}</div>
      <section class="card tables" aria-labelledby="tables-title"><header><h2 id="tables-title">Tables</h2></header>
        ${state.tables === null ? html`<p class="card-body soft">Being asked for.</p>` : state.tables.length === 0 ? html`<p class="card-body soft">There are none: no pipeline is served.</p>`
          : html`<ul class="table-list">${state.tables.map(tableItem)}</ul>`}</section></div>`,
  };
}

/** A name as SQL wants it. */
function quoted(name) {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : '`' + name.replaceAll('`', '``') + '`';
}
