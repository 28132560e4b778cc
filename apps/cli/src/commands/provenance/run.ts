import { provenanceOf } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { layOut, type Line } from '../../terminal/lines.ts';
import { visible } from '../../terminal/text.ts';
import { count } from '../../terminal/words.ts';
import type { ProvenanceFlags } from './command.ts';

/** Prints which lines go back to which receipt. Reads the repository, runs nothing of it, and writes notes only when it is asked to. */
export async function provenance(
  this: CliContext,
  { json = false, attach = false, revisions = 'HEAD' }: ProvenanceFlags,
  dir = this.cwd,
): Promise<void> {
  const commits = await provenanceOf(dir, { revisions, attach, host: this.host });
  if (json) return this.out.line(JSON.stringify({ version: 1, commits }, null, 2));
  const { style, width } = this.out;
  if (commits.length === 0) return this.out.line(`  No line of ${visible(revisions)} goes back to a ticket that was solved here.`);
  const lines = commits.flatMap(({ commit, subject, attributions, attached }): Line[] => [
    {
      indent: 0,
      left: `${commit.slice(0, 10)}  ${visible(subject)}`,
      look: style.strong,
      right: attached ? '' : 'not attached to this commit',
    },
    ...attributions.flatMap(({ record, files }) =>
      files.map(({ path, agent, edited }): Line => {
        const changed = edited.length === 0 ? '' : `, ${count(lengthOf(edited), 'line')} of it changed by a person since`;
        const by = `${record.agent}${record.model === null ? '' : ` with ${record.model}`}`;
        return {
          indent: 2,
          left: `${visible(path)}  ${count(lengthOf(agent), 'line')}${changed}`,
          right: visible(`${record.ticket}, ${by}`),
        };
      }),
    ),
  ]);
  this.out.line(layOut(lines, width, style).join('\n'));
  if (commits.some(({ attached }) => !attached)) this.out.line(`\n  ${style.command('gw provenance --attach')} attaches it again`);
}

const lengthOf = (ranges: readonly { readonly start: number; readonly end: number }[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
