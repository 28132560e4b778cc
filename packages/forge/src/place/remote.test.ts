import { describe, expect, it } from 'vitest';
import { forgeByName, placeOf } from './place.ts';
import { parseRemote } from './remote.ts';

describe('parseRemote', () => {
  it.each([
    ['https://github.com/harbour/berths.git', 'https://github.com', 'harbour/berths'],
    ['https://oauth2:key@gitlab.com/ports/north/berths/', 'https://gitlab.com', 'ports/north/berths'],
    ['git@github.com:harbour/berths.git', 'https://github.com', 'harbour/berths'],
    ['ssh://git@ssh.github.com:443/harbour/berths.git', 'https://github.com', 'harbour/berths'],
    ['ssh://git@git.harbour.example:2222/ports/berths', 'https://git.harbour.example', 'ports/berths'],
    ['https://git.harbour.example:8443/ports/berths.git', 'https://git.harbour.example:8443', 'ports/berths'],
    ['http://git.harbour.example/ports/berths', 'https://git.harbour.example', 'ports/berths'],
    ['http://127.0.0.1:4100/ports/berths.git', 'http://127.0.0.1:4100', 'ports/berths'],
    ['altssh.gitlab.com:ports/berths.git', 'https://gitlab.com', 'ports/berths'],
    ['work:harbour/berths.git', 'https://work', 'harbour/berths'],
  ])('reads %s', (text, origin, project) => {
    const read = parseRemote(text);
    expect(read).toMatchObject({ origin, project });
    expect(JSON.stringify(read)).not.toContain('key');
  });

  it.each([
    '/srv/berths.git',
    '../berths',
    'C:/berths',
    'file:///srv/a/berths.git',
    'ext::sh -c x% ports/berths',
    'https://github.com/',
    'https://github.com/harbour',
    'git@github.com:../../x',
    '',
  ])('reads no project out of %j', (text) => {
    expect(parseRemote(text)).toBeNull();
  });
});

describe('placeOf', () => {
  it.each([
    ['github', 'https://github.com', 'https://api.github.com', 'https://api.github.com/graphql'],
    ['github', 'https://harbour.ghe.com', 'https://api.harbour.ghe.com', 'https://api.harbour.ghe.com/graphql'],
    ['github', 'https://code.harbour.example', 'https://code.harbour.example/api/v3', 'https://code.harbour.example/api/graphql'],
    [
      'gitlab',
      'https://git.harbour.example:8443',
      'https://git.harbour.example:8443/api/v4',
      'https://git.harbour.example:8443/api/graphql',
    ],
  ] as const)('knows where programs ask %s at %s', (forge, origin, api, graphql) => {
    expect(placeOf(forge, origin, 'harbour/berths')).toMatchObject({ api, graphql });
  });

  it('knows servers by their names', () => {
    expect(
      [
        'github.com',
        'x.ghe.com',
        'github.harbour.example',
        'gitlab.com',
        'gitlab.harbour.example:8443',
        'git.harbour.example',
        'notgitlab.example',
      ].map(forgeByName),
    ).toEqual(['github', 'github', 'github', 'gitlab', 'gitlab', null, null]);
  });
});
