import type { Template } from '@groundwork/provision';

/**
 * A secret of Secret Manager and where its value is from: a person or chance (`given`), chance alone (`made`), a text around other
 * secrets (`composed`), or a key of an account for S3's interface, whose two parts belong together.
 */
export type Secret = {
  /** By what it is known in the environment; its name in the project is `secretIdOf`. */
  readonly key: string;
} & (
  | { readonly of: 'given'; readonly name: string }
  | { readonly of: 'made' }
  | { readonly of: 'composed'; readonly template: Template; readonly service: string }
  | { readonly of: 'hmac'; readonly service: string; readonly part: 'access' | 'secret' }
);

/** What is read only where it lies: by reference, with the version that was newest when the release was made. */
export const secretLocal = (key: string, property: 'id' | 'name' | 'version'): string =>
  `local.secrets[${JSON.stringify(key)}].${property}`;
