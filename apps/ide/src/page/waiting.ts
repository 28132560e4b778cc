/** How long a server may take to answer before a person is told, in milliseconds. */
const patience = 4_000;

/**
 * Says on the empty page that the server does not answer, until it does: it may be gone, be another version than this page, or not take
 * the address. Gives what takes the sentence away.
 */
export function sayWhenWaiting({ document }: Window): () => void {
  const notice = document.createElement('main');
  notice.className = 'waiting';
  notice.setAttribute('role', 'status');
  const title = document.createElement('h1');
  title.textContent = 'Waiting for Groundwork';
  const what = document.createElement('p');
  what.textContent = 'Its server does not answer this page. The page goes on by itself as soon as it does.';
  const fix = document.createElement('p');
  const command = document.createElement('code');
  command.textContent = 'groundwork DIR';
  fix.append('If it stays like this, stop the server, run ', command, ' again and open the address it prints.');
  notice.append(title, what, fix);
  const timer = setTimeout(() => document.body.append(notice), patience);
  return () => {
    clearTimeout(timer);
    notice.remove();
  };
}
