import type { Service } from '@groundwork/blueprint';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serviceOf } from '../service.fixture.ts';
import { affectedBy } from './affected.ts';
import { createCircles } from './circles.ts';
import { reloadsItself } from './reloads-itself.ts';

const api = serviceOf('api', { path: 'api', language: 'python', volumes: [{ path: 'uploads', evidence: [] }] });
const page = serviceOf('page', { path: 'web' });
const harvest = serviceOf('harvest', { path: 'api', language: 'python', kind: 'training' });
const root = serviceOf('root', { language: 'go' });

const affected = (file: string, services: Service[], now: { reloads?: string; down?: string } = {}) => {
  const { restart, reinstall } = affectedBy(new Set([file]), services, {
    reloadsItself: ({ name }) => name === now.reloads,
    isDown: ({ name }) => name === now.down,
  });
  return { restart, reinstall };
};

describe('what a changed file means', () => {
  it.each([
    ['api/app/main.py', ['api']],
    ['web/page.js', ['page']],
    ['web/README.md', []],
    ['api/uploads/page.html', []],
    ['api/data/report.json', []],
    ['api/tests/test_main.py', []],
    ['shared/prices.py', ['api']],
    ['main.go', []],
  ])('%s restarts %j', (file, restart) => {
    expect(affected(file, [api, page, harvest])).toEqual({ restart, reinstall: [] });
  });

  it('in a folder of another service is nothing to the one around it', () => {
    expect(affected('web/server.go', [root, page])).toEqual({ restart: [], reinstall: [] });
    expect(affected('pkg/server.go', [root, page])).toEqual({ restart: ['root'], reinstall: [] });
  });

  it('is an install where it is a manifest, also for what reloads itself', () => {
    expect(affected('web/package.json', [api, page], { reloads: 'page' })).toEqual({ restart: [], reinstall: ['page'] });
  });

  it('is left to what reloads itself, unless that is down', () => {
    expect(affected('api/main.py', [api], { reloads: 'api' }).restart).toEqual([]);
    expect(affected('api/main.py', [api], { reloads: 'api', down: 'api' }).restart).toEqual(['api']);
  });

  it('starts no training again, unless that failed', () => {
    expect(affected('api/model.py', [harvest]).restart).toEqual([]);
    expect(affected('api/model.py', [harvest], { down: 'harvest' }).restart).toEqual(['harvest']);
  });
});

describe('a service that reloads itself', () => {
  const says = (start: string, fields: Partial<Service> = {}) => reloadsItself(serviceOf('pier', { start, ...fields }), '/nowhere');

  it.each([
    'uvicorn app:app --reload --port $PORT',
    'python manage.py runserver 0.0.0.0:$PORT',
    'npx nodemon server.js',
    'vite --port $PORT',
    'next dev -p $PORT',
    'node --watch server.js',
    'cd web && ng serve',
    'cargo watch -x run',
  ])('%s', (start) => {
    expect(says(start)).toBe(true);
  });

  it.each([
    'uvicorn app:app',
    'python manage.py runserver --noreload',
    'vite build',
    'vite preview',
    'next start',
    'node server.js',
    'gunicorn air.wsgi',
  ])('%s does not', (start) => {
    expect(says(start)).toBe(false);
  });

  it('may say so in a script of its package', () => {
    const dir = mkdtempSync(join(tmpdir(), 'harbour-'));
    writeFileSync(join(dir, 'package.json'), '{ "scripts": { "start": "npm run dev", "dev": "vite", "serve": "node server.js" } }');
    const of = (start: string) => reloadsItself(serviceOf('page', { start }), dir);
    expect([of('npm start'), of('pnpm dev'), of('npm run serve')]).toEqual([true, true, false]);
    rmSync(dir, { recursive: true });
  });
});

describe('a file that a service writes when it starts', () => {
  it('is not watched any more after a few times, and that is said', () => {
    let now = 0;
    const found: string[] = [];
    const circles = createCircles(
      (file) => found.push(file),
      () => now,
    );
    const turn = (...names: string[]) => {
      const left = circles.without(new Set(names));
      circles.done(new Set(names));
      now += 200;
      return [...left];
    };
    for (let time = 0; time < 3; time += 1) expect(turn('cache.py')).toEqual(['cache.py']);
    expect(turn('cache.py', 'main.py')).toEqual(['main.py']);
    expect(found).toEqual(['cache.py']);
  });

  it('is not a person who saves again and again', () => {
    let now = 0;
    const circles = createCircles(
      () => expect.unreachable(),
      () => now,
    );
    for (let time = 0; time < 9; time += 1) {
      expect([...circles.without(new Set(['main.py']))]).toEqual(['main.py']);
      circles.done(new Set(['main.py']));
      now += 2_000;
    }
  });
});
