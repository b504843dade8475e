// Numbers, sizes and times as people read them. Every number leaves here with its unit.
import {html, nothing} from './lib/lit/lit-html.js';

const whole = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
const few = new Intl.NumberFormat('en-US', {maximumSignificantDigits: 2});
const one = new Intl.NumberFormat('en-US', {maximumFractionDigits: 1});

/** Three digits that count: 7.3, 412, 12.4k, 3.21M. */
export function short(n) {
  const size = Math.abs(n);
  if (size < 10) {
    return one.format(n);
  }
  if (size < 9999.5) {
    return whole.format(n);
  }
  const steps = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];
  for (const [step, letter] of steps) {
    if (size >= step * 0.99995) {
      return (n / step).toPrecision(3) + letter;
    }
  }
  return whole.format(n);
}

function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let n = bytes;
  while (Math.abs(n) >= 1000 && unit < units.length - 1) {
    n /= 1024;
    unit++;
  }
  return [unit === 0 ? whole.format(n) : n < 9.995 ? n.toFixed(1) : whole.format(n), units[unit]];
}

function span(millis) {
  const n = Math.abs(millis);
  if (n < 1000) {
    return [n > 0 && n < 10 ? one.format(millis) : whole.format(millis), 'ms'];
  }
  if (n < 59950) {
    return [one.format(millis / 1000), 's'];
  }
  if (n < 3600e3 * 1.5) {
    const seconds = Math.floor(n / 1000);
    const rest = seconds % 60;
    return [Math.floor(seconds / 60) + (rest === 0 ? '' : '\u2009min\u2009' + rest), rest === 0 ? 'min' : 's'];
  }
  if (n < 86400e3 * 2) {
    return [one.format(millis / 3600e3), 'h'];
  }
  return [one.format(millis / 86400e3), 'days'];
}

const kinds = {
  rows: n => [Math.abs(n) < 1e6 ? whole.format(n) : short(n), n === 1 ? 'row' : 'rows'],
  rate: n => [short(n), 'rows/s'],
  byteRate: n => [size(n)[0], size(n)[1] + '/s'],
  bytes: size,
  millis: span,
  share: n => kinds.percent(n * 100),
  percent: n => [n > 0 && n < 0.1 ? '<0.1' : Math.abs(n) < 1 ? few.format(n) : Math.abs(n) < 9.95 ? one.format(n) : whole.format(n), '%'],
  times: n => [whole.format(n), n === 1 ? 'time' : 'times'],
  ratio: n => [one.format(n), '×'],
};

/** The kind of number that a unit of the API means. */
export function kindOf(unit) {
  switch (unit) {
    case 'ms': case 'millis': case 'milliseconds': return 'millis';
    case 's': case 'seconds': return 'seconds';
    case 'bytes': case 'B': return 'bytes';
    case 'bytes/s': return 'byteRate';
    case '%': case 'percent': return 'percent';
    case 'share': return 'share';
    case 'ratio': return 'share';
    case 'times': case 'x': case '×': return 'ratio';
    case 'rows/s': case 'records/s': return 'rate';
    case 'rows': case 'records': return 'rows';
    default: return null;
  }
}

/** Value and unit as two texts; null where the number is not known. */
export function quantity(kind, n) {
  if (n === null || n === undefined || Number.isNaN(n)) {
    return null;
  }
  return kind === 'seconds' ? span(n * 1000) : kinds[kind](n);
}

/** As one text, for titles, labels and charts. */
export function text(kind, n) {
  const parts = quantity(kind, n);
  return parts === null ? 'unknown' : parts[0] + '\u00a0' + parts[1];
}

/** As a piece of page: the unit smaller and softer than the value. */
export function num(kind, n) {
  const parts = quantity(kind, n);
  return parts === null
    ? html`<span class="none" title="not known">–<span class="unseen">not known</span></span>`
    : html`<span class="num">${parts[0]}<span class="unit">${parts[1]}</span></span>`;
}

/** A value with a unit that came from the API. */
export function measured(n, unit) {
  const kind = kindOf(unit);
  if (kind !== null) {
    return num(kind, n);
  }
  return n === null || n === undefined ? num('rows', null)
    : html`<span class="num">${short(n)}${unit ? html`<span class="unit">${unit}</span>` : nothing}</span>`;
}

/** Milliseconds since an ISO time; null for none. */
export function since(iso) {
  if (!iso) {
    return null;
  }
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : Math.max(0, Date.now() - at);
}

/** "12 s ago"; the exact time in the title. */
export function ago(iso) {
  const millis = since(iso);
  if (millis === null) {
    return num('rows', null);
  }
  const parts = millis < 1000 ? ['<1', 's'] : span(millis < 60e3 ? Math.floor(millis / 1000) * 1000 : millis);
  return html`<time class="num" datetime=${iso} title=${iso}>${parts[0]}<span class="unit">${parts[1]} ago</span></time>`;
}

const hours = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});
const clock = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});

/** 14:05:09 in the reader's zone. */
export function timeOfDay(at, hasSeconds = true) {
  return (hasSeconds ? clock : hours).format(typeof at === 'string' ? new Date(at) : at);
}

/** A cell of a row as text: null is told apart from the word. */
export function cell(value) {
  if (value === null || value === undefined) {
    return 'NULL';
  }
  if (typeof value === 'object') {
    return JSON.stringify(value);
  }
  return String(value);
}

/** Whether values of an SQL type are numbers, which stand to the right. */
export function isNumber(type) {
  return /^(TINYINT|SMALLINT|INT|INTEGER|BIGINT|DECIMAL|NUMERIC|FLOAT|DOUBLE|REAL)\b/i.test(type);
}

/** Whether values of an SQL type are points in time. */
export function isTime(type) {
  return /^(TIMESTAMP|DATE\b)/i.test(type);
}

/** Milliseconds of a value of a time column: ISO, with or without a zone; without one it is UTC. */
export function timeOf(value) {
  if (typeof value === 'number') {
    return value;
  }
  const iso = String(value).replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) || iso.length <= 10 ? iso : iso + 'Z');
}
