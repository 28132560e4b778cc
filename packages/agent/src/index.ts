export * from './contract.ts';
export type { Jail, JailedCommand, JailedProcess, JailOptions } from './jail/jail.ts';
export { changeTicket, hashOfHead, hasHead, idFromGoal, parseTicket, problemsInTicket, ticketsFolder, writeTicket } from './ticket/file.ts';
