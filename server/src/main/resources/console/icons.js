// Signs, drawn with one pen: 24 wide, line 1.8, no words in them.
import {html, svg} from './lib/lit/lit-html.js';

const paths = {
  overview: svg`<path d="M3 15c3-4 6-4 9 0s6 4 9 0"/><path d="M3 9c3-4 6-4 9 0s6 4 9 0"/>`,
  views: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><path d="M3.5 10h17M10 10v9.5"/>`,
  alerts: svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z"/><path d="M10.2 20.5a2 2 0 0 0 3.6 0"/>`,
  sql: svg`<path d="M8 7l-5 5 5 5M16 7l5 5-5 5"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4"/>`,
  moon: svg`<path d="M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z"/>`,
  system: svg`<circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16z" fill="currentColor"/>`,
  help: svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.7 9.5a2.4 2.4 0 1 1 3.6 2.1c-.9.5-1.3 1-1.3 1.9"/><path d="M12 16.6v.1"/>`,
  key: svg`<circle cx="8" cy="15" r="4"/><path d="M11 12l8-8M16 7l3 3"/>`,
  ok: svg`<path d="M5 12.5l4.5 4.5L19 7.5" stroke-width="2.6"/>`,
  warning: svg`<path d="M12 4L21 19.5H3z"/><path d="M12 10v4.2M12 16.8v.1"/>`,
  firing: svg`<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 8v5M12 16v.1"/>`,
  unknown: svg`<circle cx="12" cy="12" r="8" stroke-dasharray="3 3"/>`,
  starting: svg`<path d="M12 4a8 8 0 1 1-8 8"/>`,
  stopped: svg`<rect x="6" y="6" width="12" height="12" rx="1.5"/>`,
  play: svg`<path d="M8 5l11 7-11 7z"/>`,
  silence: svg`<path d="M4 10v4h3.5L12 18V6L7.5 10zM16 9.5l5 5M21 9.5l-5 5"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5V6.5a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  up: svg`<path d="M12 19V5M6 11l6-6 6 6"/>`,
  down: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  add: svg`<path d="M12 5v14M5 12h14"/>`,
};

/** A sign by its name; it is not read out, so a word stands beside it or in a label. */
export function icon(name) {
  return html`<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths[name]}</svg>`;
}
