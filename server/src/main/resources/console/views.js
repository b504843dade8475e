// All views: what can be read, how fresh it is, and where it comes from.
import {html} from './lib/lit/lit-html.js';
import {get, poll} from './api.js';
import {num} from './format.js';
import {empty, trouble, waiting} from './parts.js';

const EXAMPLE = `CREATE TABLE page_metrics (
  page STRING,
  view_count BIGINT,
  PRIMARY KEY (page) NOT ENFORCED
) WITH ('connector' = 'view');`;

function card(view) {
  const keys = view.columns.filter(column => column.key).map(column => column.name);
  return html`<li class="card view-card">
    <h2><a class="name" href="#/views/${encodeURIComponent(view.name)}">${view.name}</a></h2>
    <p class="soft">from <a href="#/pipelines/${encodeURIComponent(view.pipeline ?? '')}">${view.pipeline}</a>${view.appendOnly
      ? html`, append only` : keys.length > 0 ? html`, one row per ${keys.join(', ')}` : ''}</p>
    <ul class="tags">${view.columns.map(column => html`<li class="tag ${column.key ? 'key' : ''}"
      title=${column.type}>${column.name}</li>`)}</ul>
    <dl class="view-facts"><div><dt>Rows</dt><dd>${num('rows', view.rows)}</dd></div>
      <div><dt>Last commit</dt><dd>${num('millis', view.freshness?.commitAgeMillis)}</dd></div>
      <div><dt>Watermark age</dt><dd>${num('millis', view.freshness?.watermarkAgeMillis)}</dd></div></dl></li>`;
}

export function viewsPage() {
  let views = null;
  let error = null;
  let stop = () => {};
  return {
    title: 'Views',
    start(update) {
      stop = poll(1000, async () => {
        try {
          views = (await get('/api/v1/views')).views;
          error = null;
        } catch (e) {
          error = e;
        }
        update();
      });
    },
    stop: () => stop(),
    render: () => html`<div class="page-head"><h1>Views</h1>
      <p class="lead">Tables that a pipeline keeps up to date and anyone can read while it runs: here, by HTTP, or as a stream of changed rows.</p></div>
      ${error !== null && views === null ? trouble(error) : ''}
      ${views === null ? (error === null ? waiting('Views are being asked for') : '')
        : views.length === 0 ? html`<div class="card">${empty('views', 'No views yet',
          'A pipeline makes one by writing into a table whose connector is view:', html`<pre class="code">${EXAMPLE}</pre>`)}</div>`
        : html`<ul class="view-cards">${views.map(card)}</ul>`}`,
  };
}
