import type { ServerRequest } from '../provider.ts';

/** Elasticsearch and OpenSearch had one code until 7.10; a blueprint has one type for both. */
export type Product = 'elasticsearch' | 'opensearch' | 'either';

/** Modules of Elastic's own clients. Since 7.14 they ask a server whether it is Elasticsearch, and stop when it is not. */
const ofElastic =
  /(?:^|[\s`"'(])(?:@elastic\/|elasticsearch\d?\.|elasticsearch_dsl|co\.elastic\.|Elastic\.Clients)|elastic\/go-elasticsearch/;

/** Which of the two the code needs, by the version it asks for and by the client that was found. */
export function wantedProduct({ version, why }: Pick<ServerRequest, 'version' | 'why'>): Product {
  if (why.some((each) => /opensearch/i.test(each))) return 'opensearch';
  const [major, minor] = (version ?? '').split('.').map(Number);
  if (!major || Number.isNaN(major)) return 'either';
  // Elasticsearch 1 to 3 are of another time than any repository that asks for OpenSearch by its number.
  if (major <= 3) return 'opensearch';
  const checks = major > 7 || (major === 7 && (minor ?? 0) >= 14);
  return checks && why.some((each) => ofElastic.test(each)) ? 'elasticsearch' : 'either';
}
