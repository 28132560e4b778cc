export * from './contract.ts';
export { changeTicket, hashOfHead, hasHead, idFromGoal, parseTicket, problemsInTicket, ticketsFolder, writeTicket } from './ticket/file.ts';
export { verify, type Verification, type VerifyOptions } from './verify/verify.ts';
export { nothingToPrepare, type Prepare, type Prepared } from './verify/prepare/prepare.ts';
export type { Jail, JailedCommand, JailedProcess, JailLimit, JailLimits, JailOptions } from './jail/jail.ts';
export { openJail } from './jail/open.ts';
export { createSnapshot, type Snapshot, type SnapshotOptions } from './snapshot/snapshot.ts';
export { propose, type Proposal, type ProposeOptions } from './ticket/propose/propose.ts';
export type { Sources } from './ticket/propose/sources.ts';
