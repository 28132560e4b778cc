import { globSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { PythonTools } from '../../launch/schema.ts';
import { commitAge, dayAfter, isYoung, readText, type Age } from '../age.ts';
import type { Remedy, RemedyContext } from '../remedy.ts';

type Context = RemedyContext<PythonTools>;

/** Releases that came out since the code was written do not fit it: words of Python and of what installs it. */
const outgrown = [
  /\b(?:VersionMismatch|VersionConflict|DistributionNotFound|ResolutionImpossible)\b/,
  /\bcannot import name ['"]/,
  /site-packages[\s\S]*^(?:AttributeError|TypeError|ImportError|NameError|RuntimeError|ModuleNotFoundError|SyntaxError): /m,
  /^ModuleNotFoundError: No module named '[\w]+\.[\w.]+'/m,
  /^(?:AttributeError: (?:module|type object) |TypeError: .*(?:unexpected keyword argument|positional argument))/m,
  /numpy\.dtype size changed|A module that was compiled using NumPy 1\.x/,
  /Failed building wheel|Failed to build|metadata-generation-failed|subprocess-exited-with-error/,
];

/** Everything that is not pinned is installed as it was when the repository was last known to work. */
export const asOfCommit = asOf('python.as_of_commit', (context) => commitAge(context, context.tools.constraints));
export const asOfPins = asOf('python.as_of_pins', pinAge);

function asOf(name: string, ageOf: (context: Context) => Promise<Age | null>): Remedy<PythonTools> {
  return {
    name,
    fits: (log, { locked, requirements }) => !locked && requirements.length > 0 && outgrown.some((pattern) => pattern.test(log)),
    prepare: async (context) => {
      const { tools, run } = context;
      for (const command of tools.uv.setup) if (!(await run(command))) return null;
      const age = await ageOf(context);
      if (!age || isYoung(age)) return null;
      const until = dayAfter(age);
      const before = readText(tools.constraints);
      const options = ['--quiet', '--no-header', '--no-annotate', '--exclude-newer', until, '--python', join(tools.venv, 'bin', 'python')];
      const files = tools.requirements;
      if (!(await run({ argv: [tools.uv.program, 'pip', 'compile', ...options, '--output-file', tools.constraints, ...files] })))
        return null;
      const after = readText(tools.constraints);
      if (after === null || after === before || !differs(after, tools.venv)) return null;
      return {
        says: `its versions of today do not fit it: installing those of ${age.date.toISOString().slice(0, 10)}, ${age.why}`,
        commands: [],
        env: { PIP_CONSTRAINT: tools.constraints, UV_CONSTRAINT: tools.constraints },
        path: [],
      };
    },
  };
}

/** Whether anything would be installed in another version than it is. */
function differs(constraints: string, venv: string): boolean {
  const installed = new Map(
    globSync('lib*/python3*/site-packages/*.dist-info', { cwd: venv }).map((path): [string, string] => {
      const [, name = '', version = ''] = /^(.+?)-([^-]+)\.dist-info$/.exec(basename(path)) ?? [];
      return [normal(name), version];
    }),
  );
  return [...constraints.matchAll(/^([\w.-]+)==([^\s;]+)/gm)].some(([, name = '', version]) => installed.get(normal(name)) !== version);
}

const normal = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-');

const lockSchema = z.object({
  packages: z.array(z.object({ wheels: z.array(fileSchema()).optional(), sdist: fileSchema().optional() })).default([]),
});

function fileSchema() {
  return z.object({ 'upload-time': z.date().optional() });
}

/** When the newest release came out that the requirements pin: they worked with it. */
async function pinAge({ tools, run }: Context): Promise<Age | null> {
  const pins = pinsIn(tools.requirements);
  if (pins.length === 0) return null;
  const folder = dirname(tools.constraints);
  const [list, lock] = [`${tools.constraints}.pins`, join(folder, `pylock.${basename(tools.constraints).replaceAll(/\W+/g, '_')}.toml`)];
  writeFileSync(list, `${pins.join('\n')}\n`);
  const options = ['--quiet', '--no-deps', '--no-header', '--format', 'pylock.toml', '--python', join(tools.venv, 'bin', 'python')];
  const told = await run({ argv: [tools.uv.program, 'pip', 'compile', ...options, '--output-file', lock, list] });
  const text = told ? readText(lock) : null;
  for (const file of [list, lock]) rmSync(file, { force: true });
  const times = text === null ? [] : lockSchema.parse(parse(text)).packages.flatMap(firstUpload);
  return times.length === 0 ? null : { date: new Date(Math.max(...times)), why: 'when the newest release it pins came out' };
}

/** Builds for newer Pythons are added to a release later: the first file counts. */
function firstUpload({ wheels = [], sdist }: z.infer<typeof lockSchema>['packages'][number]): number[] {
  const times = [...wheels, ...(sdist ? [sdist] : [])].flatMap((file) => file['upload-time']?.getTime() ?? []);
  return times.length === 0 ? [] : [Math.min(...times)];
}

/** `name==version` in lists of requirements and those they include, without conditions. */
export function pinsIn(files: readonly string[], seen = new Set<string>()): string[] {
  return files.flatMap((file) => {
    if (seen.has(file)) return [];
    seen.add(file);
    const text = readText(file) ?? '';
    const included = [...text.matchAll(/^-r\s*(\S+)/gm)].map(([, path = '']) => resolve(dirname(file), path));
    const own = [...text.matchAll(/^[\s"']*([A-Za-z][\w.-]*)(?:\[[^\]]*\])?\s*==\s*([\w.+!]+)(?!\S*\*)/gm)];
    return [...own.map(([, name = '', version = '']) => `${name}==${version}`), ...pinsIn(included, seen)];
  });
}
