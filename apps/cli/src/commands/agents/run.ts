import { listAgents, type ListedAgent } from '@groundwork/agent';
import type { CliContext } from '../../context.ts';
import { ownCommand } from '../../ide/pages.ts';
import { visible } from '../../terminal/text.ts';
import type { AgentsFlags } from './command.ts';

/** Lists the agents of the table; starts none of them. */
export async function agents(this: CliContext, { json = false }: AgentsFlags): Promise<void> {
  const all = listAgents({ own: ownCommand(), path: this.env['PATH'] ?? '' });
  if (json) return this.out.line(JSON.stringify(all, null, 2));
  const { style } = this.out;
  for (const each of all) {
    const { name, title, program, get } = each;
    const mark = program === null ? style.quiet('·') : style.good('✔');
    this.out.line(`  ${mark} ${style.strong(name.padEnd(11))} ${title.padEnd(11)} ${standing(each)}`);
    if (program === null && get !== null) this.out.line(`      ${style.command(get)}`);
  }
  this.out.line('');
  this.out.line(
    `  choose one  ${style.command('gw solve TICKET --agent NAME')}   another  ${style.command('gw solve TICKET --agent "my-agent --acp"')}`,
  );
}

function standing({ tested, program, installed }: ListedAgent): string {
  if (tested === null) return 'comes with the command line';
  if (program === null) return `not installed; tested ${tested}`;
  if (installed === tested) return `${installed}, as tested`;
  return `${installed === null ? 'of a version nobody can tell' : visible(installed)}; tested ${tested}`;
}
