/** One type of thing a service needs that others make. */
export interface ResourceDefinition {
  /** The word used in blueprints. */
  readonly type: string;
  /** How it is called on a screen. */
  readonly title: string;
  readonly group: 'database' | 'cache' | 'search' | 'vector' | 'queue' | 'storage' | 'mail' | 'model' | 'document' | 'telemetry';
  /** The TCP port its server listens on by convention, `null` where there is no server to run. */
  readonly port: number | null;
  /** URL schemes that name it, without a `+driver` suffix. */
  readonly schemes: readonly string[];
  /** What a service can be told about it. */
  readonly properties: readonly string[];
  /** Whether deleting it loses data a person would miss. */
  readonly stateful: boolean;
}

/** Checks the shape and keeps the literal types. */
export const defineResource = <const T extends ResourceDefinition>(definition: T): T => definition;
