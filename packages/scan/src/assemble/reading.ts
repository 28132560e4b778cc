import type { Blueprint } from '@groundwork/blueprint';
import type { VariableRead } from '../evaluate/value.ts';
import type { ServiceDraft } from '../languages/language.ts';
import type { Repository } from '../repository/repository.ts';
import type { TypedConnection } from './connection.ts';

/** One scan: the blueprint, with what it was made from. For those who look closer than the blueprint says; it is never written down. */
export interface Reading {
  readonly blueprint: Blueprint;
  readonly repository: Repository;
  /** By the name of the service. */
  readonly services: ReadonlyMap<string, ServiceReading>;
}

/** What one service was made from. */
export interface ServiceReading {
  readonly draft: ServiceDraft;
  /** Whether a file is of those that run when it runs, whatever is in the file; tests and examples are not. */
  owns(path: string): boolean;
  /** Every variable its code reads, with every place where it does. */
  readonly variables: ReadonlyMap<string, readonly VariableRead[]>;
  /** Every place where its code tells a library how to reach a resource. */
  readonly connections: readonly TypedConnection[];
}
