export { runningServer, type Endpoint } from './endpoint/endpoint.ts';
export { serve, type ServeOptions, type Served } from './serve.ts';
