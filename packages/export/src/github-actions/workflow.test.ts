import { cloudTargets } from '@groundwork/blueprint';
import { requireTool } from '@groundwork/testing';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { render } from '../formats.ts';
import { harbour, request } from '../harbour.fixture.ts';
import { actions } from './actions.ts';

const workflowSchema = z.looseObject({
  concurrency: z.looseObject({ group: z.string() }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  jobs: z.record(
    z.string(),
    z.looseObject({ permissions: z.record(z.string(), z.string()), steps: z.array(z.looseObject({ uses: z.string().optional() })) }),
  ),
});

const textFor = (target: (typeof cloudTargets)[number]): string =>
  render('github-actions', request(harbour, target)).files.find(({ path }) => path.endsWith('.yml'))?.text ?? '';

describe.each(cloudTargets)('a workflow for %s', (target) => {
  const workflow = workflowSchema.parse(parse(textFor(target)));

  it('keeps no key: it logs in with a token of the run, which only its jobs may ask for', () => {
    expect(textFor(target)).not.toMatch(/secrets\./);
    for (const job of Object.values(workflow.jobs)) expect(job.permissions['id-token']).toBe('write');
  });

  it('uses actions by a commit', () => {
    const uses = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ uses: each }) => each ?? []));
    expect(uses.length).toBeGreaterThan(3);
    for (const each of uses) expect(each).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  const actionlint = requireTool('actionlint');
  it.runIf(actionlint !== null)('has nothing wrong for actionlint', () => {
    const { stdout, status } = spawnSync(actionlint ?? '', ['-no-color', '-'], { input: textFor(target), encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});

it('every action has a release', () => {
  for (const { release } of Object.values(actions)) expect(release).toMatch(/^v\d+\.\d+\.\d+$/);
});
