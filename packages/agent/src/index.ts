export * from './contract.ts';
export type { Jail, JailedCommand, JailedProcess, JailOptions } from './jail/jail.ts';
