import type { Decisions } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { openFolder } from '@groundwork/scan';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Document } from 'yaml';
import { decisionsFile, parseDecisions } from './read.ts';

export interface OpenDecisions {
  readonly decisions: Decisions;
  /** Changed in place: comments and order stay. */
  readonly document: Document.Parsed | Document;
}

/** Changes a folder's `groundwork.yaml`, or begins one. Gives the file. Throws `decisions.*`, and whatever `change` throws: then nothing is written. */
export async function changeDecisions(dir: string, change: (open: OpenDecisions) => void | Promise<void>): Promise<string> {
  const before = openFolder(dir).read(decisionsFile);
  const open = before === null ? { decisions: {}, document: startDocument() } : parseDecisions(before.text);
  await change(open);
  const file = join(resolve(dir), decisionsFile);
  await replaceFile(file, open.document.toString({ lineWidth: 0 }));
  return file;
}

function startDocument(): Document {
  const document = new Document({});
  document.commentBefore = ' Answers and overrides for Groundwork; everything else is read from the code.';
  return document;
}

/** Written beside and renamed over, so that being killed half-way leaves the old file. */
async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new GroundworkError({
      code: 'decisions.not_written',
      message: `${decisionsFile} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: file,
      fix: 'Make the folder writable for you',
      exit: exitCodes.notPossibleHere,
      cause,
    });
  }
}
