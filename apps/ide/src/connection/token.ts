const key = 'groundwork.token';

/**
 * What opens the server. It comes behind the `#` of the address once, when a person came from the command line, and is kept by this
 * origin alone from then on: out of the address and the history, and out of cookies, which other ports of this machine are sent.
 */
export function takeToken({ location, localStorage, history }: Window): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return localStorage.getItem(key) ?? '';
  localStorage.setItem(key, given);
  history.replaceState(null, '', location.pathname + location.search);
  return given;
}
