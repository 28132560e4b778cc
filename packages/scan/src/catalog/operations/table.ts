import type { Language, OperationWord, PermittedType } from '@groundwork/blueprint';

/**
 * What the calls of one library do with one type of resource, as data. `words` is what a call does; none where it asks the
 * server for something no word says (`PutBucketPolicy`): a role made of words would then be too small.
 */
export interface OperationTable<Type extends PermittedType = PermittedType> {
  readonly language: Language;
  readonly resource: Type;
  /** Packages of the libraries it speaks of, as in `Library.packages`. */
  readonly packages: readonly string[];
  /**
   * Origins of what the methods are called on, whatever is reached from it: `boto3.client(s3)` with what the first argument says,
   * `@aws-sdk/client-s3.S3()`, `google.cloud.storage.Client()`.
   */
  readonly clients: readonly string[];
  /** Method to what it does. */
  readonly methods?: Readonly<Record<string, Does<Type>>>;
  /**
   * Methods that ask the server for nothing. Any other that is called right on a client and is in neither list may do anything;
   * absent where there are too many to list.
   */
  readonly quiet?: readonly string[];
  /** A name every call of these methods gives, where the methods have names others use as well: `Bucket`, `TableName`. */
  readonly key?: string;
  /** Methods whose name alone tells. */
  readonly telling?: readonly string[];
  /** Calls that do something wherever they stand, by their whole name: commands, requests, what takes a client. */
  readonly calls?: Readonly<Record<string, Does<Type>>>;
  /** Methods whose answers ask the server in turn: what a listing gives can be read and deleted. What others answer is data. */
  readonly gives?: readonly string[];
  /** Whole names that ask for something no word says, besides those in `calls`: every other command of the library. */
  readonly others?: RegExp;
}

export type Does<Type extends PermittedType = PermittedType> = readonly OperationWord<Type>[] | Told<Type>;

/** It does what an argument says: the name of another method or command, or one of `texts`. */
export interface Told<Type extends PermittedType = PermittedType> {
  /** Where the argument stands, or what it is called. */
  readonly told: readonly (number | string)[];
  readonly texts?: Readonly<Record<string, readonly OperationWord<Type>[]>>;
  /** What is done instead of what the named one does: a link is made for somebody else to do it. */
  readonly instead?: Readonly<Record<string, OperationWord<Type>>>;
}

export const isTold = (does: Does): does is Told => !Array.isArray(does);

/** Keeps each table's own words while the list holds all of them. */
export const operations = <const Type extends PermittedType>(table: OperationTable<Type>): OperationTable => table;
