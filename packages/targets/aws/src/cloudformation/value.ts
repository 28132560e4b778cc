/** A value of a CloudFormation template: plain JSON, with intrinsic functions as objects of one key. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

export type Properties = Readonly<Record<string, Value>>;

export const ref = (logicalId: string): Value => ({ Ref: logicalId });

export const attribute = (logicalId: string, name: string): Value => ({ 'Fn::GetAtt': [logicalId, name] });

export const region: Value = ref('AWS::Region');
export const account: Value = ref('AWS::AccountId');

/** Parts put behind each other. What is plain text stays plain text. */
export function joined(parts: readonly Value[]): Value {
  const merged: Value[] = [];
  for (const part of parts.flatMap(partsIn).filter((each) => each !== '')) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  const [only] = merged;
  if (only === undefined) return '';
  return merged.length === 1 ? only : { 'Fn::Join': ['', merged] };
}

/** The parts of what was put together before. */
function partsIn(value: Value): readonly Value[] {
  if (typeof value !== 'object' || isList(value)) return [value];
  const inner = value['Fn::Join'];
  if (inner === undefined || !isList(inner) || inner[0] !== '') return [value];
  const [, parts = []] = inner;
  return isList(parts) ? parts : [value];
}

/** ARN in the partition, account and region of the stack: `arn:{partition}:{service}:{region}:{account}:{rest}`. */
export const arn = (service: string, rest: readonly Value[]): Value =>
  joined(['arn:', ref('AWS::Partition'), `:${service}:`, region, ':', account, ':', ...rest]);

/** What CloudFormation puts in when it makes the resource: the value itself is in no template, change set or event. */
export const secretValue = (secretArn: Value, key: string | null): Value =>
  joined(['{{resolve:secretsmanager:', secretArn, ':SecretString', key === null ? '' : `:${key}`, '}}']);

/** Where a container's agent reads a secret, or one key of it. */
export const secretFrom = (secretArn: Value, key: string | null): Value => (key === null ? secretArn : joined([secretArn, `:${key}::`]));

/** Whether a value means the same in every stack of an account and region: it names nothing of its own stack. */
export function isSameEverywhere(value: Value): boolean {
  if (typeof value !== 'object') return true;
  if (isList(value)) return value.every(isSameEverywhere);
  return Object.entries(value).every(([key, part]) => {
    if (key === 'Ref') return typeof part === 'string' && part.startsWith('AWS::');
    return key !== 'Fn::GetAtt' && isSameEverywhere(part);
  });
}

// `Array.isArray` does not tell a read-only list from an object.
const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
