// One pipeline: its plan as a picture that lives, its SQL with the chosen part marked, its epochs.
import {html, nothing} from './lib/lit/lit-html.js';
import {get, path, poll, send} from './api.js';
import {epochChart} from './charts.js';
import {ago, num, text} from './format.js';
import {graph, nodeDetail, nodeTitle} from './graph.js';
import {icon} from './icons.js';
import {empty, pill, say, sparkline, trouble, waiting} from './parts.js';
import {may} from './session.js';
import {sqlText} from './sqltext.js';
import {refreshPipelines, store} from './store.js';

export function pipelinePage(name) {
  const address = path('/api/v1/pipelines', name);
  const state = {pipeline: null, nodes: null, error: null, actionError: null, isActing: false, job: 0, node: null};
  let update = () => {};
  let chart = null;
  const ends = [];

  async function load() {
    try {
      state.pipeline = await get(address);
      state.error = null;
    } catch (e) {
      state.error = e;
    }
    update();
  }

  async function loadNodes() {
    try {
      state.nodes = await get(address + '/nodes');
      chart?.set(state.nodes.epochs);
    } catch {
      // The pipeline's own answer says what is wrong.
    }
    update();
  }

  async function act(verb) {
    state.isActing = true;
    update();
    try {
      await send('POST', address + '/' + verb);
      state.actionError = null;
      say(verb === 'stop' ? 'Stopped.' : 'Started.');
      await Promise.all([load(), refreshPipelines()]);
    } catch (e) {
      state.actionError = e;
    }
    state.isActing = false;
    update();
  }

  function choose(job, node) {
    const isSame = state.node === node.id && state.job === job.number;
    state.node = isSame ? null : node.id;
    state.job = job.number;
    update();
    requestAnimationFrame(() => requestAnimationFrame(() =>
      showMark()));
  }

  /** Scrolls the listing alone, not the page: the picture must not run away from the pointer. */
  function showMark() {
    const listing = document.querySelector('.sql-listing');
    const mark = listing?.querySelector('mark');
    if (mark) {
      const top = mark.getBoundingClientRect().top - listing.getBoundingClientRect().top;
      listing.scrollBy({top: top - listing.clientHeight / 3, behavior: 'smooth'});
    }
  }

  function liveOf(job) {
    const found = state.nodes?.jobs.find(one => one.number === job.number);
    return new Map((found?.nodes ?? []).map(node => [node.id, node]));
  }

  function action() {
    if (!may('admin')) {
      return nothing;
    }
    const isOff = ['STOPPED', 'FAILED', 'FINISHED'].includes(state.pipeline.state);
    return html`<button class="button ${isOff ? 'main' : ''}" type="button" ?disabled=${state.isActing}
      @click=${() => act(isOff ? 'start' : 'stop')}>${icon(isOff ? 'play' : 'stopped')}${isOff ? 'Start' : 'Stop'}</button>`;
  }

  function stats(pipeline) {
    const history = (store.histories.get(name) ?? []).slice(-60).map(point => point.rowsIn);
    return html`<dl class="stats">
      <div class="stat"><dt>In</dt><dd>${num('rate', pipeline.rowsInPerSecond)}</dd></div>
      <div class="stat"><dt>Last minute</dt><dd>${sparkline(history, 'Rows in of the last minute', 60)}</dd></div>
      <div class="stat"><dt>Out</dt><dd>${num('rate', pipeline.rowsOutPerSecond)}</dd></div>
      <div class="stat"><dt>Lag</dt><dd>${num('millis', pipeline.lagMillis)}</dd></div>
      <div class="stat"><dt>Watermark</dt><dd>${num('millis', pipeline.watermarkLagMillis)}</dd></div>
      <div class="stat"><dt>Late</dt><dd>${num('rows', pipeline.lateRows)}</dd></div>
      <div class="stat"><dt>State</dt><dd>${num('bytes', pipeline.stateBytes)}</dd></div>
      <div class="stat"><dt>Epoch</dt><dd>${pipeline.epoch ?? html`<span class="none">off</span>`}
        ${pipeline.epoch === null || pipeline.epoch === undefined ? nothing : html`<div class="note">${num('millis', pipeline.epochMillis)}, ${num('bytes', pipeline.epochBytes)}</div>`}</dd></div></dl>`;
  }

  function chosenNode() {
    const job = state.pipeline.jobs?.find(one => one.number === state.job);
    return job?.nodes.find(node => node.id === state.node) ?? null;
  }

  function facts() {
    const node = chosenNode();
    if (node === null) {
      return html`<p class="soft graph-hint">Choose a step: its part of the SQL is marked, and all its numbers are shown.</p>`;
    }
    const job = state.pipeline.jobs.find(one => one.number === state.job);
    const live = liveOf(job).get(node.id) ?? {};
    const list = [['Rows in', 'rows', live.rowsIn], ['Rows out', 'rows', live.rowsOut], ['In', 'rate', live.rowsInPerSecond],
      ['Out', 'rate', live.rowsOutPerSecond], ['Busy', 'share', live.busyShare], ['Backpressured', 'share', live.backpressuredShare],
      ['Queue full', 'share', live.queueShare], ['State', 'bytes', live.stateBytes], ['Late', 'rows', live.lateRows], ['Dropped', 'rows', live.droppedRows]];
    return html`<div class="node-facts" aria-live="polite"><h3>${nodeTitle(node.type)} <span class="soft">${nodeDetail(node).slice(0, 60)}</span></h3>
      <dl>${list.map(([word, kind, n]) => html`<div><dt>${word}</dt><dd>${num(kind, n)}</dd></div>`)}
      <div><dt>Watermark</dt><dd>${live.watermark ? ago(live.watermark) : num('rows', null)}</dd></div></dl>
      <pre class="code wrap">${node.description}</pre>
      ${node.sqlFrom === null || node.sqlFrom === undefined ? html`<p class="soft">The planner made this step; no part of the SQL stands for it alone.</p>` : nothing}</div>`;
  }

  function plan(job) {
    return html`${state.pipeline.jobs.length > 1 ? html`<h3 class="job-title">Job ${job.number} <span class="soft">line ${job.line}</span></h3>` : nothing}
      ${graph(job.nodes, liveOf(job), state.job === job.number ? state.node : null, node => choose(job, node), 'Plan of job ' + job.number,
        document.getElementById('plan')?.clientWidth ?? 800)}`;
  }

  function sql() {
    const node = chosenNode();
    const source = state.pipeline.sql ?? '';
    const isKnown = node !== null && node.sqlFrom !== null && node.sqlFrom !== undefined;
    const marks = isKnown ? [{from: node.sqlFrom, to: node.sqlTo}] : [];
    const lines = source.replace(/\n$/, '').split('\n').length;
    return html`<section class="card sql-card" aria-labelledby="sql-title"><header><h2 id="sql-title">SQL</h2></header>
      <div class="sql-listing" tabindex="0" role="region" aria-label="SQL of ${name}"><pre class="gutter" aria-hidden="true">${Array.from({length: lines}, (_, i) => i + 1).join('\n')}</pre>
        <pre class="sql">${sqlText(source, marks)}</pre></div></section>`;
  }

  function epochs() {
    const list = state.nodes?.epochs ?? [];
    const last = list.at(-1);
    return html`<section class="card" aria-labelledby="epochs-title"><header><h2 id="epochs-title">Epochs</h2>
      ${last === undefined ? nothing : html`<span class="soft">the last one: ${num('millis', last.durationMillis)} in all, ${num('millis', last.pauseMillis)} of pause,
        ${num('millis', last.commitMillis)} to commit, ${num('bytes', last.bytes)}</span>`}</header>
      ${list.length === 0 && state.nodes !== null ? empty('overview', 'No epochs yet', 'With execution.checkpointing.interval set, state and positions are kept that often, and every row counts exactly once.') : nothing}
      <div class="chart" ?hidden=${list.length === 0}><canvas id="epochs" role="img" aria-label=${last === undefined ? 'Epochs' : 'Duration and size of the last '
        + list.length + ' epochs; the last took ' + text('millis', last.durationMillis) + ' and has ' + text('bytes', last.bytes)}></canvas></div></section>`;
  }

  function body() {
    const pipeline = state.pipeline;
    const jobs = pipeline.jobs ?? [];
    return html`${pipeline.error ? trouble({message: pipeline.error, hint: pipeline.state === 'FAILED' ? 'It does not run. Mend the cause, then start it.' : ''}) : nothing}
      ${state.actionError !== null ? trouble(state.actionError) : nothing}
      ${stats(pipeline)}
      <div class="columns plan-columns"><section class="card" id="plan" aria-labelledby="plan-title"><header><h2 id="plan-title">Plan</h2>
          <span class="grow"></span><span class="legend"><i class="dot busy"></i>busy<i class="dot waits"></i>waiting for a slower step<i class="dot queue"></i>queue</span></header>
          ${jobs.length === 0 ? empty('overview', 'No plan', 'Nothing of this pipeline was planned.') : jobs.map(plan)}${facts()}</section>
        ${sql()}</div>
      ${epochs()}`;
  }

  return {
    title: name,
    start(redraw) {
      update = redraw;
      addEventListener('resize', redraw);
      ends.push(() => removeEventListener('resize', redraw), poll(2000, load), poll(1000, loadNodes));
    },
    stop() {
      ends.forEach(end => end());
      chart?.stop();
    },
    drawn() {
      const canvas = document.getElementById('epochs');
      if (canvas !== null && chart === null && (state.nodes?.epochs ?? []).length > 0) {
        chart = epochChart(canvas, n => text('millis', n), n => text('bytes', n));
        chart.set(state.nodes.epochs);
      }
    },
    render: () => html`<div class="page-head"><div><p class="crumb"><a href="#/">Overview</a></p><h1>${name}</h1></div>
        ${state.pipeline === null ? nothing : html`${pill(state.pipeline.state)}
          <span class="tag" title=${state.pipeline.reason ?? ''}>${state.pipeline.engine === 'Flink' ? 'on Flink' : 'native engine'}</span>
          ${(state.pipeline.views ?? []).map(view => html`<a class="tag key" href="#/views/${encodeURIComponent(view)}">view ${view}</a>`)}
          <span class="grow"></span><span class="soft">${state.pipeline.startedAt ? html`started ${ago(state.pipeline.startedAt)}` : nothing}${state.pipeline.restarts > 0
            ? html`, begun again ${num('times', state.pipeline.restarts)}` : nothing}</span>${action()}`}</div>
      ${state.error !== null ? trouble(state.error) : nothing}
      ${state.pipeline === null ? (state.error === null ? waiting('The pipeline is being asked for') : nothing) : body()}`,
  };
}
