export { runningServer, type Address } from './endpoint/endpoint.ts';
export { serve, type ServeOptions, type Served } from './serve.ts';
