import { afterEach, describe, expect, it } from 'vitest';
import { accountFor } from '../account/account.ts';
import { importHistory, type Fixture, type FixtureCommit } from '../testing/import.fixture.ts';

let fixture: Fixture | null = null;
afterEach(() => {
  fixture?.remove();
  fixture = null;
});

async function classesOf(
  commits: readonly FixtureCommit[],
  notes: Readonly<Record<string, (sha: readonly string[]) => readonly [string, string]>> = {},
) {
  fixture = importHistory(commits);
  const { git, commits: ids } = fixture;
  for (const [ref, note] of Object.entries(notes)) {
    const [commit, text] = note(ids);
    git('-c', 'user.name=Mira', '-c', 'user.email=mira@bakery.example', 'notes', `--ref=${ref}`, 'add', '-m', text, commit);
  }
  const { attribution, history } = await accountFor(fixture.folder, { state: null });
  return { ...attribution, history };
}

const loaf = (lines: number) => ({ 'loaf.txt': Array.from({ length: lines }, (_, line) => `step ${line}: knead the dough\n`).join('') });

describe('attribution of commits', () => {
  it('takes what commits say of themselves, and never takes silence for a person', async () => {
    const { findings } = await classesOf([
      { files: loaf(1) },
      { files: loaf(2), message: 'More\n\nCo-Authored-By: Claude Opus 4.5 <noreply@anthropic.com>' },
      { files: loaf(3), author: 'Mira Baker (aider)' },
      { files: loaf(4), message: 'Knead\n\nAssisted-by: Claude:claude-3-opus coccinelle' },
      { files: loaf(5), message: 'Regenerate\n\nGenerated-by: make recipes' },
      { files: loaf(6), author: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' },
      { files: loaf(7), message: 'Rest\n\nCo-authored-by: Claude Monet <claude@garden.example>' },
      { files: loaf(8), author: 'copilot-swe-agent[bot]', email: '198982749+Copilot@users.noreply.github.com' },
      // What aider only committed it found.
      { files: loaf(9), committer: 'Mira Baker (aider)' },
    ]);
    expect(findings.map(({ class: name, source, tool }) => `${name} ${source} ${tool}`)).toEqual([
      'unknown none null',
      'ai trailer Claude Code',
      'ai author aider',
      'ai trailer Claude',
      'unknown none null',
      'unknown automation dependabot[bot]',
      'unknown none null',
      'ai author GitHub Copilot',
      'unknown none null',
    ]);
    expect(findings[1]).toMatchObject({ model: 'Claude Opus 4.5', why: 'Co-Authored-By: Claude Opus 4.5 <noreply@anthropic.com>' });
  });

  it('gives a merge what the commits it merged say', async () => {
    const byCursor = 'Rye\n\nCo-authored-by: Cursor <cursoragent@cursor.com>';
    const { findings, shares } = await classesOf([
      { files: loaf(1) },
      { files: { ...loaf(1), rye: 'rye flour\n' }, parents: [0], message: byCursor },
      { files: { ...loaf(1), rye: 'rye flour\n' }, parents: [0, 1] },
      { files: { ...loaf(1), rye: 'rye flour\nwater\n' }, parents: [2], message: byCursor },
      { files: { ...loaf(1), rye: 'rye flour\nwater\nsalt\n' }, parents: [3] },
      { files: { ...loaf(1), rye: 'rye flour\nwater\nsalt\n' }, parents: [2, 4] },
    ]);
    expect(findings.map(({ class: name, source }) => `${name} ${source}`)).toEqual(['unknown none', 'ai merged', 'mixed merged']);
    expect(findings[2]?.why).toMatch(/^1 of 2 merged commits; [0-9a-f]{10}: Co-authored-by: Cursor/);
    expect(shares).toEqual([
      { source: 'merged', class: 'ai', commits: 1, lines: 1 },
      { source: 'merged', class: 'mixed', commits: 1, lines: 2 },
      { source: 'none', class: 'unknown', commits: 1, lines: 1 },
    ]);
  });

  it('believes records of lines before trailers', async () => {
    const meta = JSON.stringify({
      schema_version: 'authorship/3.0.0',
      sessions: { s_1: { agent_id: { tool: 'cursor', model: 'm' } } },
      humans: {},
    });
    const trace = (revision: string, type: string, lines: number) =>
      JSON.stringify({
        version: '1.0',
        id: '550e8400-e29b-41d4-a716-446655440000',
        timestamp: '2026-01-23T14:30:00Z',
        vcs: { type: 'git', revision },
        tool: { name: 'oven' },
        files: [{ path: 'loaf.txt', conversations: [{ contributor: { type }, ranges: [{ start_line: 1, end_line: lines }] }] }],
      });
    const files = (lines: number, revision: string) => ({
      ...loaf(lines),
      '.agent-trace/traces.jsonl': `${trace(revision, 'ai', 2)}\nno record\n`,
    });
    const { findings, notes } = await classesOf(
      [
        { files: loaf(2) },
        { files: loaf(4), message: 'Two\n\nCo-authored-by: Codex <noreply@openai.com>' },
        { files: loaf(6) },
        { files: files(6, '0'.repeat(40)) },
      ],
      {
        ai: (ids) => [ids[1] ?? '', `loaf.txt\n  s_1::t_1 3\n  h_2 4\n---\n${meta}`],
        'agent-trace': (ids) => [ids[2] ?? '', trace('', 'ai', 2)],
      },
    );
    expect(findings.map(({ class: name, source }) => `${name} ${source}`).slice(0, 3)).toEqual([
      'unknown none',
      'mixed git-ai',
      'ai agent-trace',
    ]);
    expect(findings[1]).toMatchObject({ tool: 'cursor', model: 'm', why: '1 lines by cursor (m), 1 by people' });
    expect(notes).toMatchObject([{ code: 'attribution.unreadable' }]);
  });
});
