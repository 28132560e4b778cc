import type { RepositorySurvey, RunReport, SelfChecked } from '@groundwork/toolkit';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible, widthOfText, wrap } from '../../terminal/text.ts';
import { count } from '../../terminal/words.ts';

/** Repositories in columns, with why the rest of their instances is not graded here. */
export function surveyReport(repositories: readonly RepositorySurvey[], out: Terminal): string {
  const { strong, good, quiet, command } = out.style;
  const sum = (of: (row: RepositorySurvey) => number): number => repositories.reduce((total, row) => total + of(row), 0);
  const width = Math.max(0, ...repositories.map(({ repository }) => widthOfText(repository)));
  const rows = repositories.flatMap(({ repository, instances, native, reasons }) => [
    `  ${native > 0 ? good('✔') : quiet('-')} ${visible(repository.padEnd(width))}  ${String(native).padStart(3)} of ${instances}`,
    ...reasons.flatMap(({ why, fix }) => [
      ...wrap(visible(why), out.width - 6).map((line) => `      ${quiet(line)}`),
      ...(fix === null ? [] : [`      ${quiet('fix')} ${command(visible(fix))}`]),
    ]),
  ]);
  return [
    `${strong(String(sum(({ native }) => native)))} of ${count(
      sum(({ instances }) => instances),
      'instance',
    )} can be graded here`,
    '',
    ...rows,
  ].join('\n');
}

/** How many held, and what happened to those that did not. */
export function selfCheckReport(checked: readonly SelfChecked[], { style }: Terminal): string {
  const held = checked.filter((each) => each.held).length;
  const heading = `${held === checked.length ? style.good('✔') : style.bad('✘')} ${held} of ${count(checked.length, 'instance')} held: the solution resolved, no change did not`;
  const rows = checked
    .filter((each) => !each.held)
    .map(({ instance, rounds, problem }) => {
      const ends = (patch: 'gold' | 'empty'): string =>
        rounds
          .filter((round) => round.patch === patch)
          .map(({ reason }) => reason)
          .join(', ');
      return `  ${style.bad('✘')} ${visible(instance.id)}  ${visible(problem ?? `solution: ${ends('gold')}; no change: ${ends('empty')}`)}`;
    });
  return [heading, ...rows].join('\n');
}

/** How many are resolved, what it cost, and why the others are not. */
export function runLines({ total_instances: total, resolved_instances: resolved, groundwork }: RunReport, { style }: Terminal): string {
  const { usd, tokens, instances } = groundwork;
  const cost = [usd === null ? null : `$${usd.toFixed(2)}`, tokens === null ? null : `${tokens.toLocaleString('en')} tokens`].filter(
    (part) => part !== null,
  );
  const heading = `${style.strong(String(resolved))} of ${count(total, 'instance')} resolved${cost.length === 0 ? '' : style.quiet(`  ${cost.join(', ')}`)}`;
  const rows = instances.map(({ instance_id, report, reason, why }) => {
    const mark = report?.resolved === true ? style.good('✔') : report === null ? style.warning('!') : style.bad('✘');
    return `  ${mark} ${visible(instance_id)}  ${visible(why === '' ? reason : `${reason}: ${why}`)}`;
  });
  return [heading, ...rows].join('\n');
}
