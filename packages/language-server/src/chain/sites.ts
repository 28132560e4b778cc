import type { Evidence } from '@groundwork/blueprint';
import type { Snapshot } from '../workspace/workspace.ts';

/** Every place that has to do with one variable. */
export interface Sites {
  /** Code that reads it. */
  readonly reads: readonly Evidence[];
  /** Manifests and examples that list it or give it a value. */
  readonly listed: readonly Evidence[];
  /** Where what it holds is handed to the client of a resource. */
  readonly clients: readonly Evidence[];
}

export function sitesOf(name: string, { reading, blueprint }: Pick<Snapshot, 'reading' | 'blueprint'>): Sites {
  const reads: Evidence[] = [];
  const listed: Evidence[] = [];
  const clients: Evidence[] = [];
  for (const service of reading.services.values()) {
    for (const read of service.variables.get(name) ?? []) reads.push(read.evidence);
    for (const { connection, wires } of service.connections) {
      const wired = wires.filter(({ read }) => read.name === name);
      if (wired.length === 0) continue;
      clients.push(connection.evidence);
      for (const { read } of wired) reads.push(read.evidence);
    }
  }
  for (const declaration of reading.repository.declarations.values()) {
    for (const variable of [...declaration.variables, ...declaration.services.flatMap(({ variables }) => variables)])
      if (variable.name === name) listed.push(variable.evidence);
  }
  // What running it showed is in the blueprint alone.
  for (const { env } of blueprint.services)
    for (const variable of env) if (variable.name === name && reads.length + listed.length === 0) reads.push(...variable.evidence);
  return { reads: once(reads), listed: once(listed), clients: once(clients) };
}

function once(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(evidence.toReversed().map((each) => [`${each.file}\0${each.line}`, each]));
  return [...seen.values()].toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
