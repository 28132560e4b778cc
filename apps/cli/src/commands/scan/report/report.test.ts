import { describe, expect, it } from 'vitest';
import { blueprintSchema } from '@groundwork/blueprint';
import { createStyle } from '../../../terminal/style.ts';
import { widthOfText } from '../../../terminal/text.ts';
import { report, type ReportOptions } from './report.ts';
import { harbour } from './harbour.fixture.ts';
import { shop } from './shop.fixture.ts';

const options: ReportOptions = { width: 100, style: createStyle(false), all: false, files: 312, ms: 412, program: 'gw' };

describe('report', () => {
  it('says what the repository needs', async () => {
    expect(blueprintSchema.parse(shop)).toEqual(shop);
    await expect(report(shop, options)).toMatchFileSnapshot('./snapshots/shop-100.txt');
  });

  it('says it on a narrow terminal', async () => {
    await expect(report(shop, { ...options, width: 60 })).toMatchFileSnapshot('./snapshots/shop-60.txt');
  });

  it('says everything when asked', async () => {
    await expect(report(shop, { ...options, width: 120, all: true })).toMatchFileSnapshot('./snapshots/shop-all-120.txt');
  });

  it('is never wider than the terminal, single long words apart', () => {
    for (let width = 60; width <= 200; width += 1) {
      const tooWide = [shop, harbour]
        .flatMap((each) => report(each, { ...options, width, all: width % 2 === 0 }).split('\n'))
        .filter((line) => widthOfText(line) > width && line.trim().includes(' '));
      expect(tooWide, `at ${width} columns`).toEqual([]);
    }
  });

  it('says what services share once, what is optional in a line, and no more than there is to say', async () => {
    expect(blueprintSchema.parse(harbour)).toEqual(harbour);
    await expect(report(harbour, { ...options, width: 80 })).toMatchFileSnapshot('./snapshots/harbour-80.txt');
    await expect(report(harbour, { ...options, width: 120 })).toMatchFileSnapshot('./snapshots/harbour-120.txt');
  });

  it('adds colour without moving anything', () => {
    const plain = report(shop, options);
    const coloured = report(shop, { ...options, style: createStyle(true) });
    expect(coloured).not.toBe(plain);
    // eslint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001b\[\d+m/gu, '')).toBe(plain);
  });

  it('never prints the default of a secret', () => {
    expect(report(shop, { ...options, all: true })).not.toContain('sea-salt');
  });

  it('shows hostile names instead of obeying them', () => {
    const [api] = shop.services;
    const hostile = { ...shop, name: 'shop\u001b[2J', services: api ? [{ ...api, name: 'api\nrm -rf', start: 'run\u0007' }] : [] };
    const text = report(hostile, options);
    expect(text).toContain('shop\\u001b[2J');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\nrm');
  });

  it('quotes what a proposed command needs quoted', () => {
    const questions = [{ id: 'api.start', ask: 'Which?', options: ["serve 'orders'; reboot"], default: null, evidence: [] }];
    expect(report({ ...shop, questions }, options)).toContain("gw answer api.start 'serve '\\''orders'\\''; reboot'");
  });

  it('says so when nothing was found', async () => {
    const empty = { ...shop, services: [], resources: [], questions: [], notes: [] };
    await expect(report(empty, options)).toMatchFileSnapshot('./snapshots/empty.txt');
  });
});
