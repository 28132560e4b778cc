import { spawnSync } from 'node:child_process';

/** How a runtime says its version, and how much of that is worth pinning. */
const asking: readonly { readonly language: string; readonly command: string; readonly version: RegExp }[] = [
  { language: 'python', command: 'python3', version: /Python (\d+\.\d+)/ },
  { language: 'ruby', command: 'ruby', version: /ruby (\d+\.\d+\.\d+)/ },
  { language: 'java', command: 'java', version: /(?:openjdk|java)(?: version)? "?(\d+)/ },
];

let known: ReadonlyMap<string, string> | null = null;

/** Versions of the languages' runtimes on this machine: what a fix that pins one writes down. Asks each program once. */
export function runtimesHere(): ReadonlyMap<string, string> {
  if (known) return known;
  const found = new Map([['node', process.versions.node.split('.')[0] ?? '']]);
  for (const { language, command, version } of asking) {
    const { stdout, stderr } = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 5000, cwd: '/' });
    const said = version.exec(`${stdout ?? ''}${stderr ?? ''}`)?.[1];
    if (said) found.set(language, said);
  }
  return (known = found);
}
