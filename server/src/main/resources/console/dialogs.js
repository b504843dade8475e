// Dialogs: keys, signing in, silencing. The browser's own <dialog> keeps the focus inside and closes on Escape.
import {html, nothing, render} from './lib/lit/lit-html.js';
import {send, server} from './api.js';
import {say, trouble} from './parts.js';
import {openSession} from './session.js';
import {refreshAlerts} from './store.js';

function open(id, template) {
  if (document.getElementById(id) !== null) {
    return;
  }
  const holder = document.createElement('div');
  document.getElementById('dialogs').append(holder);
  const before = document.activeElement;
  const show = problem => render(template(problem, close), holder);
  const close = () => dialog.close();
  show(null);
  const dialog = holder.querySelector('dialog');
  dialog.addEventListener('close', () => {
    holder.remove();
    before?.focus?.();
  });
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  dialog.showModal();
  dialog.addEventListener('problem', event => show(event.detail));
}

/** Runs what a form stands for; closes its dialog, or shows there what went wrong. */
async function run(event, action) {
  event.preventDefault();
  const dialog = event.target.closest('dialog');
  const button = event.target.querySelector('[type=submit]');
  button.disabled = true;
  try {
    await action(new FormData(event.target));
    dialog.close();
  } catch (e) {
    dialog.dispatchEvent(new CustomEvent('problem', {detail: e}));
  } finally {
    button.disabled = false;
  }
}

const KEYS = [
  ['1', 'Overview'], ['2', 'Views'], ['3', 'Alerts'], ['4', 'Try SQL'], ['/', 'To the filter of the page'],
  ['t', 'Change the theme'], ['Tab', 'From one thing to the next; Enter opens it'], ['← →', 'In a plan: to the next step'],
  ['Ctrl Enter', 'In the editor: run'], ['Esc', 'Close a dialog'], ['?', 'This list'],
];

/** The list of keys. */
export function help() {
  open('help-dialog', (problem, close) => html`<dialog id="help-dialog" aria-labelledby="help-title"><div class="dialog-body">
    <h2 id="help-title">Keys</h2>
    <dl class="keys">${KEYS.map(([key, words]) => html`<dt>${key.split(' ').map(k => html`<kbd>${k}</kbd> `)}</dt><dd>${words}</dd>`)}</dl>
    <div class="dialog-feet"><button class="button" type="button" @click=${close}>Close</button></div></div></dialog>`);
}

/** Asks for a token: the server said 401. */
export function signIn() {
  const submit = event => run(event, async form => {
    await openSession(String(form.get('token')).trim());
    say('Signed in.');
    server.dispatchEvent(new Event('back'));
  });
  open('sign-in', problem => html`<dialog id="sign-in" aria-labelledby="sign-in-title"><form @submit=${submit}>
    <h2 id="sign-in-title">Sign in</h2>
    <p class="soft">This server asks for a token. It is exchanged for a cookie of this browser and kept nowhere else.</p>
    ${problem === null ? nothing : problem.status === 401 ? trouble({message: 'This token is not known here.',
      hint: 'The file of tokens that the server was started with lists them.'}) : trouble(problem)}
    <label class="field">Token<input type="password" name="token" required autocomplete="current-password" autofocus></label>
    <div class="dialog-feet"><button class="button main" type="submit">Sign in</button></div></form></dialog>`);
}

/** Silences what matches for some time. */
export function silence(alert) {
  const submit = event => run(event, async form => {
    const matchers = {name: alert.name};
    if (form.get('which') === 'pipeline') {
      matchers.pipeline = alert.pipeline;
    }
    await send('POST', '/api/v1/silences', {matchers, minutes: Number(form.get('minutes')), comment: String(form.get('comment'))});
    say('Silenced.');
    refreshAlerts();
  });
  open('silence', problem => html`<dialog id="silence" aria-labelledby="silence-title"><form @submit=${submit}>
    <h2 id="silence-title">Silence “${alert.name}”</h2>
    <p class="soft">It is still watched and shown here; it calls nobody.</p>
    ${problem === null ? nothing : trouble(problem)}
    <label class="field">Where<select name="which">
      ${alert.pipeline ? html`<option value="pipeline">In the pipeline ${alert.pipeline}</option>` : nothing}
      <option value="all">Everywhere</option></select></label>
    <label class="field">For<select name="minutes"><option value="15">15 minutes</option><option value="60" selected>1 hour</option>
      <option value="480">8 hours</option><option value="1440">1 day</option></select></label>
    <label class="field">Why<input type="text" name="comment" required maxlength="200" placeholder="What the next person should know"></label>
    <div class="dialog-feet"><button class="button" type="button" @click=${event => event.target.closest('dialog').close()}>Cancel</button>
      <button class="button main" type="submit">Silence</button></div></form></dialog>`);
}
