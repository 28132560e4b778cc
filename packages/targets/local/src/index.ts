export { bringUp, type BringUpOptions, type Session } from './lifecycle/bring-up.ts';
export { createLineReader } from './lifecycle/events.ts';
export { dataOf, resetEnvironment } from './lifecycle/reset.ts';
export { currentState } from './lifecycle/status.ts';
export { stopEnvironment } from './lifecycle/stop.ts';
export { userStateFolder } from './launch/claims.ts';
export { lastLines } from './observe/reason.ts';
export { readTail, sizeOf } from './process/log.ts';
export { serverProviders } from './servers/registry.ts';
