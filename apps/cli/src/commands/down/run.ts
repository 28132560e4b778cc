import { down as takeDown } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';

/** Stops everything of the folder. Being down already is no failure. */
export async function down(this: CliContext, { json = false }: { json?: boolean }, dir = this.cwd): Promise<void> {
  const stopped = await takeDown(dir);
  if (json) return this.out.line(JSON.stringify({ stopped }));
  this.out.line(stopped ? `${this.out.style.good('✔')} stopped` : 'Nothing was running');
}
