/** A requirement as written: `uvicorn[standard]>=0.30 ; python_version < "4"`. */
export interface Requirement {
  /** Normalised as PyPI does: lower case, runs of `-_.` as one `-`. */
  readonly name: string;
  readonly extras: readonly string[];
  readonly version: string | null;
  readonly line: number;
}

/** What one manifest of a Python project says. */
export interface PythonManifest {
  readonly kind: 'pyproject' | 'requirements' | 'setup-cfg' | 'pipfile' | 'conda' | 'version' | 'lock';
  readonly name: string | null;
  readonly requiresPython: string | null;
  readonly dependencies: readonly Requirement[];
  readonly development: readonly Requirement[];
  /** Extras and groups that are installed only when asked for. */
  readonly optional: readonly Requirement[];
  /** The same by the name of the extra; an extra may name others of the project itself. */
  readonly extras: Readonly<Record<string, readonly Requirement[]>>;
  /** Files a requirements file includes with `-r`. */
  readonly includes: readonly string[];
  /** Console script to `module:function`. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly manager: 'uv' | 'poetry' | 'pdm' | 'hatch' | 'pipenv' | 'conda' | 'pip' | null;
  /** Workspace members as glob patterns. */
  readonly members: readonly string[];
  /** It only configures tools, or only holds development requirements. */
  readonly toolsOnly: boolean;
}

export const emptyManifest: Omit<PythonManifest, 'kind'> = {
  name: null,
  requiresPython: null,
  dependencies: [],
  development: [],
  optional: [],
  extras: {},
  includes: [],
  scripts: {},
  manager: null,
  members: [],
  toolsOnly: false,
};

export const normalName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[-_.]+/g, '-');

/** A PEP 508 requirement, `null` for options, URLs without a name, and comments. */
export function readRequirement(text: string, line: number): Requirement | null {
  const plain = text.replace(/(^|\s)#.*$/, '').trim();
  const egg = /[#&]egg=([\w.-]+)/.exec(text);
  if (egg?.[1]) return { name: normalName(egg[1]), extras: [], version: null, line };
  const match = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(plain);
  if (!match?.[1] || plain.startsWith('-') || /^[\w+]+:\/\//.test(plain)) return null;
  const rest = (match[3] ?? '').split(';')[0]?.trim() ?? '';
  if (rest !== '' && !/^[=<>!~@(,]/.test(rest)) return null;
  return {
    name: normalName(match[1]),
    extras: (match[2] ?? '')
      .split(',')
      .map((extra) => extra.trim())
      .filter(Boolean),
    version: rest || null,
    line,
  };
}

/** 1-based line on which a text first stands. */
export function lineOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
