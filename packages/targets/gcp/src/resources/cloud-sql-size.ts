import type { Quantity } from '@groundwork/cost';
import type { SqlUser } from '../render/context.ts';

const hours = 730;

/** What a Cloud SQL instance takes in a month: shared-core machines have a price of their own, others one of each vCPU and GB. */
export function sqlQuantities({
  server,
  tier,
  storage,
  standby,
}: {
  readonly server: SqlUser['server'];
  readonly tier: string;
  readonly storage: number;
  readonly standby: boolean;
}): Quantity[] {
  const kind = standby ? 'sql-standby' : 'sql';
  const custom = /^db-custom-(\d+)-(\d+)$/.exec(tier) ?? /^db-n1-(?:standard|highmem)-(\d+)$/.exec(tier);
  const vcpu = Number(custom?.[1] ?? 0);
  const memory = Number(custom?.[2] ?? vcpu * (tier.includes('highmem') ? 6656 : 3840)) / 1024;
  const machine: Quantity[] = custom
    ? [
        { price: `gcp.${kind}.vcpu`, label: `${vcpu} vCPU`, amount: vcpu * hours },
        { price: `gcp.${kind}.memory`, label: `${memory} GB memory`, amount: memory * hours },
      ]
    : [{ price: `gcp.${kind}-shared.${tier}`, label: tier, amount: hours }];
  return [
    ...machine,
    { price: `gcp.${kind}-storage.ssd`, label: `${storage} GB SSD`, amount: storage },
    { price: 'gcp.sql-backup', label: 'backups', amount: null },
    ...(server === 'mssql' ? [{ price: 'gcp.sql.mssql-express', label: 'SQL Server Express', amount: hours }] : []),
  ];
}
