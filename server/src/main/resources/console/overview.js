// The overview: how much flows, whether all is well, and every pipeline in a line.
import {html, nothing, svg} from './lib/lit/lit-html.js';
import {measured, num, since, text} from './format.js';
import {bar, empty, linePaths, pill, sparkline, trouble, waiting} from './parts.js';
import {store} from './store.js';

const SLOTS_MIN = 60;
const ROWS = ['lag', 'throughput', 'errors', 'latency', 'backpressure', 'state', 'resources', 'failure'];
const ABOUT = {
  lag: 'How far reading is behind',
  throughput: 'Rows per second, against what is usual',
  errors: 'Records that could not be used',
  latency: 'From arrival to a visible result',
  backpressure: 'Time spent waiting for a slower step',
  state: 'Size of state and length of epochs',
  resources: 'Processor, memory, network',
  failure: 'Pipelines that are down, or begin again and again',
};
const WORST = {firing: 0, warning: 1, unknown: 2, ok: 3};

function largest(pipelines, field) {
  const known = pipelines.map(p => p[field]).filter(n => n !== null && n !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

function total(pipelines, field) {
  const known = pipelines.map(p => p[field]).filter(n => n !== null && n !== undefined);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}

/** The water: rows in and rows out of the last five minutes; the level is the rate. */
function water() {
  const slots = Math.max(SLOTS_MIN, store.total.length);
  const max = Math.max(10, ...store.total.map(p => p.rowsIn), ...store.total.map(p => p.rowsOut)) * 1.25;
  const [inLine, inArea] = linePaths(store.total.map(p => p.rowsIn), 1200, 150, max, slots);
  const [outLine, outArea] = linePaths(store.total.map(p => p.rowsOut), 1200, 150, max, slots);
  const now = store.total.at(-1);
  const label = now === undefined ? 'Rows per second, nothing yet'
    : 'Rows per second over the last minutes; now ' + text('rate', now.rowsIn) + ' in, ' + text('rate', now.rowsOut) + ' out';
  return html`<figure class="water"><svg viewBox="0 0 1200 150" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${svg`<path class="water-in-area" d=${inArea}></path><path class="water-out-area" d=${outArea}></path>
    <path class="water-in" d=${inLine}></path><path class="water-out" d=${outLine}></path>`}</svg>
    <figcaption><span><i class="dot in"></i>rows in</span><span><i class="dot out"></i>rows out</span>
    <span class="grow"></span><span>${slots < 120 ? 'last minute' : 'last ' + Math.round(slots / 60) + ' min'}</span></figcaption></figure>`;
}

function flow(pipelines) {
  const running = pipelines.filter(p => p.state === 'RUNNING').length;
  return html`<section class="card flow" aria-labelledby="flow-title">
    <h2 id="flow-title" class="unseen">Flow</h2>
    <dl class="flow-numbers">
      <div class="first"><dt>Flowing in</dt><dd>${num('rate', total(pipelines, 'rowsInPerSecond'))}</dd></div>
      <div><dt>Flowing out</dt><dd>${num('rate', total(pipelines, 'rowsOutPerSecond'))}</dd></div>
      <div><dt>Furthest behind</dt><dd>${num('millis', largest(pipelines, 'lagMillis'))}</dd></div>
      <div><dt>Oldest watermark</dt><dd>${num('millis', largest(pipelines, 'watermarkLagMillis'))}</dd></div>
      <div><dt>Late rows</dt><dd>${num('rows', total(pipelines, 'lateRows'))}</dd></div>
      <div><dt>Running</dt><dd><span class="num">${running}<span class="unit">of ${pipelines.length}</span></span></dd></div>
    </dl>${water()}</section>`;
}

/** A bar of the value against its threshold; the tick is the threshold. */
function gauge(row) {
  if (row.value === null || row.value === undefined || !row.threshold || !row.unit) {
    return nothing;
  }
  const scale = Math.max(row.threshold * 1.6, row.value);
  const colour = {firing: 'hand', warning: 'look', ok: 'well'}[row.status] ?? '';
  return bar(row.value / scale, colour, row.threshold / scale);
}

function healthRow(name, rows) {
  if (rows.length === 0 && name === 'failure') {
    return nothing;
  }
  const sorted = [...rows].sort((a, b) => (WORST[a.status] ?? 2) - (WORST[b.status] ?? 2));
  const row = sorted[0];
  if (row === undefined) {
    return html`<tr><td class="lead-cell"><span class="name">${name}</span><span class="about">${ABOUT[name]}</span></td>
      <td data-head="Status" class="state-cell">${pill('unknown')}</td><td data-head="Now">${num('rows', null)}</td><td class="spare"></td><td class="spare"></td></tr>`;
  }
  const also = sorted.filter(other => other !== row && (other.status === 'firing' || other.status === 'warning'));
  return html`<tr class="health-${row.status}">
    <td class="lead-cell"><span class="name">${row.name}</span>${row.measure ? html` <span class="tag">${row.measure}</span>` : nothing}<span class="about">${ABOUT[row.name] ?? ''}</span></td>
    <td data-head="Status" class="state-cell">${pill(row.status)}</td>
    <td data-head="Now" class="health-value wide-cell"><span>${measured(row.value, row.unit)}
      ${row.threshold === null || row.threshold === undefined || !row.unit ? nothing
        : html`<span class="soft nowrap"> / ${measured(row.threshold, row.unit)}</span>`}</span>${gauge(row)}</td>
    <td data-head="Where" class="wide-cell health-where">${row.pipeline ? html`<a href="#/pipelines/${encodeURIComponent(row.pipeline)}">${row.pipeline}</a>`
      : html`<span class="soft">the process</span>`}${also.length > 0 ? html` <span class="tag">and ${also.length} more</span>` : nothing}</td>
    <td data-head="What to do" class="health-text wide-cell">${row.status === 'ok' || row.status === 'unknown'
      ? html`<span class="soft">${row.text || 'Nothing to do.'}</span>`
      : html`<span>${row.text}${row.action ? html` <b>${row.action}</b>` : nothing}</span>`}
      ${row.runbook ? html` <a class="nowrap in-text" href=${runbookAddress(row.runbook)}
        aria-label="Runbook for ${row.name}">Runbook</a>` : nothing}</td></tr>`;
}

/** Where a runbook is shown, by whatever the API gives: a name, a path or an address. */
export function runbookAddress(runbook) {
  const name = String(runbook).split('/').at(-1).replace(/\.(md|html)$/, '');
  return '#/runbooks/' + encodeURIComponent(name);
}

function health() {
  if (store.health === null) {
    return waiting('Health is being asked for');
  }
  const names = [...ROWS, ...new Set(store.health.map(row => row.name).filter(name => !ROWS.includes(name)))];
  const firing = store.health.filter(row => row.status === 'firing').length;
  const warning = store.health.filter(row => row.status === 'warning').length;
  const words = firing > 0 ? 'firing' : warning > 0 ? 'warning' : 'ok';
  return html`<section class="card" aria-labelledby="health-title">
    <header><h2 id="health-title">Health</h2>${pill(words)}<span class="grow"></span>
      <a href="#/alerts">All alerts</a></header>
    <div class="table-wrap"><table class="stack health"><thead><tr><th scope="col">What</th><th scope="col">Status</th>
      <th scope="col">Now / limit</th><th scope="col">Where</th><th scope="col">What to do</th></tr></thead>
      <tbody>${names.map(name => healthRow(name, store.health.filter(row => row.name === name)))}</tbody></table></div></section>`;
}

function pipelineRow(pipeline) {
  const history = (store.histories.get(pipeline.name) ?? []).slice(-60).map(point => point.rowsIn);
  const isQuiet = !history.some(n => n > 0);
  const problem = pipeline.error ?? pipeline.reason;
  return html`<tr>
    <td class="lead-cell"><a class="name" href="#/pipelines/${encodeURIComponent(pipeline.name)}">${pipeline.name}</a>
      ${pipeline.engine === 'Flink' ? html`<span class="tag" title=${pipeline.reason ?? ''}>Flink</span>` : nothing}
      ${pipeline.state === 'FAILED' && problem ? html`<span class="about problem">${problem}</span>` : nothing}</td>
    <td data-head="State" class="state-cell">${pill(pipeline.state)}</td>
    <td data-head="Last minute" class="wide-cell spark-cell ${isQuiet ? 'spare' : ''}">${isQuiet ? nothing : sparkline(history, 'Rows in of the last minute, now ' + text('rate', pipeline.rowsInPerSecond), 60)}</td>
    <td data-head="In" class="right">${num('rate', pipeline.rowsInPerSecond)}</td>
    <td data-head="Out" class="right">${num('rate', pipeline.rowsOutPerSecond)}</td>
    <td data-head="Lag" class="right">${num('millis', pipeline.lagMillis)}</td>
    <td data-head="Watermark" class="right">${num('millis', pipeline.watermarkLagMillis)}</td>
    <td data-head="Late" class="right">${num('rows', pipeline.lateRows)}</td>
    <td data-head="State size" class="right">${num('bytes', pipeline.stateBytes)}</td>
    <td data-head="Epoch" class="right">${epoch(pipeline)}</td></tr>`;
}

function epoch(pipeline) {
  if (pipeline.epoch === null || pipeline.epoch === undefined) {
    return html`<span class="none" title="Without epochs: rows are seen as they are written">off</span>`;
  }
  const age = since(pipeline.lastEpochAt);
  return html`<span class="nowrap" title=${age === null ? '' : 'finished ' + text('millis', age) + ' ago'}><span class="soft">#</span>${pipeline.epoch}
    ${pipeline.epochMillis === null ? nothing : html`<span class="soft">in ${num('millis', pipeline.epochMillis)}</span>`}</span>`;
}

function pipelines(list) {
  const sorted = [...list].sort((a, b) => (a.state === 'FAILED' ? 0 : 1) - (b.state === 'FAILED' ? 0 : 1) || a.name.localeCompare(b.name));
  return html`<section class="card" aria-labelledby="pipelines-title">
    <header><h2 id="pipelines-title">Pipelines</h2></header>
    ${list.length === 0 ? empty('overview', 'No pipelines yet',
      'Every .sql file in the served folder becomes a pipeline; a new or changed file is picked up by itself.') : html`
    <div class="table-wrap"><table class="stack"><thead><tr><th scope="col">Name</th><th scope="col">State</th>
      <th scope="col">Last minute</th><th scope="col" class="right">In</th><th scope="col" class="right">Out</th>
      <th scope="col" class="right">Lag</th><th scope="col" class="right">Watermark</th><th scope="col" class="right">Late</th>
      <th scope="col" class="right">State size</th><th scope="col" class="right">Epoch</th></tr></thead>
      <tbody>${sorted.map(pipelineRow)}</tbody></table></div>`}</section>`;
}

export function overviewPage() {
  return {
    title: 'Overview',
    listens: true,
    render: () => html`<h1 class="unseen">Overview</h1>
      ${store.error !== null && store.pipelines === null ? trouble(store.error) : nothing}
      ${store.pipelines === null ? (store.error === null ? waiting('Pipelines are being asked for') : nothing) : html`
        ${flow(store.pipelines)}${pipelines(store.pipelines)}${health()}`}`,
  };
}
