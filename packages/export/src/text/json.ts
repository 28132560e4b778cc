import { z } from 'zod';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

const objectSchema = z.record(z.string(), z.json());

/** A file of a target that is a JSON object. */
export const parseObject = (text: string): { readonly [key: string]: Json } => objectSchema.parse(JSON.parse(text));

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is no object has no fields. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** A text as it is, anything else as JSON. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
