import type { TicketHead } from '../../ticket/ticket.ts';
import type { Change } from '../change/change.ts';
import { judge, type Judged } from '../judged.ts';
import { matcherOf } from './globs.ts';

/** Only what a ticket lets be changed was changed, and none of what it protects. */
export function judgeScope(head: TicketHead, change: Change): readonly Judged[] {
  const inScope = matcherOf(head.scope);
  const isProtected = matcherOf(head.protect);
  // The ticket says what is to be proved: who changes it proves something else.
  const own = (path: string): boolean => path === 'groundwork.yaml' || path.startsWith('.groundwork/');
  const isKept = matcherOf(head.keep);
  const extended = new Set(head['done when'].flatMap((item) => ('test' in item ? [item.test.replace(/^\.\//, '')] : [])));
  const outside = change.files.filter(({ path }) => !inScope(path));
  const guarded = change.files.filter(({ path }) => isProtected(path) || own(path));
  const kept = change.files.filter(
    (file) => file.before !== null && isKept(file.path) && !extended.has(file.path) && !guarded.includes(file),
  );
  const place =
    (why: string) =>
    ({ path }: { readonly path: string }) => ({ file: path, line: null, why });
  return [
    judge('scope', 'Only files within the scope are changed', 'out_of_scope', outside.map(place('Outside of the scope')), {
      passed: `${count(change.files.length)} within ${head.scope.join(', ')}`,
      failed: `${count(outside.length)} outside of ${head.scope.join(', ')}`,
    }),
    judge(
      'protected',
      'Protected files are as they were',
      'protected_changed',
      [...guarded.map(place('Protected')), ...kept.map(place('Stays as it was; new files beside it are fine'))],
      {
        passed:
          head.protect.length + head.keep.length === 0
            ? 'Nothing besides the decisions of Groundwork is protected'
            : `None of ${[...head.protect, ...head.keep].join(', ')} was changed`,
        failed: `${count(guarded.length + kept.length)} changed that may not be`,
      },
    ),
  ];
}

const count = (files: number): string => (files === 1 ? '1 file' : `${files} files`);
