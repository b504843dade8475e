// What a query gave: each change as it came, and the table that the changes amount to. Both have a limit.

const LINES_MAX = 1000;
const SHOWN_MAX = 500;

export function newResults({columns, insertOnly}) {
  return {columns, insertOnly: insertOnly ?? true, changes: [], table: [], count: 0};
}

/** Takes a line {op, row}. A row that is taken back removes one row that is the same in every column. */
export function addResults(results, line) {
  results.count++;
  results.changes.push(line);
  if (results.changes.length > LINES_MAX) {
    results.changes.shift();
  }
  if (results.insertOnly) {
    return;
  }
  const key = JSON.stringify(results.columns.map(column => line.row[column.name] ?? null));
  if (line.op === '+I' || line.op === '+U') {
    results.table.push({op: line.op, row: line.row, key});
  } else {
    const at = results.table.findIndex(one => one.key === key);
    if (at >= 0) {
      results.table.splice(at, 1);
    }
  }
}

/** The rows to show: the newest changes first, or the table; in the order that was asked for when all are there. */
export function resultRows(results, showsChanges, isFinished) {
  if (results.insertOnly && isFinished) {
    return results.changes.slice(0, SHOWN_MAX);
  }
  return showsChanges || results.insertOnly ? results.changes.slice(-SHOWN_MAX).reverse() : results.table.slice(0, SHOWN_MAX);
}
