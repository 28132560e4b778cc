import type { Around } from './around.ts';
import type { Candidate, Way } from './candidates.ts';
import { alikeness, shared, stemOf } from './words.ts';

/** Something that speaks for a definition at a place, from 0 to about 1. */
interface Signal {
  readonly of: (candidate: Candidate, around: Around) => number;
  /** What it is worth for a candidate that is imported, a member of a module, of the same package, mentioned, imported by siblings. */
  readonly worth: readonly [imported: number, member: number, inPackage: number, mentioned: number, siblings: number];
}

/** How often a name stands before the cursor, beside where it is imported. */
const usesOf = ({ local, way }: Candidate, { nearby }: Around): number =>
  (nearby.before.get(local)?.count ?? 0) - (way === 'imported' ? 1 : 0);

/** What each signal is worth was found on repositories other than those the benchmark reports. */
export const signals: Readonly<Record<string, Signal>> = {
  always: { of: () => 1, worth: [2.1, 0.2, -0.3, 0.4, 0.5] },
  fit: { of: ({ fit }) => fit, worth: [1, 0.4, -0.3, 1.4, 0.6] },
  /** Used on the lines just before. */
  recent: {
    of: (candidate, around) =>
      usesOf(candidate, around) > 0 ? Math.exp(-(around.nearby.before.get(candidate.local)?.linesAgo ?? 0) / 20) : 0,
    worth: [-0.1, -0.4, -0.2, 0.2, -1.5],
  },
  used: {
    of: (candidate, around) => Math.min(1, Math.log2(1 + Math.max(0, usesOf(candidate, around))) / 4),
    worth: [1, 0.2, 0, 0.8, -1.2],
  },
  /** What is imported and not used, somebody is about to use. */
  unused: { of: (candidate, around) => (usesOf(candidate, around) <= 0 ? 1 : 0), worth: [0.8, -0.1, 0.5, 0, -0.3] },
  after: { of: ({ local }, { nearby }) => (nearby.after.has(local) ? 1 : 0), worth: [0.3, 0.3, 0.3, 0.3, 0.3] },
  /** In how many files of the repository the name stands. */
  known: {
    of: ({ definition }, { index }) => Math.min(1, Math.log2(1 + index.mentions(definition.name)) / 8),
    worth: [-0.1, 0, 0.6, -2, 1.4],
  },
  /** In how many passages. */
  often: {
    of: ({ local }, { index }) => Math.min(1, Math.log2(1 + index.passages.count(local)) / 10),
    worth: [0.9, 0.9, 1.5, 2, -0.1],
  },
  /** Words of the name stand in names near the cursor. */
  alike: { of: ({ local }, { words }) => alikeness(local, words), worth: [1.2, 1.3, 2.2, 0.8, 1] },
  beside: { of: ({ local }, { beside }) => beside(local), worth: [-0.3, 0.7, 1.5, -0.1, -0.1] },
  peers: { of: ({ local, module }, { peers }) => (module === null ? 0 : peers(local, module)), worth: [-0.1, 1, 0, 0, -0.1] },
  /** Both files' names have words in common. */
  stem: { of: ({ definition }, { stem }) => shared(stem, stemOf(definition.path)), worth: [-0.2, 0.8, -0.1, 0.3, 0] },
  method: { of: ({ definition }) => (definition.of === null ? 0 : 1), worth: [0, 0, 0, -3.2, 0] },
  /** The likest passage of the repository has it. */
  echo: { of: ({ local }, { company }) => company.echo.get(local) ?? 0, worth: [0.9, 1.6, 1, 0.7, 2.9] },
  /** It comes next there. */
  next: { of: ({ local }, { company }) => company.next.get(local) ?? 0, worth: [2.3, 3.3, 3.1, 2.6, 1.3] },
  /** Others of its file are used near the cursor. */
  company: { of: ({ definition }, { company }) => company.files.get(definition.path) ?? 0, worth: [0, 0.5, 0.3, 0.2, 0.3] },
  /** Declarations of names near the cursor have it. */
  through: { of: ({ local }, { company }) => company.through.get(local) ?? 0, worth: [0, 0.4, -0.4, -0.1, 1.2] },
  type: { of: ({ definition }) => (definition.shape === 'container' ? 1 : 0), worth: [-0.5, -0.7, -0.6, -0.4, -0.4] },
  value: { of: ({ definition }) => (definition.shape === 'value' ? 1 : 0), worth: [-0.2, 0.1, -0.1, -0.6, 0.1] },
  /** A type, where a declaration begins or one of a type goes on. */
  typed: { of: ({ definition }, { isTyped }) => (isTyped && definition.shape === 'container' ? 1 : 0), worth: [0.8, 2.1, 2, 1.4, 1.2] },
};

const order: readonly Way[] = ['imported', 'member', 'package', 'mentioned', 'siblings'];

/** Those that are worth something, by how a candidate was come to. */
const worths = Object.fromEntries(
  order.map((way, at) => [way, Object.values(signals).flatMap(({ of, worth }) => (worth[at] ? [{ of, worth: worth[at] }] : []))]),
);

export function scoreOf(candidate: Candidate, around: Around): number {
  let score = 0;
  for (const { of, worth } of worths[candidate.way] ?? []) score += worth * of(candidate, around);
  return score;
}
