import type { EnvironmentState } from '@groundwork/toolkit';
import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../terminal/terminal.ts';
import { exitOf, panel } from './panel.ts';

type ServiceState = EnvironmentState['services'][number];

const out = createTerminal({ write: () => true, columns: 100 }, { NO_COLOR: '1' });
const service = (name: string, fields: Partial<ServiceState>): ServiceState => ({
  name,
  kind: 'web',
  state: 'ready',
  url: null,
  port: null,
  process: null,
  exit: null,
  restarts: 0,
  log: '',
  reason: null,
  ...fields,
});
const state = (services: ServiceState[], phase: EnvironmentState['phase'] = 'up'): EnvironmentState => ({
  version: 1,
  name: 'shop',
  environment: 'local',
  target: 'local',
  launch: '',
  run: '',
  change: 0,
  phase,
  supervisor: null,
  services,
  resources: [
    {
      name: 'db',
      type: 'postgres',
      state: 'ready',
      server: 'PostgreSQL 18.4',
      url: 'postgresql://shop:…@127.0.0.1:5/shop',
      port: 5,
      page: null,
      process: null,
      log: null,
      reason: null,
    },
  ],
  reason: null,
});
const show = (of: EnvironmentState, cwd = '/shop') =>
  panel(of, { dir: '/shop', cwd, detach: true, already: false, watched: false, ms: 18_000, out });

describe('what is said when it is up', () => {
  it('is where everything is, and how to look and stop', () => {
    const up = state([
      service('api', { url: 'http://127.0.0.1:8000' }),
      service('mailer', { kind: 'worker' }),
      service('nightly', { kind: 'cron', state: 'scheduled' }),
    ]);
    expect(show(up)).toBe(
      [
        '  ✔ shop is up  18 s',
        '    api        http://127.0.0.1:8000  healthy',
        '    mailer     running',
        '    nightly    scheduled',
        '    db         PostgreSQL 18.4  gw connect db',
        '    logs       gw logs -f  stop gw down',
      ].join('\n'),
    );
  });

  it('names the folder where that is another one', () => {
    const shown = show(state([service('api', {})]), '/');
    expect(shown).toContain('gw connect db --dir shop');
    expect(shown).toContain('gw logs -f --dir shop  stop gw down shop');
  });

  it('is why not, with the place and the fix first', () => {
    const reason = {
      code: 'variable.missing',
      message: 'it needs the variable OPENAI_API_KEY',
      where: 'app/llm.py:5',
      fix: 'export OPENAI_API_KEY=...',
    };
    const failed = state([service('api', { state: 'failed', reason }), service('mailer', { kind: 'worker' })], 'failed');
    expect(show(failed).split('\n').slice(0, 3)).toEqual([
      '  ✘ api failed: it needs the variable OPENAI_API_KEY  app/llm.py:5',
      '    fix export OPENAI_API_KEY=...',
      '    mailer     running',
    ]);
    expect(exitOf(failed)).toBe(3);
  });

  it.each(['toolchain.missing', 'system.package', 'host.unreachable'])('is something that this machine lacks: %s', (code) => {
    const reason = { code, message: 'it needs more than this machine has', where: null, fix: 'get it' };
    expect(exitOf(state([service('api', { state: 'failed', reason })], 'failed'))).toBe(3);
  });

  it('shows control characters of a repository instead of obeying them', () => {
    const reason = { code: 'service.ended', message: 'bye \u001b[2J', where: null, fix: null };
    const failed = state([service('api', { state: 'failed', reason })], 'failed');
    expect(show(failed)).not.toContain('\u001b');
    expect(exitOf(failed)).toBe(1);
  });
});
