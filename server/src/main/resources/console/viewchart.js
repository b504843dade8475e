// The chart of a view: over its own time column where it has one, else over the time that the page is open.
import {html, nothing, render} from './lib/lit/lit-html.js';
import {get, path, poll} from './api.js';
import {lineChart} from './charts.js';
import {cell, isNumber, isTime, timeOf} from './format.js';

const SERIES_MAX = 6;
const POINTS_MAX = 300;

export class ViewChart {
  constructor(holder, view) {
    this.holder = holder;
    this.view = view;
    const columns = view.columns;
    this.numbers = columns.filter(column => isNumber(column.type) && !column.key);
    const times = columns.filter(column => isTime(column.type) && (column.key || view.appendOnly));
    this.time = times.find(column => /start|time|at$/i.test(column.name)) ?? times[0] ?? null;
    const keys = columns.filter(column => column.key && !isTime(column.type));
    const texts = columns.filter(column => /^(VAR)?CHAR|^STRING/i.test(column.type));
    this.names = keys.length > 0 || !view.appendOnly ? keys : texts.slice(0, 1);
    this.column = this.numbers[0]?.name ?? null;
    this.seen = new Map();
    this.chart = null;
    this.end = () => {};
    if (this.column !== null) {
      this.draw();
      this.chart = lineChart(holder.querySelector('canvas'));
      if (this.time !== null) {
        this.end = poll(2000, () => this.ask());
      }
    }
  }

  draw() {
    const words = this.time === null ? 'since this page was opened' : 'over ' + this.time.name;
    render(html`<section class="card" aria-labelledby="chart-title"><header><h2 id="chart-title">${this.column} ${words}</h2><span class="grow"></span>
      ${this.numbers.length < 2 ? nothing : html`<label class="check soft">Column <select @change=${e => this.choose(e.target.value)}>
        ${this.numbers.map(column => html`<option ?selected=${column.name === this.column}>${column.name}</option>`)}</select></label>`}</header>
      <div class="chart"><canvas role="img" aria-label="${this.column} ${words}; the numbers are in the table below"></canvas></div></section>`, this.holder);
  }

  choose(column) {
    this.column = column;
    this.seen.clear();
    this.draw();
    if (this.time !== null) {
      this.ask();
    }
  }

  labelOf(row) {
    return this.names.length === 0 ? this.column : this.names.map(column => cell(row[column.name])).join(', ');
  }

  async ask() {
    const columns = [this.time.name, ...this.names.map(column => column.name), this.column];
    try {
      const {rows} = await get(path('/api/v1/views', this.view.name),
        [['columns', columns.join(',')], ['order', '-' + this.time.name], ['limit', '600']]);
      this.show(rows);
    } catch {
      // The table says what is wrong; the chart stands still.
    }
  }

  show(rows) {
    const series = new Map();
    for (const row of rows) {
      const x = timeOf(row[this.time.name]);
      const y = row[this.column] === null ? null : Number(row[this.column]);
      const label = this.labelOf(row);
      const one = series.get(label) ?? {label, points: [], sum: 0};
      series.set(label, one);
      if (!Number.isNaN(x) && y !== null) {
        one.points.push({x, y});
        one.sum += y;
      }
    }
    const largest = [...series.values()].sort((a, b) => b.sum - a.sum).slice(0, SERIES_MAX);
    largest.forEach(one => one.points.sort((a, b) => a.x - b.x));
    this.chart.set(largest.sort((a, b) => a.label.localeCompare(b.label)));
  }

  /** Without a time column the rows of the table are noted, each time that they are asked for. */
  rows(rows) {
    if (this.time !== null || this.chart === null) {
      return;
    }
    const now = Date.now();
    for (const row of rows) {
      const label = this.labelOf(row);
      const one = this.seen.get(label);
      if (one === undefined && this.seen.size >= SERIES_MAX) {
        continue;
      }
      const points = one?.points ?? [];
      this.seen.set(label, {label, points});
      if (row[this.column] !== null && row[this.column] !== undefined) {
        points.push({x: now, y: Number(row[this.column])});
      }
      if (points.length > POINTS_MAX) {
        points.shift();
      }
    }
    this.chart.set([...this.seen.values()]);
  }

  stop() {
    this.end();
    this.chart?.stop();
  }
}
