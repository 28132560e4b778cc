import { insertion, spaced, type Asked, type Refactoring } from './asked.ts';

interface Route {
  readonly framework: string;
  /** Gives the application's name. */
  readonly made: RegExp;
  /** `APP` is the application's name. */
  readonly code: readonly string[];
}

/** A route that says the service is up, by framework. */
const routes: readonly Route[] = [
  {
    framework: 'fastapi',
    made: /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:fastapi\.)?FastAPI\(/,
    code: ['', '', '@APP.get("/health")', 'def health() -> dict[str, str]:', '    return {"status": "ok"}'],
  },
  {
    framework: 'flask',
    made: /^(\w+)\s*=\s*(?:flask\.)?Flask\(/,
    code: ['', '', '@APP.get("/health")', 'def health():', '    return {"status": "ok"}'],
  },
  {
    framework: 'express',
    made: /^(?:export )?(?:const|let|var)\s+(\w+)(?:\s*:[^=]+)?\s*=\s*express\(/,
    code: ['', "APP.get('/health', (_request, response) => {", "  response.json({ status: 'ok' });", '});'],
  },
  {
    framework: 'fastify',
    made: /^(?:export )?(?:const|let|var)\s+(\w+)(?:\s*:[^=]+)?\s*=\s*(?:await )?[fF]astify\(/,
    code: ['', "APP.get('/health', async () => ({ status: 'ok' }));"],
  },
  {
    framework: 'hono',
    made: /^(?:export )?(?:const|let|var)\s+(\w+)(?:\s*:[^=]+)?\s*=\s*new Hono(?:<[^>]*>)?\(/,
    code: ['', "APP.get('/health', (context) => context.json({ status: 'ok' }));"],
  },
];

/** A health route beside the application, where a service that is asked over HTTP has none. */
export function healthRefactorings({ service, path, text }: Asked): readonly Refactoring[] {
  if (service.health !== null || (service.kind !== 'web' && service.kind !== 'inference')) return [];
  const route = routes.find(({ framework }) => framework === service.framework?.toLowerCase());
  const lines = text.split('\n');
  const at = route ? lines.findIndex((line) => route.made.test(line)) : -1;
  const app = route?.made.exec(lines[at] ?? '')?.[1];
  if (!route || app === undefined || /['"]\/health['"]/.test(text)) return [];
  const after = endOfCall(lines, at) + 1;
  const written = spaced(
    route.code.map((line) => line.replaceAll('APP', app)),
    lines[after] ?? '',
    service.language,
  );
  return [{ id: 'health', title: `Write a health route of ${service.name}`, edits: () => [insertion(path, after, written)] }];
}

/** The last line of a call, by its brackets; strings that hold one are rare where applications are made. */
function endOfCall(lines: readonly string[], from: number): number {
  let depth = 0;
  for (let line = from; line < lines.length; line++) {
    for (const sign of lines[line] ?? '') depth += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0;
    if (depth <= 0) return line;
  }
  return from;
}
