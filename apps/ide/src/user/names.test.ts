import { describe, expect, it } from 'vitest';
import { pathOfUserFile, userFileOf } from './names.ts';

describe('which user data is the person’s', () => {
  it.each(['settings.json', 'keybindings.json', 'snippets/python.json', 'snippets/tea shop.code-snippets'])('%s is', (name) => {
    expect(userFileOf(pathOfUserFile(name))).toBe(name);
  });
  it.each(['/User/globalStorage/settings.json', '/User/machineid', '/User/profiles/1/settings.json', '/settings.json', '/User/snippets'])(
    '%s is not',
    (path) => expect(userFileOf(path)).toBeNull(),
  );
});
