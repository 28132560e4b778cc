import { execFile } from 'node:child_process';

/** How a runtime says its version, and how much of that is worth pinning. */
const asking: readonly { readonly language: string; readonly command: string; readonly version: RegExp }[] = [
  { language: 'node', command: 'node', version: /^v(\d+)/ },
  { language: 'python', command: 'python3', version: /Python (\d+\.\d+)/ },
  { language: 'ruby', command: 'ruby', version: /ruby (\d+\.\d+\.\d+)/ },
  { language: 'java', command: 'java', version: /(?:openjdk|java)(?: version)? "?(\d+)/ },
];

let known: Promise<ReadonlyMap<string, string>> | null = null;

/** Versions of the languages' runtimes on this machine: what a fix that pins one writes down. Asks each program once. */
export const runtimesHere = (): Promise<ReadonlyMap<string, string>> => (known ??= askAll());

async function askAll(): Promise<ReadonlyMap<string, string>> {
  const said = await Promise.all(
    asking.map(async ({ language, command, version }) => [language, version.exec(await versionOf(command))?.[1]] as const),
  );
  // A service runs on the Node that PATH gives, which need not be the one that runs Groundwork.
  const found = new Map([['node', process.versions.node.split('.')[0] ?? '']]);
  for (const [language, version] of said) if (version) found.set(language, version);
  return found;
}

/** What a program says of itself; nothing where there is none. Not asked in a folder of somebody, where it could be another one. */
const versionOf = (command: string): Promise<string> =>
  new Promise((done) => {
    execFile(command, ['--version'], { timeout: 5000, cwd: '/' }, (_error, stdout, stderr) => done(`${stdout}${stderr}`));
  });
