// Who is signed in, as far as the server says; without security everybody may do everything.
import {getIfThere, send} from './api.js';

export const session = {isSecured: false, role: null};
const RANK = {read: 1, write: 2, admin: 3};

function tell() {
  document.dispatchEvent(new Event('weir-session'));
}

/** Asks the server who we are. */
export async function loadSession() {
  try {
    const answer = await getIfThere('/api/v1/session');
    session.isSecured = answer?.needsToken ?? false;
    session.role = answer === null || answer.role === 'public' ? null : answer.role;
  } catch {
    session.isSecured = true;
    session.role = null;
  }
  tell();
}

/** Whether a button that needs a role makes sense; the server decides in any case. */
export function may(role) {
  return !session.isSecured || (RANK[session.role] ?? 0) >= RANK[role];
}

/** Gives the token once; the server answers with a cookie, and the token is kept nowhere. */
export async function openSession(token) {
  await send('POST', '/api/v1/session', {token});
  await loadSession();
}

export async function forgetSession() {
  await send('DELETE', '/api/v1/session');
  location.reload();
}
