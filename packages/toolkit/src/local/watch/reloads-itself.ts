import type { Service } from '@groundwork/blueprint';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Commands that notice changed files by themselves. Anything that turns it off is looked for first. */
const turnedOff = /--no-?reload\b|\bNODE_ENV=production\b/;
const reloading: readonly RegExp[] = [
  /\s--reload\b/,
  /\bnodemon\b|\bts-node-dev\b|\btsx\s+watch\b|\bnode\s+--watch\b|\bbun\s+(?:run\s+)?--(?:watch|hot)\b|\bdeno\b.*\s--watch\b/,
  /\bvite(?:\s+(?:dev|serve)|\s+-|\s*$|\s*&&)/,
  /\b(?:next|nuxt|nuxi|astro|remix|svelte-kit|gatsby|solid-start|react-router)\s+dev(?:elop)?\b/,
  /\bng\s+serve\b|\bvue-cli-service\s+serve\b|\breact-scripts\s+start\b|\bcraco\s+start\b|\bwebpack(?:-dev-server|\s+serve)\b|\bparcel\s+(?!build)/,
  /\bmanage\.py\s+runserver\b/,
  /\bflask\b.*\s--debug\b|\bFLASK_DEBUG=1\b|\bfastapi\s+dev\b|\buvicorn\b.*\s--reload\b|\badev\s+runserver\b/,
  /\bstreamlit\s+run\b|\bmkdocs\s+serve\b|\bhugo\s+serve(?:r)?\b|\bjekyll\s+serve\b|\bjupyter\b/,
  /\bwatchmedo\s+auto-restart\b|\bwatchfiles\b|\bwatchexec\b|\bentr\b/,
  /\b(?:air|reflex|cargo-watch|bacon)\b(?=\s|$)|\bcargo\s+watch\b|\bdotnet\s+watch\b|\bspring-boot:run\b.*devtools/,
  /\brails\s+s(?:erver)?\b|\brerun\b|\bphp\s+-S\b|\bartisan\s+serve\b|\bsymfony\s+serve(?:r:start)?\b/,
];

/** Whether a service takes new files over without being started anew. `dir` is the folder of the repository. */
export function reloadsItself({ start, path, kind, build }: Service, dir: string): boolean {
  // Files that are handed out as they lie there.
  if (kind === 'static' && start === null && build.length === 0) return true;
  const command = expanded(start ?? '', join(dir, path));
  return !turnedOff.test(command) && reloading.some((pattern) => pattern.test(command));
}

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()).optional() });

/** `npm run dev` with what the script says, which may call another one. */
function expanded(command: string, folder: string, depth = 0): string {
  const script = /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+|run-script\s+)?([\w:.-]+)/.exec(command)?.[1];
  if (script === undefined || depth > 3) return command;
  const text = scriptsOf(folder)[script];
  return text === undefined ? command : `${command}\n${expanded(text, folder, depth + 1)}`;
}

function scriptsOf(folder: string): Record<string, string> {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).scripts ?? {};
  } catch {
    return {};
  }
}
