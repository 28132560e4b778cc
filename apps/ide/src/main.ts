import { connect } from './connection/connect.ts';

// The workbench is large: it comes while the server is still being greeted.
const [server, { open }] = await Promise.all([connect(window), import('./workbench/open.ts')]);
await open(server);
