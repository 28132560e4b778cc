import { environmentSites, isAside, isTest, looksSecret, type Expression, type Module } from '@groundwork/scan';
import { isForDevelopmentOnly } from '../knowledge/development.ts';
import { isPublished, isStandIn, looksRandom, secretShapes } from '../knowledge/secrets.ts';
import type { FileView, Report, Rule } from '../rule.ts';
import type { TextFile } from '../text-file.ts';
import { placeOf } from '../syntax/place.ts';
import { slotOf, walk, type Visit } from '../syntax/walk.ts';

export const secretInCode: Rule = {
  id: 'secret-in-code',
  title: 'Secret written into the repository',
  severity: 'error',
  help: `Whoever can read the repository, or any copy or image made of it, can use this secret, and every deployment uses the same one.
Taking it out of the file is not enough: it stays in the history.

Revoke it, make a new one, and read that from the environment: \`gw secrets set NAME\` keeps it for this project on this machine.`,
  inFile: {
    // What the shapes start with, a password in a URL, or a name that says so.
    interest:
      /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hooks\.slack|k_live_|sk-|SG\.|key-|npm_|pypi-|hf_|:AA|_v1_|shp\w\w_|dapi|AccountKey|AIza|GOCSPX|PRIVATE KEY|:\/\/[^\s/:@]+:[^\s/@]+@|secret|password|passwd|token|api_?key|private_?key|access_?key/i,
    of: 'text',
    parses: (text) => {
      for (const [, , value = ''] of text.matchAll(/(["'`])([^\s"'`]{20,200})\1/g)) if (isSecret(value)) return true;
      return false;
    },
    *look(view) {
      const { file } = view;
      if (isShown(file.path)) return;
      const taken = new Set<number>();
      for (const report of [
        ...shapesIn(file),
        ...passwordsIn(file),
        ...(view.placed ? namedIn(view, view.placed.module) : assignedIn(file)),
      ]) {
        if (taken.has(report.range.startLine)) continue;
        taken.add(report.range.startLine);
        yield report;
      }
    },
  },
};

/** Files that show how it is done rather than do it, and those no person wrote. */
const isShown = (path: string): boolean =>
  isTest(path) ||
  isAside(path) ||
  (isForDevelopmentOnly(path) && !/\.config\./.test(path)) ||
  /(^|\/)(locales?|i18n|translations?|lang|messages|vendor|node_modules|third_party|snapshots?|cassettes?|dev-?certs?)\/|\.(lock|sum|svg|map|snap|min\.js|po|pot|ipynb|patch|diff|csv|md|rst|adoc|html?|css|sql)$|(^|[._/-])(example|sample|template|dist|test|testing|dev|development|local|lock)([._/-]|$)|(^|\/)(package-lock|pnpm-lock|composer\.lock|yarn)\b/i.test(
    path,
  );

const revoke = 'Revoke it, make a new one, and read that from the environment.';

function* shapesIn(file: TextFile): Iterable<Report> {
  const shapes = secretShapes.filter(({ pattern }) => file.text.search(pattern) >= 0);
  // A file with one of each is about such shapes: a scanner like this one.
  if (new Set(shapes.map(({ what }) => what)).size > 3) return;
  for (const { what, pattern } of shapes) {
    for (const found of file.text.matchAll(pattern)) {
      const [secret] = found;
      if (isPublished(secret)) continue;
      // What a browser is given to speak to Firebase or to draw a map is no secret.
      if (secret.startsWith('AIza') && /authDomain|firebase|maps\.google|gmap/i.test(file.text)) continue;
      const end = secret.includes('\n') ? found.index + secret.indexOf('\n') : found.index + secret.length;
      yield {
        file: file.path,
        range: file.range(found.index, end),
        severity: secret.startsWith('AIza') ? 'warning' : 'error',
        message: `${what} is written here. Whoever can read the repository can use it.`,
        more: revoke,
      };
    }
  }
}

/** `postgres://app:hunter2@db.example.org`: not where the host is this machine, or a container beside it that anyone may start. */
function* passwordsIn(file: TextFile): Iterable<Report> {
  for (const found of file.text.matchAll(
    /\b([a-z][a-z\d+.-]{2,30}):\/\/([\w.%+-]{1,60}):([^\s/:@'"`<>{}$%]{6,120})@([\w-]+(?:\.[\w-]+)+)/gi,
  )) {
    const [, scheme = '', user = '', password = '', host = ''] = found;
    if (password === user || isStandIn(password) || isPublished(password)) continue;
    if (
      /(^|\.)(example|local|localhost|internal|test|invalid)(\.|$)|^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|host\.docker|^(my|your)|\.(svc|cluster)$/i.test(
        host,
      )
    )
      continue;
    const start = found.index + scheme.length + 3 + user.length + 1;
    yield {
      file: file.path,
      range: file.range(start, start + password.length),
      message: `The password of ${user} at ${host} is written here. Whoever can read the repository can sign in with it.`,
      more: revoke,
    };
  }
}

/** Texts made at random that are given a name which says that they are secret. */
function* namedIn(view: FileView, module: Module): Iterable<Report> {
  const read = new Set<Expression>(environmentSites(module).reads.map(({ expression }) => expression));
  for (const visit of walk(module)) {
    const { expression, parents } = visit;
    if (expression.kind !== 'literal' || typeof expression.value !== 'string' || !isSecret(expression.value)) continue;
    const name = nameOf(visit);
    const place = name !== null && looksSecret(name) ? placeOf(view, expression) : null;
    if (name === null || !place) continue;
    const isFallback = parents.some((parent) => read.has(parent) || parent.kind === 'environment' || parent.kind === 'fallback');
    yield {
      file: view.file.path,
      range: place.range,
      severity: isFallback ? 'warning' : 'error',
      message: isFallback
        ? `${name} is this when nothing is set: a deployment that forgets to set it runs with a secret everybody can read here.`
        : `${name} is written here. Whoever can read the repository can use it, and every deployment has the same.`,
      more: isFallback ? 'Leave the default out, so that a deployment without it does not start.' : revoke,
    };
  }
}

/** Django says itself that what it made up must not be kept. */
const isSecret = (text: string): boolean => looksRandom(text.replace(/^django-insecure-/, ''));

function nameOf({ expression, parents, root }: Visit): string | null {
  let part = expression;
  for (const parent of parents) {
    const slot = slotOf(parent, part);
    if (slot !== null && !/^\d+$/.test(slot) && !/^(default|fallback|value|cast)$/.test(slot)) return slot;
    if (parent.kind === 'object' || parent.kind === 'compare' || parent.kind === 'list' || parent.kind === 'template') return null;
    if (
      parent.kind === 'call' &&
      /^(md5|sha\d+|hash|t|translate|gettext|i18n|__|equal|log|error|query|test|match|get)$/i.test(
        parent.callee.kind === 'member' || parent.callee.kind === 'name' ? parent.callee.name : '',
      ) &&
      parents.length > 1
    )
      return null;
    part = parent;
  }
  return root.kind === 'assignment' || root.kind === 'field' ? (root.target.at(-1) ?? null) : null;
}

/** `NAME=value` of a file with variables that is kept with the code. */
function* assignedIn(file: TextFile): Iterable<Report> {
  if (!/(^|\/)\.env(\.[\w-]+)?$|\.(properties|ini|cfg|toml)$/.test(file.path)) return;
  for (const found of file.text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([A-Za-z][\w.-]{2,80})[ \t]*=[ \t]*(["']?)([^\s"'#]{20,200})\2[ \t]*$/gm,
  )) {
    const [whole, name = '', , value = ''] = found;
    if (!looksSecret(name) || !isSecret(value)) continue;
    const start = found.index + whole.lastIndexOf(value);
    yield {
      file: file.path,
      range: file.range(start, start + value.length),
      message: `${name} is written here. Whoever can read the repository can use it, and every deployment has the same.`,
      more: revoke,
    };
  }
}
