// A table whose rows change many times a second. What arrives is kept by key, and written once per frame:
// however many changes there are, a frame touches each shown row at most once.
import {cell, isNumber} from './format.js';

const FLASHES_PER_FRAME_MAX = 120;
const FLASH = [{backgroundColor: 'var(--flash)'}, {backgroundColor: 'transparent'}];
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export class LiveTable {
  /** @param body the tbody; columns as the API gives them; onUnknown is called when a row is new or gone */
  constructor(body, columns, onUnknown) {
    this.body = body;
    this.columns = columns;
    this.keys = columns.filter(column => column.key).map(column => column.name);
    this.onUnknown = onUnknown;
    this.shown = new Map();
    this.pending = new Map();
    this.isAsked = false;
    this.flash = (element, spent) => {
      if (spent < FLASHES_PER_FRAME_MAX && !calm.matches) {
        element.animate(FLASH, 1000);
      }
    };
  }

  /** Rows of a view without a key are told apart by all that they say. */
  keyOf(row) {
    const names = this.keys.length === 0 ? this.columns.map(column => column.name) : this.keys;
    return JSON.stringify(names.map(name => row[name] ?? null));
  }

  /** Shows these rows in this order; cells that differ from what stood there flash, unless it is the first time. */
  setRows(rows) {
    this.pending.clear();
    const before = this.shown;
    const isFirst = before.size === 0;
    this.shown = new Map();
    let spent = 0;
    let place = this.body.firstElementChild;
    for (const row of rows) {
      let key = this.keyOf(row);
      while (this.shown.has(key)) {
        key += ' again';
      }
      let line = before.get(key);
      if (line === undefined) {
        line = this.newLine(row);
        if (!isFirst) {
          this.flash(line.element, spent++);
        }
      } else {
        before.delete(key);
        spent = this.write(line, row, spent);
      }
      this.shown.set(key, line);
      if (line.element === place) {
        place = place.nextElementSibling;
      } else {
        this.body.insertBefore(line.element, place);
      }
    }
    before.forEach(line => line.element.remove());
  }

  /** Takes changes; only those of shown rows are written at once, for the rest the page asks anew. */
  change(changes) {
    for (const change of changes) {
      const key = this.keyOf(change.row);
      if (change.op === 'delete' || this.keys.length === 0 || !this.shown.has(key)) {
        this.onUnknown();
      } else {
        this.pending.set(key, change.row);
      }
    }
    if (this.pending.size > 0 && !this.isAsked) {
      this.isAsked = true;
      requestAnimationFrame(() => this.writePending());
    }
  }

  writePending() {
    this.isAsked = false;
    let spent = 0;
    this.pending.forEach((row, key) => {
      const line = this.shown.get(key);
      if (line !== undefined) {
        spent = this.write(line, row, spent);
      }
    });
    this.pending.clear();
  }

  newLine(row) {
    const element = document.createElement('tr');
    const cells = this.columns.map(column => {
      const td = document.createElement('td');
      if (isNumber(column.type)) {
        td.className = 'right';
      }
      td.dataset.head = column.name;
      td.textContent = cell(row[column.name]);
      td.classList.toggle('null', row[column.name] === null);
      element.append(td);
      return td;
    });
    return {element, cells, texts: cells.map(td => td.textContent)};
  }

  write(line, row, spentBefore) {
    let spent = spentBefore;
    this.columns.forEach((column, i) => {
      if (!(column.name in row)) {
        return;
      }
      const text = cell(row[column.name]);
      if (line.texts[i] !== text) {
        line.texts[i] = text;
        line.cells[i].textContent = text;
        line.cells[i].classList.toggle('null', row[column.name] === null);
        this.flash(line.cells[i], spent++);
      }
    });
    return spent;
  }
}
