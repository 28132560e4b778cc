import type { PythonTools } from '../../launch/schema.ts';
import { newVenv } from '../../toolchains/python/python.ts';
import { isAtLeast } from '../../toolchains/versions.ts';
import type { Mended, Remedy, RemedyContext } from '../remedy.ts';

type Context = RemedyContext<PythonTools>;
type Python = PythonTools['others'][number];

const notBuilt =
  /Failed building wheel for|Failed to build|metadata-generation-failed|Could not build wheels|subprocess-exited-with-error|Unable to install/;
const refused =
  /requires a different Python|Requires-Python|requires Python ['"<>=~!]|does not satisfy Python|No matching distribution found/;

/** A package that is not made for this Python, and cannot be built for it, often is for another one of this machine. */
export const otherPython: Remedy<PythonTools> = {
  name: 'python.other',
  fits: (log, { others }) => others.length > 0 && (notBuilt.test(log) || refused.test(log)),
  prepare: async (context) => {
    const { tools, log, run } = context;
    const names = notBuilt.test(log) ? notBuiltIn(log) : [];
    if (tools.requirements.length === 0 || (names.length === 0 && !refused.test(log))) return null;
    for (const command of tools.uv.setup) if (!(await run(command))) return null;
    for (const python of tools.others) if (await installs(context, python, names)) return instead(tools, python, whyNot(names, tools));
    return null;
  },
};

/** Whether everything can be had for a Python, with finished builds of what could not be built. */
async function installs({ tools, run }: Context, python: Python, names: readonly string[]): Promise<boolean> {
  const finished = names.flatMap((name) => ['--only-binary', name]);
  const options = ['--quiet', '--no-header', '--python', python.program, ...finished, '--output-file', '/dev/null'];
  return run({ argv: [tools.uv.program, 'pip', 'compile', ...options, ...tools.requirements] });
}

/** Names of packages that could not be built, in the words of pip, uv and Poetry. */
export function notBuiltIn(log: string): string[] {
  const named = [
    ...log.matchAll(/Failed building wheel for ([\w.-]+)/g),
    ...log.matchAll(/Failed to build:? [`'"]?([\w.-]+?)(?:==|[`'"\s]|$)/g),
    ...log.matchAll(/Unable to install [`'"]?([\w.-]+)/g),
    ...log.matchAll(/Could not build wheels for ([\w.-]+)/g),
  ].map(([, name = '']) => name);
  // Where pip only says that it failed, it was about what it collected last.
  const last = [...log.matchAll(/^\s*(?:Collecting|Downloading|Using cached) ([A-Za-z][\w.]*(?:-[A-Za-z][\w.]*)*)/gm)].at(-1)?.[1];
  const found = named.filter((name) => !['installable', 'wheels', 'some'].includes(name));
  return [...new Set(found.length > 0 ? found : last === undefined ? [] : [last])];
}

function whyNot(names: readonly string[], { version }: PythonTools): string {
  return names.length === 0
    ? `what it asks for is not made for Python ${version}`
    : `${names.join(', ')} cannot be built for Python ${version}`;
}

function instead({ venv }: PythonTools, { program, version }: Python, why: string): Mended {
  return { says: `${why}: using ${version}`, commands: [newVenv(program, venv)], env: {}, path: [] };
}

interface Removed {
  readonly pattern: RegExp;
  readonly version: string;
}

/** What old code uses and a release of Python took away. Source: "What's New in Python 3.N", "Removed". */
const removed: readonly Removed[] = [
  {
    pattern:
      /module 'collections' has no attribute|cannot import name '(?:Mapping|MutableMapping|Iterable|Callable|Sequence|Set|Hashable)' from 'collections'/,
    version: '3.10',
  },
  { pattern: /unexpected keyword argument 'loop'/, version: '3.10' },
  {
    pattern:
      /module 'inspect' has no attribute '(?:getargspec|formatargspec)'|cannot import name 'getargspec' from 'inspect'|module 'asyncio' has no attribute 'coroutine'|cannot import name 'coroutine' from 'asyncio'/,
    version: '3.11',
  },
  {
    pattern:
      /No module named '(?:imp|asynchat|asyncore|smtpd)'|module 'pkgutil' has no attribute 'ImpImporter'|has no attribute '(?:SafeConfigParser|readfp)'|module 'ssl' has no attribute 'wrap_socket'/,
    version: '3.12',
  },
  {
    pattern:
      /No module named '(?:cgi|cgitb|crypt|imghdr|sndhdr|telnetlib|pipes|nntplib|audioop|uu|xdrlib|msilib|nis|ossaudiodev|spwd|sunau|chunk|aifc|mailcap|lib2to3)'/,
    version: '3.13',
  },
];

/** What the code was written for was taken out of Python: an older one still has it. */
export const olderPython: Remedy<PythonTools> = {
  name: 'python.older',
  fits: (log) => removed.some(({ pattern }) => pattern.test(log)),
  prepare: ({ tools, log }) => {
    const gone = removed.find(({ pattern, version }) => pattern.test(log) && isAtLeast(tools.version, version));
    const older = gone && tools.others.find(({ version }) => !isAtLeast(version, gone.version));
    return Promise.resolve(older ? instead(tools, older, `it uses what Python ${gone.version} took out`) : null);
  },
};
