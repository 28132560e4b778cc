import { unknown, type Value } from '../evaluate/value.ts';
import type { Repository } from '../repository/repository.ts';
import { isUnder } from '../repository/paths.ts';

/** Values that authors show for variables in `.env` files near a component. */
export function shownValues(folder: string, repository: Repository): (name: string) => string | null {
  const known = new Map<string, { value: string; rank: number }>();
  for (const { file, format, variables } of repository.declarations.values()) {
    if (format !== 'dotenv') continue;
    const at = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
    const rank = isUnder(at, folder) ? 0 : isUnder(folder, at) ? 1 : 2;
    if (rank === 2) continue;
    for (const { name, value } of variables) {
      const before = known.get(name);
      if (value !== null && value !== '' && (!before || before.rank > rank)) known.set(name, { value, rank });
    }
  }
  return (name) => known.get(name)?.value ?? null;
}

type Shown = (name: string) => string | null;

/** The port an address or a port's own value names, `null` when it is told only at run time. */
export function portOf(value: Value, shown: Shown): number | null {
  for (const text of texts(value, shown)) {
    const port = portIn(text);
    if (port !== null) return port;
  }
  return null;
}

/** Every text a value may be, what a variable is shown as standing in for its default. */
function texts(value: Value, shown: Shown): string[] {
  switch (value.kind) {
    case 'constant':
      return value.value === null ? [] : [String(value.value)];
    case 'variable': {
      const fallback = value.read.fallback ? texts(value.read.fallback, shown) : [];
      const example = shown(value.read.name);
      return example === null ? fallback : [example, ...fallback];
    }
    case 'template':
      return value.parts.reduce<string[]>(
        (before, part) => {
          const next = texts(part, shown);
          return next.length ? before.flatMap((text) => next.slice(0, 3).map((each) => text + each)) : before.map((text) => `${text}?`);
        },
        [''],
      );
    case 'either': {
      // What depends on a variable that the authors show a value for is what they run.
      const all = value.options.map((option) => ({ option, told: mentionsShown(option, shown) }));
      return all.toSorted((a, b) => Number(b.told) - Number(a.told)).flatMap(({ option }) => texts(option, shown));
    }
    case 'list':
      // An address and a port: `("0.0.0.0", 8080)`.
      return texts(value.items.at(-1) ?? unknown, shown);
    default:
      return [];
  }
}

function mentionsShown(value: Value, shown: Shown): boolean {
  if (value.kind === 'variable') return shown(value.read.name) !== null;
  return (value.kind === 'template' ? value.parts : []).some((part) => mentionsShown(part, shown));
}

/** `:8080`, `0.0.0.0:8080`, `[::]:8080`, `8080`, `tcp://:8080`. */
export function portIn(text: string): number | null {
  const port = Number(/^(?:\d+)$/.exec(text)?.[0] ?? /:(\d{2,5})(?:\/|$)/.exec(text)?.[1] ?? Number.NaN);
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : null;
}
