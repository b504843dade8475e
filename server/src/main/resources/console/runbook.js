// A runbook: what an alert means and what to do, as written in docs/how-to/runbooks.
import {html, nothing} from './lib/lit/lit-html.js';
import {getText, path} from './api.js';
import {markdown} from './markdown.js';
import {trouble, waiting} from './parts.js';

/** The text of a page of HTML, without running any of it. */
function textOf(page) {
  const parsed = new DOMParser().parseFromString(page, 'text/html');
  return parsed.body.textContent;
}

export function runbookPage(name) {
  let content = null;
  let error = null;
  return {
    title: 'Runbook ' + name,
    async start(update) {
      try {
        const {text, type} = await getText(path('/api/v1/runbooks', name));
        content = markdown(type.includes('html') ? textOf(text) : text);
      } catch (e) {
        error = e;
      }
      update();
    },
    render: () => html`<p class="crumb"><a href="#/alerts">Alerts</a></p>
      ${error !== null ? html`<h1>${name}</h1>${trouble(error)}` : nothing}
      ${content === null ? (error === null ? waiting('The runbook is being read') : nothing) : html`<article class="card prose">${content}</article>`}`,
  };
}
