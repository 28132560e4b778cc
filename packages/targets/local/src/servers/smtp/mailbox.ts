import { GroundworkError } from '@groundwork/host';
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import PostalMime, { type Email } from 'postal-mime';

/** Mails kept as files, the newest of them: a loop that sends must not fill the disk. */
export interface Mailbox {
  /** Takes a mail; on return it is on the disk. Throws `mail.too_large`. */
  keep(content: Readable & { readonly sizeExceeded?: boolean }, envelope: Envelope): Promise<void>;
  /** Newest first. */
  list(): Promise<Mail[]>;
  /** A mail, `null` when there is none of that id. */
  read(id: string): Promise<Mail | null>;
  /** As it came in. */
  source(id: string): Buffer | null;
}

/** Whom it was from and to when it was handed over, which its headers may not say. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export interface Mail {
  readonly id: string;
  readonly at: Date;
  /** Everybody it went to, also those in no header. */
  readonly to: readonly string[];
  readonly email: Email;
}

const envelopeHeader = 'x-groundwork-envelope-to';

export function openMailbox(folder: string, most = 500): Mailbox {
  // What was half written when it was killed.
  for (const file of readdirSync(folder)) if (file.endsWith('.partial')) rmSync(join(folder, file), { force: true });
  const ids = (): string[] =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.eml'))
      .map((file) => file.slice(0, -'.eml'.length))
      .sort((a, b) => timeOf(b) - timeOf(a) || b.localeCompare(a));
  const fileOf = (id: string): string => join(folder, `${id}.eml`);
  const source = (id: string): Buffer | null => (/^\d+-[\w-]+$/.test(id) && existsSync(fileOf(id)) ? readFileSync(fileOf(id)) : null);
  const parsed = new Map<string, Promise<Mail>>();
  const read = async (id: string): Promise<Mail | null> => {
    const text = source(id);
    if (text === null) return null;
    const mail = parsed.get(id) ?? parse(id, text);
    parsed.set(id, mail);
    return mail;
  };
  return {
    keep: async (content, { from, to }) => {
      const id = `${Date.now()}-${randomUUID()}`;
      const partial = join(folder, `${id}.partial`);
      const file = createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true });
      file.write(`Return-Path: <${plain(from)}>\r\n${to.map((address) => `${envelopeHeader}: ${plain(address)}\r\n`).join('')}`);
      await pipeline(content, file);
      if (content.sizeExceeded) {
        rmSync(partial, { force: true });
        throw new GroundworkError({ code: 'mail.too_large', message: 'The mail is larger than 50 MB' });
      }
      renameSync(partial, fileOf(id));
      for (const old of ids().slice(most)) {
        parsed.delete(old);
        rmSync(fileOf(old), { force: true });
      }
    },
    list: async () => (await Promise.all(ids().map(read))).filter((mail) => mail !== null),
    read,
    source,
  };
}

async function parse(id: string, text: Buffer): Promise<Mail> {
  const email = await PostalMime.parse(text);
  const to = email.headers.filter(({ key }) => key === envelopeHeader).map(({ value }) => value);
  return { id, at: new Date(timeOf(id)), to, email };
}

const timeOf = (id: string): number => Number.parseInt(id, 10);

/** An address ends no line. */
const plain = (address: string): string => address.replace(/[^\x20-\x7e]|[<>]/g, '');
