import { isLoopback } from './place.ts';

/** What the address of a git remote says of where it is. */
export interface RemoteAddress {
  /** Of the server's pages; with a port where it is one of HTTP. */
  readonly origin: string;
  readonly hostname: string;
  readonly project: string;
  /** Whether git speaks HTTP with it, so that a token is what lets it in. */
  readonly http: boolean;
}

/** Hosts that only take git over SSH on the port of HTTPS, for who sits behind a firewall (docs of GitHub and GitLab). */
const sshOnly: Readonly<Record<string, string>> = { 'ssh.github.com': 'github.com', 'altssh.gitlab.com': 'gitlab.com' };

/** Reads the address of a remote as git does: `https://`, `ssh://`, `git@host:path`. `null` for a folder, a bundle, anything without a project. */
export function parseRemote(text: string): RemoteAddress | null {
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? URL.parse(text) : null;
  if (url) {
    if (!/^(https?|ssh|git|git\+ssh|ssh\+git):$/.test(url.protocol)) return null;
    const http = url.protocol.startsWith('http');
    const hostname = sshOnly[url.hostname] ?? url.hostname;
    // A port of SSH is none of its pages.
    const origin = http ? (isLoopback(hostname) ? url.origin : `https://${url.host}`) : `https://${hostname}`;
    return address({ origin, hostname, path: url.pathname, http });
  }
  // As git has it: no slash before the first colon, else it is a path.
  const scp = /^(?:[^@/\s]+@)?(\[[\da-f:]+\]|[\w.-]{2,}):(?!\/\/)(\S+)$/i.exec(text);
  if (!scp?.[1] || !scp[2]) return null;
  const hostname = sshOnly[scp[1]] ?? scp[1];
  return address({ origin: `https://${hostname}`, hostname, path: scp[2], http: false });
}

function address({ path, ...where }: Omit<RemoteAddress, 'project'> & { readonly path: string }): RemoteAddress | null {
  const project = path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  return /^[\w.-]+(\/[\w.-]+)+$/.test(project) && !project.split('/').some((each) => /^\.+$/.test(each)) ? { ...where, project } : null;
}

/** Of several remotes, which is the project itself: in the order of GitHub's own command line, and the others after. */
export function byUsualName<Named extends { readonly name: string }>(remotes: readonly Named[]): Named[] {
  const usual = ['upstream', 'github', 'gitlab', 'origin'];
  const rank = ({ name }: Named): number => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  return remotes.toSorted((a, b) => rank(a) - rank(b));
}
