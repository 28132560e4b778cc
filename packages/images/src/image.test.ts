import { expect, it } from 'vitest';
import { berth } from './harbour.fixture.ts';
import { imagesOf } from './image.ts';
import { listeningPort } from './port.ts';

it('services of one folder that are installed alike share an image that is built for all of them', () => {
  const images = imagesOf([
    berth('pier', { install: ['uv sync'], build: ['python manage.py collectstatic'] }),
    berth('crane', { kind: 'worker', install: ['uv sync'] }),
    berth('tides', { path: 'tides', install: ['uv sync'] }),
    berth('sonar', { install: ['uv sync'], gpu: 'required' }),
  ]);
  expect(images.map(({ name, services }) => [name, services.map((each) => each.name)])).toEqual([
    ['pier', ['pier', 'crane']],
    ['tides', ['tides']],
    ['sonar', ['sonar']],
  ]);
});

it.each([
  ['told its port', { port: 80, start: 'serve --port $PORT' }, 8080],
  ['that decides itself', { port: 80, start: 'serve' }, 80],
  ['that listens high', { port: 9000, start: 'serve --port $PORT' }, 9000],
  ['of files', { port: null, kind: 'static' }, 8080],
  ['that works', { port: null, kind: 'worker' }, null],
] as const)('a service %s listens without root', (_, given, port) => {
  expect(listeningPort(berth('quay', given))).toBe(port);
});
