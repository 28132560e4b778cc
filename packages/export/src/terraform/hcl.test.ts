import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { hclText } from './hcl.ts';
import { hclString } from './string.ts';

describe('a string of Terraform', () => {
  it.each([
    ['rye', '"rye"'],
    ['${var.region}', 'var.region'],
    ['at ${var.region}!', '"at ${var.region}!"'],
    ['${a["b}"]}${c}', '"${a["b}"]}${c}"'],
    ['say "rye"\n', '"say \\"rye\\"\\n"'],
    ['C:\\oven', '"C:\\\\oven"'],
    ['$${not.one}', '"$${not.one}"'],
    ['$PORT', '"$PORT"'],
    ['\u0001', '"\\u0001"'],
  ])('%j', (text, written) => {
    expect(hclString(text)).toBe(written);
  });
});

describe('HCL', () => {
  const document = {
    variable: { images: { default: {}, description: 'Image to digest', type: 'map(string)' } },
    terraform: { required_version: '>= 1.11', required_providers: { google: { source: 'hashicorp/google', version: '>= 7' } } },
    resource: {
      bakery_oven: {
        main: {
          depends_on: ['bakery_flour.rye'],
          labels: { 'who-for': 'bakers "all"', plain: '${var.region}' },
          name: 'oven $${x} ${var.region}',
          rack: [{ height: 1 }, { height: 2, tray: { wide: true } }],
          words: ['one "two"', 'three\nlines'],
          lifecycle: { ignore_changes: ['rack'] },
        },
      },
    },
  };

  it('says what its JSON says, for the parser of Terraform itself', async () => {
    expect(await parse('main.tf', hclText(document))).toEqual({
      variable: { images: [{ default: {}, description: 'Image to digest', type: '${map(string)}' }] },
      terraform: [{ required_version: '>= 1.11', required_providers: [{ google: { source: 'hashicorp/google', version: '>= 7' } }] }],
      resource: {
        bakery_oven: {
          main: [
            {
              depends_on: ['${bakery_flour.rye}'],
              labels: { 'who-for': 'bakers "all"', plain: '${var.region}' },
              name: 'oven $${x} ${var.region}',
              rack: [{ height: 1 }, { height: 2, tray: [{ wide: true }] }],
              words: ['one "two"', 'three\nlines'],
              lifecycle: [{ ignore_changes: ['${rack}'] }],
            },
          ],
        },
      },
    });
  });

  it('is laid out for people, with what is said of a block above it', () => {
    const text = hclText(
      { resource: { bakery_oven: { main: { heat: 220, fan: true, rack: { height: 1 } } } } },
      { comments: (address) => [`${address}: oven.py:1`] },
    );
    expect(text).toBe(`# bakery_oven.main: oven.py:1
resource "bakery_oven" "main" {
  heat = 220
  fan  = true

  rack {
    height = 1
  }
}
`);
  });
});
