// An editor of SQL: a textarea, with the same text in colours behind it. What is typed is the textarea's alone.
import {html, nothing} from './lib/lit/lit-html.js';
import {live} from './lib/lit/directives/live.js';
import {sqlText} from './sqltext.js';

/** Offsets of the place of an error: the word at line and column, or the whole line. */
function range(sql, place) {
  const lines = sql.split('\n');
  const line = lines[place.line - 1];
  if (line === undefined) {
    return [];
  }
  const from = lines.slice(0, place.line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  if (place.column === null || place.column > line.length) {
    return [{from, to: from + line.length, kind: 'wrong'}];
  }
  const word = /^\S\w*/.exec(line.slice(place.column - 1));
  const start = from + place.column - 1;
  return [{from: start, to: start + Math.max(1, word?.[0].length ?? 1), kind: 'wrong'}];
}

/** The editor for a text; {@code place} marks an error's line and column. */
export function editor(sql, place, onChange, onRun) {
  const lines = sql.split('\n').length;
  const onKey = event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onRun();
    }
  };
  const marks = place === null ? [] : range(sql, place).filter(mark => mark.to > mark.from);
  return html`<div class="editor"><pre class="gutter" aria-hidden="true">${Array.from({length: Math.max(lines, 6)}, (_, i) =>
    html`<span class=${place !== null && place.line === i + 1 ? 'wrong' : nothing}>${i < lines ? i + 1 : ''}
</span>`)}</pre>
    <div class="editor-text"><pre class="sql" aria-hidden="true">${sqlText(sql, marks)}
</pre>
      <textarea id="sql-input" data-search aria-label="SQL" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"
        aria-invalid=${place === null ? nothing : 'true'} .value=${live(sql)} rows=${Math.max(lines, 6)}
        @input=${event => onChange(event.target.value)} @keydown=${onKey}></textarea></div></div>`;
}
