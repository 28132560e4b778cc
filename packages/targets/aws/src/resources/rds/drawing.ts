import type { DeployedResource, Item } from '@groundwork/provision';
import type { Properties, Value } from '../../cloudformation/value.ts';
import type { Canvas } from '../../render/canvas.ts';
import type { RdsEngine } from './engines.ts';

export interface DatabaseDrawing {
  readonly resource: DeployedResource;
  readonly canvas: Canvas;
  readonly engine: RdsEngine;
  readonly version: string;
  readonly database: string;
  /** Its security group. */
  readonly group: string;
  /** What an instance and a cluster have under the same names. */
  readonly common: Properties;
}

export interface DrawnDatabase {
  readonly title: string;
  readonly native: readonly string[];
  readonly host: Value;
  readonly quantities: Item['quantities'];
}
