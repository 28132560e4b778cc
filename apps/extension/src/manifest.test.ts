import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const entry = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const manifest = z
  .object({
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string(), icon: z.string().optional() })),
      menus: z.record(z.string(), z.array(entry)),
      keybindings: z.array(entry),
    }),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../manifest.json'), 'utf8')));
const { commands, menus, keybindings } = manifest.contributes;
const [palette, context] = [menus['commandPalette'] ?? [], menus['view/item/context'] ?? []];

/** Buttons of a line are for the mouse; its context menu opens with a key. */
const isInline = ({ group }: z.infer<typeof entry>): boolean => group?.startsWith('inline') ?? false;
const inMenus = new Set(context.filter((each) => !isInline(each)).map(({ command }) => command));

describe('commands', () => {
  it.each(commands.map(({ command }) => command))('%s is reached by keyboard', (command) => {
    const inPalette = !palette.some((each) => each.command === command && each.when === 'false');
    // Its line does it when Enter is pressed there.
    const byLine = command === 'groundwork.showFinding';
    expect(inPalette || inMenus.has(command) || byLine).toBe(true);
  });

  it('are written alike', () => {
    // Words of a title are capitalized, but for the small ones within.
    const small = /^(?:a|an|and|for|in|of|or|the|to|with)$/;
    const isTitle = (title: string): boolean => {
      const [first = '', ...others] = title.split(' ');
      return (
        [first, ...others.filter((word) => !small.test(word))].every((word) => /^[A-Z][a-z]*$/.test(word)) && !/groundwork/i.test(title)
      );
    };
    expect(commands.filter(({ category, title }) => category !== 'Groundwork' || !isTitle(title))).toEqual([]);
    expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
  });

  it('have a sign where they are a button', () => {
    const buttons = [...context.filter(isInline), ...(menus['view/title'] ?? []).filter(({ group }) => group?.startsWith('navigation'))];
    const signOf = (command: string): string => commands.find((each) => each.command === command)?.icon ?? '';
    expect(buttons.filter(({ command }) => !/^\$\([a-z-]+\)$/.test(signOf(command)))).toEqual([]);
  });

  it('are all there where a menu or a key names them', () => {
    const known = new Set(commands.map(({ command }) => command));
    const named = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
    expect(named.filter((command) => !known.has(command))).toEqual([]);
  });

  it('of a button on a line are in its context menu as well', () => {
    const views = (when = ''): string => /view [=~]+ (\S+)/.exec(when)?.[1] ?? '';
    const inMenu = new Set(context.filter((each) => !isInline(each)).map(({ command, when }) => `${command} in ${views(when)}`));
    const buttons = context.filter(isInline).map(({ command, when }) => `${command} in ${views(when)}`);
    expect(buttons.filter((each) => !inMenu.has(each))).toEqual([]);
  });
});
