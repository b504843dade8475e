// The one way to the server: errors with what, where and hint; who is not signed in; whether the server is there.

/** Tells of 'lost' and 'back' (the server), and of 'signin' (an answer 401). */
export const server = new EventTarget();
let isThere = true;

/** What went wrong, in the server's words. */
export class ApiError extends Error {
  constructor(status, body) {
    const error = body?.error ?? {};
    super(error.what ?? body?.what ?? (status === 0 ? 'The server does not answer.' : 'The server answered ' + status + '.'));
    this.status = status;
    this.code = error.code ?? '';
    this.where = error.where ?? '';
    this.hint = error.hint ?? '';
    this.body = body;
  }
}

function seen(there) {
  if (there !== isThere) {
    isThere = there;
    server.dispatchEvent(new Event(there ? 'back' : 'lost'));
  }
}

/** Whether the last try to reach the server went well. */
export function isServerThere() {
  return isThere;
}

async function call(method, path, {body, signal, accept, type} = {}) {
  const headers = {Accept: accept ?? 'application/json'};
  if (method !== 'GET') {
    headers['X-Weir-Request'] = '1';
  }
  if (body !== undefined) {
    headers['Content-Type'] = type ?? 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, signal, credentials: 'same-origin', cache: 'no-store',
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    seen(false);
    throw new ApiError(0, null);
  }
  seen(true);
  if (!answer.ok) {
    let problem = null;
    try {
      problem = await answer.json();
    } catch {
      // No JSON: a proxy answered, or nobody; the status says enough.
    }
    if (answer.status === 401) {
      server.dispatchEvent(new Event('signin'));
    }
    throw new ApiError(answer.status, problem);
  }
  return answer;
}

/** A path whose variable part is a name from outside. */
export function path(base, ...names) {
  return base + names.map(name => '/' + encodeURIComponent(name)).join('');
}

/** GET, with parameters as a list of pairs; the answer as JSON. */
export async function get(address, parameters = [], signal = undefined) {
  const search = new URLSearchParams(parameters).toString();
  const answer = await call('GET', search === '' ? address : address + '?' + search, {signal});
  return answer.json();
}

/** GET of something that need not be there: null where the server knows no such thing. */
export async function getIfThere(address) {
  try {
    return await get(address);
  } catch (e) {
    if (e instanceof ApiError && (e.status === 404 || e.status === 405)) {
      return null;
    }
    throw e;
  }
}

/** GET of a text, with its type. */
export async function getText(address) {
  const answer = await call('GET', address, {accept: 'text/markdown'});
  return {text: await answer.text(), type: answer.headers.get('Content-Type') ?? ''};
}

/** POST, DELETE and their like; the answer as JSON, or null. */
export async function send(method, address, body) {
  const answer = await call(method, address, {body});
  const content = await answer.text();
  return content === '' || !(answer.headers.get('Content-Type') ?? '').includes('json') ? null : JSON.parse(content);
}

/** POST whose answer is a stream of JSON lines; gives the lines in lists, as they arrive. */
export async function* lines(address, body, signal) {
  const answer = await call('POST', address, {body, signal, accept: 'application/x-ndjson'});
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) {
      break;
    }
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    const whole = parts.filter(line => line.trim() !== '').map(line => JSON.parse(line));
    if (whole.length > 0) {
      yield whole;
    }
  }
  if (rest.trim() !== '') {
    yield [JSON.parse(rest)];
  }
}

const EVENTS = ['snapshot', 'change', 'reset', 'heartbeat'];

/**
 * Follows a stream of server-sent events. The browser begins again where it was by Last-Event-ID; when it gives up,
 * because the server answers with an error while it starts, this begins anew.
 */
export function follow(address, onEvent, onState = () => {}) {
  let source = null;
  let timer = 0;
  let wait = 500;
  const open = () => {
    source = new EventSource(address);
    source.onopen = () => {
      wait = 500;
      seen(true);
      onState('live');
    };
    source.onerror = () => {
      onState('waiting');
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, wait);
        wait = Math.min(wait * 2, 8000);
      }
    };
    for (const name of EVENTS) {
      source.addEventListener(name, event => onEvent(name, event.data === '' ? {} : JSON.parse(event.data)));
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** Asks again and again while the page is looked at; at once when the server is back. Returns what ends it. */
export function poll(millis, ask) {
  let timer = 0;
  let isEnded = false;
  let isAsking = false;
  const step = async () => {
    clearTimeout(timer);
    if (isAsking || isEnded) {
      return;
    }
    isAsking = true;
    try {
      if (!document.hidden) {
        await ask();
      }
    } finally {
      isAsking = false;
      if (!isEnded) {
        timer = setTimeout(step, isThere ? millis : Math.max(millis, 2000));
      }
    }
  };
  const again = () => step();
  server.addEventListener('back', again);
  document.addEventListener('visibilitychange', again);
  step();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    server.removeEventListener('back', again);
    document.removeEventListener('visibilitychange', again);
  };
}
