import type { Evidence } from '@groundwork/blueprint';
import type { Expression } from '../arm/expression.ts';
import type { BuiltInRole } from './table.ts';

/** One role a service needs on one native thing, with the places in the code that need it. */
export interface WantedRole {
  readonly role: BuiltInRole | CustomRole;
  /** Type of the native thing it is on, and its name: `Microsoft.Storage/storageAccounts/blobServices/containers`. */
  readonly scope: RoleScope;
  /** For a person: `uploads`. */
  readonly on: string;
  readonly evidence: readonly Evidence[];
}

export interface RoleScope {
  /** Symbolic name of the resource in the template. */
  readonly symbol: string;
  /** Its id, as an expression. */
  readonly id: Expression;
  readonly native: string;
}

/** Where no built-in role holds exactly what the code does: a role of the environment's own. */
export interface CustomRole {
  readonly title: string;
  readonly actions: readonly string[];
  readonly dataActions: readonly string[];
}

export const titleOf = (role: WantedRole['role']): string => (typeof role === 'string' ? role : role.title);
