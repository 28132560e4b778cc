import type { Diagnosis } from '@groundwork/toolkit';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible, widthOfText, wrap } from '../../terminal/text.ts';
import { count } from '../../terminal/words.ts';

type Finding = Diagnosis['findings'][number];

const indent = 6;

/** One line for each thing, in columns; below it what is not as asked for, and the command that gets it. */
export function report({ name, well, findings }: Diagnosis, out: Terminal): string {
  const { strong, good, bad } = out.style;
  const lacking = findings.filter(({ state }) => state === 'missing').length;
  const heading = well
    ? `${good('✔')} ${strong(visible(name))} can be brought up here`
    : `${bad('✘')} ${strong(visible(name))} lacks ${count(lacking, 'thing')} here`;
  const rows = [...findings.filter(({ area }) => area !== 'package'), ...packages(findings)];
  const wide = (text: (row: Finding) => string): number => Math.max(0, ...rows.map((row) => widthOfText(text(row))));
  const widths = {
    name: wide(shortName),
    asked: Math.min(
      40,
      wide(({ asked }) => asked),
    ),
  };
  return [heading, ...(rows.length > 0 ? [''] : []), ...rows.flatMap((row) => lines(row, widths, out))].join('\n');
}

function lines(finding: Finding, widths: { name: number; asked: number }, out: Terminal): string[] {
  const { strong, quiet, command } = out.style;
  const { asked, found, message, fix } = finding;
  const shown = found === asked ? '' : (found ?? '');
  const first = `  ${mark(finding, out)} ${strong(visible(shortName(finding).padEnd(widths.name)))}  ${visible(asked.padEnd(widths.asked))}  ${visible(shown)}`;
  const below = message === null ? [] : wrap(visible(message), out.width - indent);
  return [
    first.trimEnd(),
    ...below.map((line) => `${' '.repeat(indent)}${quiet(line)}`),
    ...(fix === null ? [] : [`${' '.repeat(indent)}${quiet('fix')} ${command(visible(fix))}`]),
  ];
}

/** Packages of one state are one line: it is one command that gets them. */
function packages(findings: readonly Finding[]): Finding[] {
  return (['there', 'unknown', 'other', 'missing'] as const).flatMap((state) => {
    const names = findings.filter((each) => each.area === 'package' && each.state === state).map(({ asked }) => asked);
    const [first] = findings.filter((each) => each.area === 'package' && each.state === state);
    if (!first) return [];
    const get = `apt-get install ${names.join(' ')}`;
    const message = {
      there: null,
      unknown: null,
      missing: first.message,
      other: `not installed; needed only if an install or start says so: ${get}`,
    };
    return [
      { ...first, name: 'packages', asked: names.join(', '), found: null, message: message[state], fix: state === 'missing' ? get : null },
    ];
  });
}

/** `api, worker, mailer` as `api + 2`. */
function shortName({ name }: Finding): string {
  const [first = '', ...others] = name.split(', ');
  return others.length > 1 ? `${first} + ${others.length}` : name;
}

function mark({ state }: Finding, { style }: Terminal): string {
  return { there: style.good('✔'), other: style.warning('!'), missing: style.bad('✘'), unknown: style.quiet('?') }[state];
}
