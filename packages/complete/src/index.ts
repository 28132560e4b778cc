export { endpointFor, endpointNames, endpoints, type EndpointName } from './endpoint/endpoints.ts';
export type { Ask, Endpoint, Piece } from './endpoint/endpoint.ts';
export { families, familyOf, type Family } from './prompt/families.ts';
export type { Hole, Snippet } from './prompt/hole.ts';
