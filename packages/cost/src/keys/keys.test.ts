import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { priceKindOf, priceKinds } from './index.ts';
import type { PriceKind } from './kind.ts';

const tables = Object.entries(priceKinds as Record<string, readonly PriceKind<unknown>[]>);

describe('keys of prices', () => {
  it('knows a key by its table, with the cloud’s own name of a size at its end', () => {
    expect(priceKindOf('aws.fargate.vcpu.arm64')?.unit).toBe('vCPU-hour');
    expect(priceKindOf('aws.rds.postgres.db.t4g.micro')?.key).toBe('aws.rds.postgres.{class}');
    expect(priceKindOf('azure.postgres.Standard_B1ms')?.unit).toBe('hour');
  });

  it('knows no other', () => {
    const others = ['aws.fargate.vcpu', 'aws.rds.postgres.', 'aws.rds.postgres.db t4g', 'aws.mooring', 'harbour.ipv4', ''];
    expect(others.filter((key) => priceKindOf(key) !== null)).toEqual([]);
  });

  it('has one row for each key, none of which a size of another could be', () => {
    const kinds = tables.flatMap(([, rows]) => rows);
    expect(kinds.map(({ key }) => priceKindOf(key.replace('{class}', 'x1.small'))?.key)).toEqual(kinds.map(({ key }) => key));
  });

  it.each(tables)('is told to whoever writes a target: %s', (cloud, rows) => {
    const documented = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').match(/^\| `[^`]+` .*$/gm) ?? [];
    const cells = documented.map((line) => line.split('|').map((cell) => cell.trim())).filter(([, key]) => key?.startsWith(`\`${cloud}.`));
    expect(cells.map(([, key, unit, what]) => [key, unit, what])).toEqual(rows.map(({ key, unit, what }) => [`\`${key}\``, unit, what]));
  });
});
