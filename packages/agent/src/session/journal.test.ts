import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal, readEvents, ticketFolder } from './journal.ts';
import { sessionState } from './state.ts';

let repository: string;
beforeEach(() => (repository = mkdtempSync(join(tmpdir(), 'library-'))));
afterEach(() => rmSync(repository, { recursive: true, force: true }));
const at = '2026-01-01T00:00:00.000Z';
const folder = () => ticketFolder(repository, 'shelves');

describe('a journal', () => {
  it('gives back what was said, whatever part of the last line reached the disk', () => {
    const journal = openJournal(repository, folder(), false);
    journal.append({ kind: 'phase', at, phase: 'planning' });
    journal.append({ kind: 'said', at, by: 'agent', text: 'Größer\u0000 "ja"\n' });
    journal.append({ kind: 'said', at, by: 'agent', text: 'noch mehr' });
    journal.close();
    const { size } = { size: readFileSync(folder().events).length };
    const last = JSON.stringify({ kind: 'said', at, by: 'agent', text: 'noch mehr' }).length + 1;
    for (let cut = 1; cut < last; cut += 7) {
      truncateSync(folder().events, size - cut);
      expect(readEvents(folder()).events).toHaveLength(2);
    }
    const again = openJournal(repository, folder(), false);
    again.append({ kind: 'phase', at, phase: 'planned' });
    again.close();
    expect(sessionState(readEvents(folder()).events)).toMatchObject({
      phase: 'planned',
      said: [{ by: 'agent', text: 'Größer\u0000 "ja"\n' }],
    });
  });

  it('refuses a line in its middle that is no event, with the place', () => {
    const journal = openJournal(repository, folder(), false);
    journal.close();
    appendFileSync(folder().events, `{"kind":"evil"}\n${JSON.stringify({ kind: 'phase', at, phase: 'done' })}\n`);
    expect(() => readEvents(folder())).toThrow(expect.objectContaining({ code: 'session.journal', where: `${folder().events}:1` }));
  });

  it('is one process`s, and begins anew when it is told to', () => {
    const journal = openJournal(repository, folder(), false);
    journal.append({ kind: 'phase', at, phase: 'done' });
    expect(() => openJournal(repository, folder(), false)).toThrow(expect.objectContaining({ code: 'session.running' }));
    journal.close();
    const anew = openJournal(repository, folder(), true);
    expect(anew.events).toEqual([]);
    anew.close();
    expect(readFileSync(join(folder().root, 'events.1.jsonl'), 'utf8')).toContain('done');
  });

  it.each(['../evil', 'a/b', '', '.hidden', '..'])('has no name like %j', (id) => {
    expect(() => ticketFolder(repository, id)).toThrow(expect.objectContaining({ code: 'session.name' }));
  });
});
