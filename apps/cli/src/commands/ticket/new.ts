import { exitCodes, GroundworkError } from '@groundwork/host';
import { costWords } from '@groundwork/agent/contract';
import {
  openProposals,
  openSharpProposals,
  readTicketSource,
  saveProposal,
  type ProposedTicket,
  type SharpProposals,
  type TicketSource,
} from '@groundwork/toolkit';
import { relative, resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import { ask } from '../../terminal/ask.ts';
import { visible } from '../../terminal/text.ts';
import type { NewFlags } from './command.ts';
import { headLines, questionLines } from './head.ts';

/** Proposes a ticket, asks what is not clear where somebody is there, and writes it. Nothing is approved or run, and only `--sharpen` spends. */
export async function create(this: CliContext, flags: NewFlags, ...given: string[]): Promise<void> {
  const { dir = this.cwd, answer = [], print = false, json = false } = flags;
  if (flags.model !== undefined && flags.sharpen !== true) throw modelAlone(flags.model);
  const source = await readTicketSource(dir, given.join(' '), { host: this.host, env: this.env, cwd: this.cwd });
  const sharp = flags.sharpen === true ? await sharpened(this, dir, source, flags.model ?? null) : null;
  const proposeWith = sharp?.proposeWith ?? (await openProposals(dir, source, this.host));
  const told = answersOf(answer);
  const proposed = this.err.interactive && !json ? await askAll(this, proposeWith, told) : proposeWith(told);
  if (this.host.signal.aborted) return;
  if (!print) await saveProposal(dir, proposed, source);
  const { id, file, head, content } = proposed;
  const left = sharp?.proposeWith(head.answers).left ?? [];
  if (json) {
    const ofModel = sharp === null ? {} : { sharpened: { model: sharp.model, usage: sharp.usage, failed: sharp.failed, left } };
    return this.out.line(JSON.stringify({ id, file: print ? null : file, head, ...ofModel }, null, 2));
  }
  if (print) return this.out.write(visible(content, { keepLineEnds: true }));
  const { good, strong, command, quiet } = this.out.style;
  this.out.line(`${good('✔')} ${strong(id)} is in ${visible(relative(this.cwd, resolve(dir, file)))}`);
  for (const line of headLines(head, proposed.notes, this.out)) this.out.line(line);
  if (sharp?.failed === null) this.out.line(`  ${quiet('sharpened'.padEnd(10))} by ${visible(sharp.model)}, ${costWords(sharp)}`);
  for (const each of left) this.out.line(`  ${quiet('not taken'.padEnd(10))} ${quiet(visible(each))}`);
  for (const line of questionLines(id, head, this.out)) this.out.line(line);
  this.out.line(`  Change it in the file.  solve it  ${command(`gw solve ${id}`)}`);
}

/** Whatever comes of the model, there is a proposal: the plain one where its answer is of no use. */
async function sharpened(
  { host, env, err, json }: CliContext,
  dir: string,
  source: TicketSource,
  model: string | null,
): Promise<SharpProposals> {
  const sharp = await openSharpProposals(dir, source, { host, env, model });
  if (sharp.failed !== null && !json)
    err.line(
      `${err.style.warning('!')} It was not sharpened by ${visible(sharp.model)}, this is the plain proposal. ${visible(sharp.failed)}`,
    );
  return sharp;
}

const modelAlone = (model: string): GroundworkError =>
  new GroundworkError({
    code: 'usage.invalid',
    message: 'A model is asked only with --sharpen',
    fix: `gw ticket new --sharpen --model ${model} ...`,
    exit: exitCodes.usage,
  });

function answersOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const at = each.indexOf('=');
      if (at > 0) return [each.slice(0, at), each.slice(at + 1)];
      throw new GroundworkError({
        code: 'usage.invalid',
        message: `\`${each}\` is no answer`,
        fix: '--answer ID=ANSWER',
        exit: exitCodes.usage,
      });
    }),
  );
}

/** One after the other: an answer may settle the next question, or open one. */
async function askAll(
  { err, host }: CliContext,
  proposeWith: (answers: Readonly<Record<string, string>>) => ProposedTicket,
  told: Readonly<Record<string, string>>,
): Promise<ProposedTicket> {
  const { warning, quiet, command } = err.style;
  let answers = told;
  const passed = new Set<string>();
  for (;;) {
    const proposed = proposeWith(answers);
    const next = proposed.head.questions.find(({ id }) => !passed.has(id));
    if (!next) return proposed;
    passed.add(next.id);
    err.line(`${warning('?')} ${visible(next.ask)}`);
    for (const [at, option] of next.options.entries())
      err.line(`  ${command(String(at + 1))} ${visible(option)}${option === next.default ? quiet('  (taken with Enter)') : ''}`);
    const said = (await ask('  > ', host.signal))?.trim();
    if (said === undefined) return proposed;
    const answer = said === '' ? next.default : (next.options[Number(said) - 1] ?? said);
    if (answer !== null) answers = { ...answers, [next.id]: answer };
  }
}
