// SQL as pieces of text with a class each. Only text goes into the page, so that no SQL can be more than text.
import {html} from './lib/lit/lit-html.js';

const WORDS = new Set(('ADD ALL ALTER AND ARRAY AS ASC BEGIN BETWEEN BIGINT BINARY BOOLEAN BY BYTES CASE CAST CHAR COLUMN COLUMNS '
  + 'CREATE CROSS CUBE CURRENT CUME DATABASE DATE DAY DECIMAL DELETE DESC DESCRIPTOR DISTINCT DOUBLE DROP ELSE END ENFORCED ESCAPE '
  + 'EXCEPT EXECUTE EXISTS EXPLAIN FALSE FILTER FIRST FLOAT FOLLOWING FOR FROM FULL FUNCTION GROUP GROUPING HAVING HOUR IF IN INNER '
  + 'INSERT INT INTEGER INTERSECT INTERVAL INTO IS JOIN KEY LAST LATERAL LEFT LIKE LIMIT LOCAL MAP MATCH_RECOGNIZE METADATA MINUTE '
  + 'MINUTES MONTH MULTISET NATURAL NOT NULL NULLS NUMERIC OF OFFSET ON OR ORDER OUTER OVER PARTITION PARTITIONED PRECEDING PRIMARY '
  + 'RANGE RENAME RESET RIGHT ROLLUP ROW ROWS SECOND SELECT SET SETS SHOW SMALLINT STATEMENT STRING SYSTEM_TIME TABLE TEMPORARY THEN '
  + 'TIME TIMESTAMP TIMESTAMP_LTZ TINYINT TO TRUE UNBOUNDED UNION UNNEST UPDATE USING VALUES VARBINARY VARCHAR VIEW VIRTUAL WATERMARK '
  + 'WHEN WHERE WINDOW WITH WITHIN YEAR ZONE').split(' '));
const PIECE = /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*(?:'|$))|(`[^`]*(?:`|$))|(\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|([A-Za-z_][A-Za-z0-9_]*)(?=(\s*\()?)/g;

/** Pieces {text, kind, from} that make up the whole text; kind '' is plain. */
export function pieces(sql) {
  const found = [];
  let at = 0;
  for (const match of sql.matchAll(PIECE)) {
    const kind = match[1] ? 'comment' : match[2] ? 'text' : match[4] ? 'number'
      : match[5] ? (WORDS.has(match[5].toUpperCase()) ? 'key' : match[6] ? 'call' : '') : '';
    if (kind === '') {
      continue;
    }
    if (match.index > at) {
      found.push({text: sql.slice(at, match.index), kind: '', from: at});
    }
    found.push({text: match[0], kind, from: match.index});
    at = match.index + match[0].length;
  }
  if (at < sql.length) {
    found.push({text: sql.slice(at), kind: '', from: at});
  }
  return found;
}

/** Cuts pieces at the bounds of ranges, so that each lies wholly inside or outside of each. */
function cut(list, bounds) {
  return list.flatMap(piece => {
    const inside = bounds.filter(bound => bound > piece.from && bound < piece.from + piece.text.length);
    if (inside.length === 0) {
      return [piece];
    }
    const at = [piece.from, ...new Set(inside.sort((a, b) => a - b)), piece.from + piece.text.length];
    return at.slice(0, -1).map((from, i) => ({...piece, from, text: piece.text.slice(from - piece.from, at[i + 1] - piece.from)}));
  });
}

/** SQL in colours; a range {from, to, kind} is marked. */
export function sqlText(sql, marks = []) {
  const bounds = marks.flatMap(mark => [mark.from, mark.to]);
  return cut(pieces(sql), bounds).map(piece => {
    const mark = marks.find(one => piece.from >= one.from && piece.from + piece.text.length <= one.to);
    const colours = (piece.kind === '' ? '' : 'sql-' + piece.kind);
    return mark === undefined
      ? (colours === '' ? piece.text : html`<span class=${colours}>${piece.text}</span>`)
      : html`<mark class="${colours} mark-${mark.kind ?? 'part'}">${piece.text}</mark>`;
  });
}
