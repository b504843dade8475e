// Pieces that several pages show: pills, bars, sparklines, empty and broken states, things to copy.
import {html, nothing, svg} from './lib/lit/lit-html.js';
import {icon} from './icons.js';

const states = {
  STARTING: ['flow', 'starting', 'Starting'],
  RUNNING: ['well', 'ok', 'Running'],
  RESTARTING: ['look', 'starting', 'Restarting'],
  FAILED: ['hand', 'firing', 'Failed'],
  STOPPED: ['', 'stopped', 'Stopped'],
  FINISHED: ['', 'ok', 'Finished'],
  ok: ['well', 'ok', 'OK'],
  warning: ['look', 'warning', 'Warning'],
  firing: ['hand', 'firing', 'Firing'],
  pending: ['look', 'warning', 'Pending'],
  acknowledged: ['flow', 'ok', 'Acknowledged'],
  resolved: ['well', 'ok', 'Resolved'],
  unknown: ['', 'unknown', 'Unknown'],
};

/** A state as a pill: colour, sign and word. */
export function pill(state) {
  const [colour, sign, word] = states[state] ?? ['', 'unknown', String(state)];
  return html`<span class="pill ${colour}">${icon(sign)}${word}</span>`;
}

/** A bar of a share from 0 to 1, with an optional tick; what it says stands beside it as text. */
export function bar(share, colour = '', tick = null) {
  const width = Math.max(0, Math.min(1, share ?? 0)) * 100;
  return html`<svg class="bar-track" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="bar-fill ${colour}" width=${width.toFixed(1)} height="6"></rect>
    ${tick === null ? nothing : svg`<rect class="bar-tick" x=${(tick * 100 - 0.6).toFixed(1)} width="1.2" height="6"></rect>`}
  </svg>`;
}

/** The path of a line through numbers, and of the area below it, in a box; gaps where there is no number. */
export function linePaths(numbers, width, height, max, slots = numbers.length) {
  const step = width / Math.max(1, slots - 1);
  const from = slots - numbers.length;
  let line = '';
  let area = '';
  let begun = -1;
  let last = 0;
  numbers.forEach((n, i) => {
    if (n === null || n === undefined) {
      return;
    }
    last = (from + i) * step;
    const y = height - (max > 0 ? Math.min(1, n / max) : 0) * (height - 2) - 1;
    const point = last.toFixed(1) + ' ' + y.toFixed(1);
    if (begun < 0) {
      begun = last;
      line += 'M' + point;
      area += 'M' + last.toFixed(1) + ' ' + height + 'L' + point;
    } else {
      line += 'L' + point;
      area += 'L' + point;
    }
  });
  return begun < 0 ? ['', ''] : [line, area + 'L' + last.toFixed(1) + ' ' + height + 'Z'];
}

/** A line of the last minutes, as small as a word. */
export function sparkline(numbers, label, slots) {
  const known = numbers.filter(n => n !== null && n !== undefined);
  const [line, area] = linePaths(numbers, 120, 30, Math.max(1, ...known) * 1.1, slots);
  return html`<svg class="spark" viewBox="0 0 120 30" preserveAspectRatio="none" role="img" aria-label=${label}>
    <path class="spark-area" d=${area}></path><path class="spark-line" d=${line}></path></svg>`;
}

/** While nothing has arrived yet. */
export function waiting(label) {
  return html`<div class="wait" role="status"><span class="unseen">${label}</span></div>`;
}

/** Nothing is there, and that is no error: says what would put something there. */
export function empty(sign, title, words, more = nothing) {
  return html`<div class="empty">${icon(sign)}<h2>${title}</h2><p>${words}</p>${more}</div>`;
}

/** What went wrong: what, where, and what to do. */
export function trouble(error) {
  return html`<div class="trouble" role="alert">${icon('firing')}<div>
    <p>${error.where ? error.where + ': ' : ''}${error.message}</p>
    ${error.hint ? html`<p class="hint">${error.hint}</p>` : nothing}</div></div>`;
}

/** A line to copy, with the button that does it. */
export function copyLine(line) {
  const copy = async event => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(line);
      say('Copied.');
      button.classList.add('flash');
      setTimeout(() => button.classList.remove('flash'), 1200);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.parentElement.querySelector('pre'));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      say('Marked: copy it with the keyboard.');
    }
  };
  return html`<div class="copy-line"><pre class="code" tabindex="0">${line}</pre>
    <button class="icon-button" type="button" @click=${copy} aria-label="Copy this line" title="Copy">${icon('copy')}</button></div>`;
}

/** Tells people who listen instead of look; sparingly. */
export function say(words) {
  document.getElementById('said').textContent = words;
}
