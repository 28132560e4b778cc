import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blueprint, resource, service, variable } from '../blueprint.fixture.ts';
import { withObserved } from './apply.ts';
import type { Observation } from './schema.ts';
import { keepObservation, readObserved } from './store.ts';

const common = { service: 'pier', start: 'run pier', where: 'pier/llm.py:5', at: '2026-01-01T00:00:00.000Z' };
const port = (number: number, fields: Partial<Observation> = {}) => ({ kind: 'port', port: number, ...common, ...fields }) as Observation;
const wants = (name: string): Observation => ({ kind: 'variable', name, ...common });
const applied = (observations: Observation[], fields: Parameters<typeof service>[1] = {}, mentions = true) =>
  withObserved(
    blueprint([service('pier', fields)], [resource('cache', { type: 'redis', need: 'optional' })]),
    observations,
    () => mentions,
  );

describe('a blueprint with what running it showed', () => {
  it('has the port that was really listened on, with evidence', () => {
    expect(applied([port(8461)]).services[0]).toMatchObject({
      port: 8461,
      evidence: [{ file: 'pier/llm.py', line: 5, why: expect.stringContaining('8461') }],
    });
  });

  it('asks for a variable it ended for, known before or not', () => {
    const known = applied([wants('TIDE_KEY')], { env: [variable('TIDE_KEY', { required: false })] });
    expect(known.services[0]?.env).toMatchObject([{ name: 'TIDE_KEY', required: true, evidence: [{ file: 'pier/llm.py' }] }]);
    expect(applied([wants('TIDE_KEY')]).services[0]?.env).toMatchObject([{ required: true, secret: true, source: 'ask', default: null }]);
  });

  it('leaves alone what it has a value for itself', () => {
    const env = [variable('TIDE_KEY', { source: 'generated' })];
    expect(applied([wants('TIDE_KEY')], { env }).services[0]?.env).toEqual(env);
  });

  it('needs an optional server that it was refused by', () => {
    const refused: Observation = { kind: 'refused', port: 6379, ...common };
    expect(applied([refused]).resources[0]).toMatchObject({ need: 'required', evidence: [{ why: expect.stringContaining('6379') }] });
    expect(applied([{ ...refused, port: 6380 }]).resources[0]?.need).toBe('optional');
  });

  it('names the package of a library that was missing', () => {
    const library: Observation = { kind: 'library', name: 'libpq.so.5', carrier: 'libpq5', ...common };
    expect(applied([library]).services[0]?.systemPackages).toEqual(['libpq5']);
  });

  it('forgets what another command or code that is gone did', () => {
    const before = applied([]);
    expect(applied([port(8461, { start: 'run it otherwise' })])).toEqual(before);
    expect(applied([wants('TIDE_KEY')], {}, false)).toEqual(before);
    expect(applied([port(8461, { service: 'crane' })])).toEqual(before);
  });
});

describe('observations', () => {
  it('are kept once, the newest of each thing', () => {
    const root = mkdtempSync(join(tmpdir(), 'harbour-'));
    expect(keepObservation({ root }, port(1000))).toBe(true);
    expect(keepObservation({ root }, port(1000, { at: 'later' }))).toBe(false);
    expect(keepObservation({ root }, port(2000))).toBe(true);
    expect(keepObservation({ root }, wants('TIDE_KEY'))).toBe(true);
    expect(readObserved({ root })).toMatchObject([{ port: 2000 }, { name: 'TIDE_KEY' }]);
    rmSync(root, { recursive: true });
  });
});
