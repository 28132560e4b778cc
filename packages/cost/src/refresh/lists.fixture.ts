import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { awsOffers } from '../lists/aws.ts';
import { gcpServices } from '../lists/gcp.ts';

/**
 * The clouds' price lists as small documents behind a real socket. Their shapes are those of the public documentation (named in
 * `src/lists`) and of files that were read for the snapshot; what is in them is ours.
 */
export interface Lists {
  readonly address: string;
  /** What was asked for, in order. */
  readonly asked: readonly { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** Answers that are given instead, once each, to the next requests whose path includes the words. */
  instead(words: string, answer: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export async function startLists(): Promise<Lists> {
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = [];
  const instead: { words: string; answer: (response: ServerResponse) => void }[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    asked.push({ path, headers: request.headers });
    const at = instead.findIndex(({ words }) => path.includes(words));
    const [other] = at === -1 ? [] : instead.splice(at, 1);
    if (other) return other.answer(response);
    const text = answerTo(path, `http://${request.headers.host}`);
    response.writeHead(text === null ? 404 : 200).end(text ?? 'no such list');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  const port = typeof at === 'object' ? at?.port : undefined;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    instead: (words, answer) => instead.push({ words, answer }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answerTo(path: string, address: string): string | null {
  if (path === '/offers/v1.0/aws/index.json')
    return JSON.stringify({ formatVersion: 'v1.0', offers: Object.fromEntries(awsOffers.map(offerOf)) });
  const offer = /^\/offers\/v1\.0\/aws\/([^/]+)\//.exec(path)?.[1];
  if (offer && path.endsWith('/region_index.json')) return JSON.stringify({ offerCode: offer, regions: regionsOf(offer) });
  if (offer && path.endsWith('/index.csv')) return csvOf(offer);
  if (path.startsWith('/api/retail/prices')) return azureOf(path, address);
  if (path.startsWith('/v1/services?')) {
    const services = gcpServices.map((displayName, at) => ({ name: `services/S${at}`, serviceId: `S${at}`, displayName }));
    return JSON.stringify(
      path.includes('pageToken=') ? { services: services.slice(2) } : { services: services.slice(0, 2), nextPageToken: 'more words' },
    );
  }
  const service = /^\/v1\/services\/S(\d+)\/skus/.exec(path)?.[1];
  return service === undefined ? null : JSON.stringify({ skus: skusOf(gcpServices[Number(service)] ?? ''), nextPageToken: '' });
}

const offerOf = (code: string): [string, object] => [
  code,
  { offerCode: code, currentRegionIndexUrl: `/offers/v1.0/aws/${code}/current/region_index.json` },
];

/** Kinesis is not everywhere. */
function regionsOf(offer: string): object {
  const names = offer === 'AmazonKinesis' ? ['us-east-1'] : ['us-east-1', 'eu-west-2'];
  const urlOf = (region: string): string => `/offers/v1.0/aws/${offer}/20261007000000/${region}/index.json`;
  return Object.fromEntries(names.map((region) => [region, { regionCode: region, currentVersionUrl: urlOf(region) }]));
}

const columns = [
  'SKU',
  'TermType',
  'PriceDescription',
  'StartingRange',
  'PricePerUnit',
  'Currency',
  'Product Family',
  'Database Engine',
  'usageType',
  'operation',
];
const rows: Readonly<Record<string, readonly string[][]>> = {
  AmazonECS: [
    [
      'B1',
      'OnDemand',
      'AWS Fargate - ARM - vCPU, per hour',
      '0',
      '0.0370000000',
      'USD',
      'Compute',
      '',
      'EUW2-Fargate-ARM-vCPU-Hours:perCPU',
      '',
    ],
    ['B2', 'OnDemand', 'AWS Fargate - Windows', '0', '0.0500000000', 'USD', 'Compute', '', 'EUW2-Fargate-Windows-vCPU-Hours:perCPU', ''],
  ],
  AWSELB: [
    [
      'C1',
      'OnDemand',
      'an hour',
      '0',
      '0.0260000000',
      'USD',
      'Load Balancer-Application',
      '',
      'EUW2-LoadBalancerUsage',
      'LoadBalancing:Application',
    ],
    [
      'C2',
      'OnDemand',
      'an hour',
      '0',
      '0.0270000000',
      'USD',
      'Load Balancer-Network',
      '',
      'EUW2-LoadBalancerUsage',
      'LoadBalancing:Network',
    ],
    [
      'C3',
      'OnDemand',
      'an hour',
      '0',
      '0.0000000000',
      'USD',
      'Load Balancer-Application',
      '',
      'EUW2-Outposts-LCUUsage',
      'LoadBalancing:Application',
    ],
  ],
  AmazonRDS: [
    ['D1', 'OnDemand', 'an hour', '0', '0.0180000000', 'USD', 'Database Instance', 'PostgreSQL', 'EUW2-InstanceUsage:db.t4g.micro', ''],
    ['D1', 'Reserved', 'an hour', '0', '0.0043000000', 'USD', 'Database Instance', 'PostgreSQL', 'EUW2-InstanceUsage:db.t4g.micro', ''],
    [
      'D2',
      'OnDemand',
      'old',
      '0',
      '0.1000000000',
      'USD',
      'Database Instance',
      'PostgreSQL',
      'EUW2-ExtendedSupport-InstanceUsage:db.t4g.micro',
      '',
    ],
    ['D3', 'OnDemand', 'an hour', '0', '0.0190000000', 'USD', 'Database Instance', 'MySQL', 'EUW2-InstanceUsage:db.t4g.micro', ''],
  ],
  AmazonS3: [
    ['E2', 'OnDemand', 'the next 450 TB', '51200', '0.0230000000', 'USD', 'Storage', '', 'EUW2-TimedStorage-ByteHrs', ''],
    ['E1', 'OnDemand', 'the first 50 TB', '0', '0.0240000000', 'USD', 'Storage', '', 'EUW2-TimedStorage-ByteHrs', ''],
    ['E3', 'OnDemand', '$0.0053 per 1,000 "PUT"', '0', '0.0000053000', 'USD', 'API Request', '', 'EUW2-Requests-Tier1', ''],
  ],
  awskms: [['F1', 'OnDemand', 'a key', '0', '1.0000000000', 'USD', 'Encryption Key', '', 'eu-west-2-KMS-Keys', '']],
};

export const csvOf = (offer: string, named: readonly string[] = columns): string =>
  [
    ['FormatVersion', 'v1.0'],
    ['Disclaimer', 'For information, not more'],
    ['Publication Date', '2026-10-07T11:55:40Z'],
    ['Version', '20261007115540'],
    ['OfferCode', offer],
    named,
    ...(rows[offer] ?? []),
  ]
    .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)
    .join('');

const meter = (serviceName: string, meterName: string, retailPrice: number, rest: object = {}): object => ({
  currencyCode: 'USD',
  tierMinimumUnits: 0,
  retailPrice,
  unitPrice: retailPrice,
  armRegionName: 'westeurope',
  location: 'EU West',
  effectiveStartDate: '2022-06-01T00:00:00Z',
  meterName,
  productName: serviceName,
  skuName: 'Standard',
  serviceName,
  unitOfMeasure: '1 Hour',
  type: 'Consumption',
  armSkuName: '',
  ...rest,
});

function azureOf(path: string, address: string): string {
  const page = (items: readonly object[], next: string | null = null): string =>
    JSON.stringify({ BillingCurrency: 'USD', Items: items, NextPageLink: next, Count: items.length });
  if (!path.includes("armRegionName eq 'westeurope'") && !path.includes('$skip')) return page([]);
  if (path.includes('$skip=1'))
    return page([meter('Azure Container Apps', 'Standard Memory Active Usage', 0.000_004, { unitOfMeasure: '1 GiB Second' })]);
  if (path.includes("'Azure Container Apps'")) {
    return page(
      [
        meter('Azure Container Apps', 'Standard vCPU Active Usage', 0.000_034),
        meter('Azure Container Apps', 'Standard vCPU Active Usage', 0.000_02, { type: 'Reservation' }),
      ],
      `${address}/api/retail/prices?$skip=1`,
    );
  }
  if (path.includes("'Log Analytics'")) {
    const name = 'Analytics Logs Data Ingestion';
    return page([
      meter('Log Analytics', name, 0),
      meter('Log Analytics', name, 2.99, { tierMinimumUnits: 5 }),
      meter('Log Analytics', name, 2.5, { tierMinimumUnits: 5, effectiveStartDate: '2020-01-01T00:00:00Z' }),
      meter('Log Analytics', name, 9, { tierMinimumUnits: 5, effectiveStartDate: '2031-01-01T00:00:00Z' }),
    ]);
  }
  return page([]);
}

function skusOf(service: string): object[] {
  const sku = (
    description: string,
    regions: readonly string[],
    nanos: number,
    rest: { free?: boolean; usageType?: string } = {},
  ): object => ({
    name: `services/S/skus/${description}`,
    skuId: description,
    description,
    category: { serviceDisplayName: service, resourceFamily: 'Compute', resourceGroup: 'Any', usageType: rest.usageType ?? 'OnDemand' },
    serviceRegions: regions,
    pricingInfo: [
      {
        effectiveTime: '2026-08-01T00:00:00Z',
        pricingExpression: {
          usageUnit: 's',
          tieredRates: [
            ...(rest.free ? [{ startUsageAmount: 0, unitPrice: { currencyCode: 'USD', units: '0', nanos: 0 } }] : []),
            { startUsageAmount: rest.free ? 180_000 : 0, unitPrice: { currencyCode: 'USD', units: '0', nanos } },
          ],
        },
      },
    ],
  });
  if (service === 'Cloud Run') {
    return [
      sku('Services CPU (Request-based billing)', ['us-central1', 'europe-west1'], 24_000, { free: true }),
      sku('Services CPU Tier 2  (Request-based billing)', ['europe-west2'], 33_600),
      sku('Services Min Instance CPU (Request-based billing)', ['europe-west1'], 2500),
      sku('Services CPU (Instance-based billing) in europe-west1', ['europe-west1'], 18_000),
      sku('Commitment v1: Services CPU (Instance-based billing) in europe-west1', ['europe-west1'], 15_000, { usageType: 'Commit1Yr' }),
      sku('Requests', ['global'], 400, { free: true }),
    ];
  }
  if (service === 'Cloud Memorystore for Redis') {
    return [
      sku('Redis Capacity Basic M1 Belgium', ['europe-west1'], 49_000_000),
      sku('Redis Capacity Standard Node M1 Belgium', ['europe-west1'], 1),
    ];
  }
  if (service === 'Cloud Storage') {
    return [
      sku('Standard Storage Belgium Dual-region', ['europe-west1'], 22_000_000),
      sku('Standard Storage Belgium', ['europe-west1'], 20_000_000),
    ];
  }
  return [];
}
