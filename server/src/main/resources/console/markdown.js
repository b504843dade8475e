// Markdown as runbooks use it: headings, paragraphs, lists, tables, code, links, bold. Text stays text: HTML in it is shown, not run.
import {html} from './lib/lit/lit-html.js';

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|(?<![\w*])\*([^*\s][^*]*)\*/g;

/** Links to another runbook stay in the console; addresses lead out; everything else is shown as its words. */
function link(words, target) {
  if (/^https?:\/\//.test(target)) {
    return html`<a href=${target} rel="noreferrer">${words}</a>`;
  }
  const runbook = /^(?:\.\/)?([a-z0-9-]+)\.md(?:#.*)?$/.exec(target);
  return runbook === null ? html`<span title=${target}>${words}</span>` : html`<a href="#/runbooks/${runbook[1]}">${words}</a>`;
}

function inline(words) {
  const found = [];
  let at = 0;
  for (const match of words.matchAll(INLINE)) {
    found.push(words.slice(at, match.index));
    const [, code, bold, linked, target, slanted] = match;
    found.push(code !== undefined ? html`<code>${code}</code>` : bold !== undefined ? html`<b>${inline(bold)}</b>`
      : slanted !== undefined ? html`<i>${slanted}</i>` : link(inline(linked), target));
    at = match.index + match[0].length;
  }
  found.push(words.slice(at));
  return found;
}

function heading(level, words) {
  return level === 1 ? html`<h1>${inline(words)}</h1>` : level === 2 ? html`<h2>${inline(words)}</h2>` : html`<h3>${inline(words)}</h3>`;
}

function table(lines) {
  const rows = lines.map(line => line.trim().replace(/^\||\|$/g, '').split('|').map(one => one.trim()));
  const hasHead = /^[\s|:-]+$/.test(lines[1] ?? '');
  const body = rows.slice(hasHead ? 2 : 0);
  return html`<div class="table-wrap"><table>${hasHead ? html`<thead><tr>${rows[0].map(one => html`<th scope="col">${inline(one)}</th>`)}</tr></thead>` : ''}
    <tbody>${body.map(row => html`<tr>${row.map(one => html`<td>${inline(one)}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** Lines of a list; a line that is indented goes on with the item before it. */
function list(lines, isNumbered) {
  const items = [];
  for (const line of lines) {
    const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line);
    if (item !== null) {
      items.push(item[1]);
    } else {
      items[items.length - 1] += ' ' + line.trim();
    }
  }
  const body = items.map(item => html`<li>${inline(item)}</li>`);
  return isNumbered ? html`<ol>${body}</ol>` : html`<ul>${body}</ul>`;
}

const ITEM = /^\s*([-*]|\d+\.)\s+/;

/** A document as pieces of page. */
export function markdown(text) {
  const lines = text.replaceAll('\r', '').split('\n');
  const found = [];
  let i = 0;
  const take = isPart => {
    const from = i;
    while (i < lines.length && isPart(lines[i])) {
      i++;
    }
    return lines.slice(from, i);
  };
  while (i < lines.length) {
    const line = lines[i];
    const title = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') {
      i++;
    } else if (line.startsWith('```')) {
      i++;
      found.push(html`<pre class="code" tabindex="0">${take(one => !one.startsWith('```')).join('\n')}</pre>`);
      i++;
    } else if (title !== null) {
      i++;
      found.push(heading(title[1].length, title[2]));
    } else if (line.trim().startsWith('|')) {
      found.push(table(take(one => one.trim().startsWith('|'))));
    } else if (ITEM.test(line)) {
      const isNumbered = /^\s*\d/.test(line);
      found.push(list(take(one => ITEM.test(one) || /^\s+\S/.test(one)), isNumbered));
    } else if (/^ {4}\S/.test(line)) {
      found.push(html`<pre class="code" tabindex="0">${take(one => /^ {4}/.test(one)).map(one => one.slice(4)).join('\n')}</pre>`);
    } else {
      found.push(html`<p>${inline(take(one => one.trim() !== '' && !/^(#{1,6}\s|```|\|)/.test(one) && !ITEM.test(one)).join(' '))}</p>`);
    }
  }
  return found;
}
