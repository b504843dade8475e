// A plan as a picture: a box per node with what it does right now, an edge per input with how full its queue is.
import {html, nothing, svg} from './lib/lit/lit-html.js';
import {quantity, text} from './format.js';
import {layout} from './layout.js';

const WIDTH = 196;
const NARROW = 640;

/** "StreamExecLocalWindowAggregate_1" and "stream-exec-calc_1" as people say it: "Local window aggregate". */
export function nodeTitle(type) {
  const words = String(type ?? 'Node').replace(/^(Stream|Batch|Common)Exec/, '').replace(/^stream-exec-/, '').replace(/_\d+$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase().replace(/ node$/, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function clip(words, max) {
  return words.length > max ? words.slice(0, max - 1) + '…' : words;
}

/** What a node works on, in a few words: the table of a source, else the beginning of its description. */
export function nodeDetail(node) {
  const said = String(node.description ?? '');
  const table = /table=\[\[?([^\]]+?)\]/.exec(said);
  if (table !== null) {
    return table[1].split(/,\s*/).slice(0, 3).at(-1).replaceAll('`', '').split('.').at(-1);
  }
  const inner = /^[A-Za-z]+\((.*)\)$/s.exec(said);
  return (inner === null ? said : inner[1]).replace(/\s+/g, ' ');
}

function has(n) {
  return n !== null && n !== undefined;
}

/** What a node's box says, read out. */
function spoken(node, live) {
  const says = [nodeTitle(node.type), clip(nodeDetail(node), 80)];
  if (live) {
    says.push(text('rate', live.rowsInPerSecond ?? live.rowsOutPerSecond));
    if (has(live.busyShare)) {
      says.push(text('share', live.busyShare) + ' busy');
    }
    if (has(live.backpressuredShare)) {
      says.push(text('share', live.backpressuredShare) + ' backpressured');
    }
  }
  return says.join(', ');
}

function shareBar(y, share, colour, word) {
  const known = has(share);
  return svg`<text class="node-small" x="12" y=${y + 4}>${word}</text>
    <rect class="node-track" x="60" y=${y - 3} width="86" height="6" rx="3"></rect>
    <rect class="bar-fill ${colour}" x="60" y=${y - 3} width=${known ? (Math.min(1, Math.max(0, share)) * 86).toFixed(1) : 0} height="6" rx="3"></rect>
    <text class="node-small end" x=${WIDTH - 12} y=${y + 4}>${known ? quantity('share', share).join('\u2009') : '–'}</text>`;
}

function box(node, place, live, height, isLive, isChosen, onChoose, onKey) {
  const rate = live === undefined ? null : (node.inputs ?? []).length === 0 ? live.rowsOutPerSecond : live.rowsInPerSecond ?? live.rowsOutPerSecond;
  const parts = quantity('rate', rate);
  const late = has(live?.lateRows) && live.lateRows > 0 ? text('rows', live.lateRows) + ' late' : null;
  const lateWidth = late === null ? 0 : late.length * 5.7 + 16;
  return svg`<g class="node ${isChosen ? 'chosen' : ''} ${node.native === false ? 'foreign' : ''}" transform="translate(${place.x} ${place.y})"
      tabindex="0" role="button" aria-pressed=${isChosen ? 'true' : 'false'} aria-label=${spoken(node, live)} data-node=${node.id}
      @click=${() => onChoose(node)} @keydown=${event => onKey(event, node)}>
    <title>${node.description ?? ''}</title>
    <rect class="node-box" width=${WIDTH} height=${height} rx="10"></rect>
    <text class="node-title" x="12" y="22">${clip(nodeTitle(node.type), 24)}</text>
    <text class="node-detail" x="12" y="39">${clip(nodeDetail(node), 27)}</text>
    ${isLive ? svg`<text class="node-rate" x="12" y="63">${parts === null ? '–' : parts[0]}<tspan class="node-unit" dx="4">${parts === null ? '' : parts[1]}</tspan></text>
    ${shareBar(78, live?.busyShare, '', 'busy')}
    ${shareBar(94, live?.backpressuredShare, 'look', 'waiting')}
    ${has(live?.watermark) ? svg`<text class="node-small" x="12" y="115">watermark ${text('millis', Math.max(0, Date.now() - Date.parse(live.watermark)))}</text>` : nothing}
    ${has(live?.stateBytes) && live.stateBytes > 0 ? svg`<text class="node-small end" x=${WIDTH - 12} y="115">${text('bytes', live.stateBytes)}</text>` : nothing}
    ${late === null ? nothing : svg`<rect class="late-box" x=${WIDTH - 10 - lateWidth} y="-9" width=${lateWidth} height="18" rx="9"></rect>
      <text class="node-small late middle" x=${WIDTH - 10 - lateWidth / 2} y="4">${late}</text>`}` : nothing}
    ${!isLive && node.native === false ? svg`<text class="node-small" x="12" y="56">${clip('Flink: ' + (node.reason ?? 'not native'), 34)}</text>` : nothing}
  </g>`;
}

function edgeLine(edge, live) {
  const share = live?.queueShare;
  const level = !has(share) ? '' : share > 0.8 ? 'full' : share > 0.4 ? 'half' : '';
  return svg`<path class="edge ${level}" d=${edge.path} marker-end="url(#tip)"></path>
    ${has(share) && share >= 0.01 ? svg`<g transform="translate(${edge.middle.x} ${edge.middle.y})"><title>How full the queue is</title>
      <rect class="edge-label ${level}" x="-19" y="-10" width="38" height="20" rx="10"></rect>
      <text class="edge-text ${level}" y="4">${quantity('share', share).join('\u2009')}</text></g>` : nothing}`;
}

/**
 * The picture. {@code live}: Map of node id to what it does now, or null where the plan does not run.
 * {@code room}: how wide it may be before it goes on below. Arrows move between neighbours; Enter and Space choose.
 */
export function graph(nodes, live, chosen, onChoose, label, room) {
  const isAcross = innerWidth > NARROW;
  const height = live === null ? 66 : 126;
  const {width, height: tall, places, edges} = layout(nodes, {width: WIDTH, height, gapAlong: isAcross ? 48 : 44, gapAside: 28, isAcross, room: room - 60});
  const onKey = (event, node) => {
    const next = neighbour(nodes, node, event.key, isAcross);
    if (event.key === 'Enter' || event.key === ' ') {
      onChoose(node);
    } else if (next !== undefined) {
      event.currentTarget.ownerSVGElement.querySelector(`[data-node="${CSS.escape(String(next))}"]`)?.focus();
    } else {
      return;
    }
    event.preventDefault();
  };
  return html`<div class="graph" role="group" aria-label=${label}><svg viewBox="-26 -10 ${width + 52} ${tall + 16}" width=${width + 52} height=${tall + 16}>
    <defs><marker id="tip" viewBox="0 0 8 8" refX="7.4" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="edge-tip" d="M0 0.5 L8 4 L0 7.5 z"></path></marker></defs>
    ${edges.map(edge => edgeLine(edge, live?.get(edge.to)))}
    ${nodes.map(node => box(node, places.get(node.id), live?.get(node.id), height, live !== null, chosen === node.id, onChoose, onKey))}
  </svg></div>`;
}

function neighbour(nodes, node, key, isAcross) {
  const forth = isAcross ? 'ArrowRight' : 'ArrowDown';
  const back = isAcross ? 'ArrowLeft' : 'ArrowUp';
  if (key === back) {
    return node.inputs?.[0];
  }
  return key === forth ? nodes.find(other => (other.inputs ?? []).includes(node.id))?.id : undefined;
}
