import type { Properties, Value } from './value.ts';

export interface CloudResource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: 'Delete' | 'RetainExceptOnCreate' | 'Snapshot';
  readonly UpdateReplacePolicy?: 'Delete' | 'Retain' | 'Snapshot';
  readonly Metadata?: Properties;
}

interface Parameter {
  readonly Type: string;
  readonly Description?: string;
  readonly Default?: string;
}

/** A CloudFormation template in the making. The order things are added in does not show: keys are sorted. */
export class Stack {
  private readonly resources = new Map<string, CloudResource>();
  private readonly parameters = new Map<string, Parameter>();
  private readonly outputs = new Map<string, Value>();
  /** What an engine has to know of the stack when it finds it deployed. */
  private about: Properties = {};
  readonly description: string;

  constructor(description: string) {
    this.description = description;
  }

  /** Adds a resource and gives its logical id back. */
  add(logicalId: string, resource: CloudResource): string {
    this.resources.set(logicalId, resource);
    return logicalId;
  }

  get(logicalId: string): CloudResource | undefined {
    return this.resources.get(logicalId);
  }

  has(logicalId: string): boolean {
    return this.resources.has(logicalId);
  }

  parameter(name: string, parameter: Parameter): Value {
    this.parameters.set(name, parameter);
    return { Ref: name };
  }

  output(name: string, value: Value): void {
    this.outputs.set(name, value);
  }

  describe(about: Properties): void {
    this.about = about;
  }

  get empty(): boolean {
    return this.resources.size === 0;
  }

  get size(): number {
    return this.resources.size;
  }

  /** How many parameters it has. */
  get asks(): number {
    return this.parameters.size;
  }

  text(): string {
    const outputs = Object.fromEntries([...this.outputs].map(([name, value]) => [name, { Value: value }]));
    const template = {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: this.description,
      Metadata: { groundwork: this.about },
      ...(this.parameters.size > 0 ? { Parameters: Object.fromEntries(this.parameters) } : {}),
      Resources: Object.fromEntries(this.resources),
      ...(this.outputs.size > 0 ? { Outputs: outputs } : {}),
    };
    return `${JSON.stringify(mapped(template), null, 2)}\n`;
  }
}

/** The first level keeps the order people write templates in; below it keys are sorted. */
const mapped = (template: object): object =>
  Object.fromEntries(Object.entries(template).map(([key, value]): [string, unknown] => [key, sorted(value)]));

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]): [string, unknown] => [key, sorted(each)]));
}
