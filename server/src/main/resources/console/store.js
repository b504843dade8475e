// What every page knows: the pipelines each second, health and alerts every two, and how the rates went.
import {get, poll} from './api.js';

const HISTORY_MAX = 300;

/** The newest answers; null: none yet. */
export const store = {pipelines: null, health: null, alerts: null, silences: [], error: null, histories: new Map(), total: []};

const listeners = new Set();

/** Calls back after every answer; returns what ends it. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell() {
  listeners.forEach(listener => listener());
}

function remember(history, point) {
  history.push(point);
  if (history.length > HISTORY_MAX) {
    history.shift();
  }
}

async function askPipelines() {
  try {
    const {pipelines} = await get('/api/v1/pipelines');
    store.pipelines = pipelines;
    store.error = null;
    let rowsIn = 0;
    let rowsOut = 0;
    for (const pipeline of pipelines) {
      const history = store.histories.get(pipeline.name) ?? [];
      store.histories.set(pipeline.name, history);
      remember(history, {rowsIn: pipeline.rowsInPerSecond, rowsOut: pipeline.rowsOutPerSecond});
      rowsIn += pipeline.rowsInPerSecond ?? 0;
      rowsOut += pipeline.rowsOutPerSecond ?? 0;
    }
    remember(store.total, {rowsIn, rowsOut});
  } catch (e) {
    store.error = e;
  }
  tell();
}

async function askHealth() {
  try {
    const [health, alerts] = await Promise.all([get('/api/v1/health'), get('/api/v1/alerts')]);
    store.health = health.rows;
    store.alerts = alerts.alerts;
    store.silences = alerts.silences ?? [];
  } catch {
    // The pipelines' error is shown already; what is old says its age.
  }
  tell();
}

/** Asks for health and alerts now: after somebody has acknowledged or silenced. */
export const refreshAlerts = askHealth;

/** Asks for the pipelines now: after one was started or stopped. */
export const refreshPipelines = askPipelines;

/** Begins to ask; called once. */
export function startStore() {
  poll(1000, askPipelines);
  poll(2000, askHealth);
}
