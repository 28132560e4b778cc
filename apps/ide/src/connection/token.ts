const key = 'groundwork.token';

/**
 * What opens the server: in the address once, when a person came from the command line. From then on it is kept by this origin alone,
 * out of the address, the history, and cookies, which other ports of this machine are sent.
 */
export function takeToken({ location, localStorage, history }: Window): string {
  const address = new URL(location.href);
  const given = address.searchParams.get('token');
  if (given === null) return localStorage.getItem(key) ?? '';
  localStorage.setItem(key, given);
  address.searchParams.delete('token');
  history.replaceState(null, '', address);
  return given;
}
