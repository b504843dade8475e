// Where the nodes of a plan stand: layers by the longest way from a source, order within a layer by what feeds it.

/** The layer of each node: 0 for sources, else one more than the furthest of its inputs. */
function layers(nodes) {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const found = new Map();
  const visit = (node, path) => {
    if (found.has(node.id)) {
      return found.get(node.id);
    }
    if (path.has(node.id)) {
      return 0;
    }
    path.add(node.id);
    const inputs = (node.inputs ?? []).map(id => byId.get(id)).filter(input => input !== undefined);
    const layer = inputs.length === 0 ? 0 : 1 + Math.max(...inputs.map(input => visit(input, path)));
    path.delete(node.id);
    found.set(node.id, layer);
    return layer;
  };
  nodes.forEach(node => visit(node, new Set()));
  // A source stands just before the first node that reads it: its edge is short, and the picture narrow.
  for (const node of nodes) {
    if ((node.inputs ?? []).length === 0) {
      const readers = nodes.filter(other => (other.inputs ?? []).includes(node.id));
      if (readers.length > 0) {
        found.set(node.id, Math.min(...readers.map(other => found.get(other.id))) - 1);
      }
    }
  }
  return found;
}

function average(list) {
  return list.length === 0 ? null : list.reduce((a, b) => a + b, 0) / list.length;
}

/**
 * Places for nodes of one size. Across: left to right, in bands below each other where the room is too narrow for all
 * layers; else top to bottom, for narrow windows.
 * Gives {width, height, places: Map id → {x, y}, edges: [{from, to, path, middle}]}.
 */
export function layout(nodes, {width, height, gapAlong, gapAside, isAcross, room = Infinity}) {
  const layerOf = layers(nodes);
  const columns = [];
  for (const node of nodes) {
    (columns[layerOf.get(node.id)] ??= []).push(node);
  }
  const rank = new Map();
  const number = column => column.forEach((node, i) => rank.set(node.id, i - (column.length - 1) / 2));
  columns.forEach(number);
  for (let round = 0; round < 4; round++) {
    const isBack = round % 2 === 1;
    const order = isBack ? [...columns].reverse() : columns;
    for (const column of order) {
      const wish = new Map(column.map(node => [node.id, average(isBack
        ? nodes.filter(other => (other.inputs ?? []).includes(node.id)).map(other => rank.get(other.id))
        : (node.inputs ?? []).filter(id => rank.has(id)).map(id => rank.get(id))) ?? rank.get(node.id)]));
      column.sort((a, b) => wish.get(a.id) - wish.get(b.id));
      number(column);
    }
  }
  const along = isAcross ? width + gapAlong : height + gapAlong;
  const aside = isAcross ? height + gapAside : width + gapAside;
  const perBand = isAcross ? Math.max(2, Math.floor((room + gapAlong) / along)) : columns.length;
  const bands = Math.max(1, Math.ceil(columns.length / perBand));
  const places = new Map();
  let top = 0;
  for (let band = 0; band < bands; band++) {
    const part = columns.slice(band * perBand, (band + 1) * perBand);
    const most = Math.max(1, ...part.map(column => column.length));
    part.forEach((column, layer) => column.forEach(node => {
      const a = layer * along;
      const b = top + (rank.get(node.id) + (most - 1) / 2) * aside;
      places.set(node.id, isAcross ? {x: a, y: b, band} : {x: b, y: a, band});
    }));
    top += most * aside + (band < bands - 1 ? gapAside : 0);
  }
  const edges = nodes.flatMap(node => (node.inputs ?? []).filter(id => places.has(id))
    .map(id => edge(id, node.id, places.get(id), places.get(node.id), {width, height, isAcross})));
  const long = Math.min(columns.length, perBand) * along - gapAlong;
  const wide = top - gapAside;
  return {width: isAcross ? long : wide, height: isAcross ? wide : long, places, edges};
}

function edge(from, to, a, b, {width, height, isAcross}) {
  if (a.band !== b.band) {
    return {from, to, ...around(a, b, width, height)};
  }
  const start = isAcross ? [a.x + width, a.y + height / 2] : [a.x + width / 2, a.y + height];
  const end = isAcross ? [b.x, b.y + height / 2] : [b.x + width / 2, b.y];
  const half = (isAcross ? end[0] - start[0] : end[1] - start[1]) / 2;
  const first = isAcross ? [start[0] + half, start[1]] : [start[0], start[1] + half];
  const second = isAcross ? [end[0] - half, end[1]] : [end[0], end[1] - half];
  return {from, to, path: `M${start}C${first} ${second} ${end}`,
    middle: {x: (start[0] + end[0]) / 2, y: (start[1] + end[1]) / 2}};
}

/** From the right end of one band round to the left end of a later one. */
function around(a, b, width, height) {
  const r = 12;
  const out = a.x + width + 22;
  const into = b.x - 22;
  const y0 = a.y + height / 2;
  const y1 = b.y + height / 2;
  const lane = b.y - 22;
  return {middle: {x: (out + into) / 2, y: lane},
    path: `M${a.x + width} ${y0}H${out - r}q${r} 0 ${r} ${r}V${lane - r}q0 ${r} ${-r} ${r}H${into + r}q${-r} 0 ${-r} ${r}V${y1 - r}q0 ${r} ${r} ${r}H${b.x}`};
}
