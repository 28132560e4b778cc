import { exitCodes, GroundworkError } from '@groundwork/host';
import { deliverTicket, findTicket, publishTicket } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { DeliverFlags } from './command.ts';

const pushes = { pushed: 'is pushed to', there: 'was pushed already to', ahead: 'is pushed, and somebody went on with it, on' } as const;
const requests = { opened: 'is open', updated: 'says what holds now', left: 'is left as it is' } as const;

/** Makes a branch of what was verified; the person's own branch, index and files stay as they are, and nothing leaves unless asked for. */
export async function deliver(this: CliContext, flags: DeliverFlags, name: string): Promise<void> {
  const {
    dir = this.cwd,
    json = false,
    push = false,
    pullRequest = false,
    draft = false,
    notes = false,
    remote = null,
    base = null,
  } = flags;
  if (!push && !pullRequest && (draft || notes || remote !== null || base !== null)) throw nothingToPush();
  const { id } = findTicket(dir, name, this.cwd).ticket;
  const request = pullRequest ? { draft } : null;
  const delivered =
    push || pullRequest
      ? await publishTicket(dir, id, { host: this.host, env: this.env, request, remote, base, notes })
      : { ...(await deliverTicket(dir, id, this.host)), published: null };
  if (json) return this.out.line(JSON.stringify({ id, ...delivered }, null, 2));
  const { good, strong, quiet, command } = this.out.style;
  const { branch, commit, again, published } = delivered;
  const made = again ? 'was there already' : `has the change of ${id}`;
  this.out.line(`${good('✔')} ${strong(branch)} ${made}, ${commit.slice(0, 10)}  ${command(`git show ${branch}`)}`);
  if (published === null) return;
  const { did, state, request: opened } = published;
  const where = `${visible(published.remote)}${published.branch === branch ? '' : ` as ${visible(published.branch)}`}`;
  this.out.line(`${good('✔')} ${strong(branch)} ${pushes[did.push]} ${where}`);
  if (opened === null || did.request === null) return;
  const stands = state === 'open' ? requests[did.request] : `was ${state}`;
  this.out.line(`${good('✔')} ${opened.word} ${strong(`#${opened.number}`)} ${stands}  ${command(visible(opened.url))}`);
  if (did.request === 'left' && state === 'open') this.out.line(`  ${quiet('Somebody wrote its text anew.')}`);
}

const nothingToPush = (): GroundworkError =>
  new GroundworkError({
    code: 'deliver.nothing_to_push',
    message: '--draft, --notes, --remote and --base are about what is pushed, and nothing is',
    fix: 'Add --pull-request, or --push for the branch alone',
    exit: exitCodes.usage,
  });
