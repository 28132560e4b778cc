import type { GroundworkError } from '@groundwork/host';
import {
  deployFailed,
  halfDeleted,
  nameTaken,
  noCredentials,
  notAllowed,
  quotaRefused,
  unreachable,
  wrongAccount,
  wrongRegion,
} from '@groundwork/provision';
import { z } from 'zod';

/** `{ error: { code, message, details } }`, as every Azure API answers (github.com/microsoft/api-guidelines). */
interface ArmError {
  readonly code: string;
  readonly message: string;
  readonly details: readonly ArmError[];
}

const errorSchema: z.ZodType<ArmError> = z.lazy(() =>
  z
    .looseObject({ code: z.string(), message: z.string(), details: z.array(errorSchema).nullish() })
    .transform(({ code, message, details }) => ({ code, message, details: details ?? [] })),
);
const bodySchema = z.looseObject({ error: errorSchema });

type Maker = (message: string, told: { readonly where: string }) => GroundworkError;

/** Codes of Azure, in the order they are looked for, with what gets out of it. */
const known: readonly (readonly [RegExp, Maker])[] = [
  [
    /^(?:InvalidAuthenticationToken|ExpiredAuthenticationToken|AuthenticationFailed|InvalidAuthenticationTokenTenant)$/,
    (message, told) => noCredentials(message, 'az login', told),
  ],
  [
    /^(?:SubscriptionNotFound|InvalidSubscriptionId|SubscriptionNotRegistered|DisallowedSubscription)$/,
    (message, told) => wrongAccount(message, 'az account list, then set `account` of the environment', told),
  ],
  [
    /^(?:AuthorizationFailed|LinkedAuthorizationFailed|RoleAssignmentUpdateNotPermitted|Forbidden|KeyVaultParameterReferenceAuthorizationFailed|InsufficientPermissions|ForbiddenByRbac)$/,
    (message, told) =>
      notAllowed(
        message,
        'The deployer needs Contributor and Role Based Access Control Administrator on the resource group: docs/azure.md',
        told,
      ),
  ],
  [
    /^(?:LocationNotAvailableForResourceType|InvalidLocation|LocationNotAvailableForResourceGroup|NoRegisteredProviderFound|LocationIsOfferRestricted|UnsupportedRegion|RegionNotSupported)$/,
    (message, told) => wrongRegion(message, 'Set `region` of the environment to one that has it: az account list-locations', told),
  ],
  [
    /Quota|^(?:OperationNotAllowed|SkuNotAvailable|InsufficientCapacity|MaxNumberOfServersReached|SubscriptionDoesNotHaveServer|ServerQuotaExceeded|ManagedEnvironmentCountExceeded|AllocationFailed|CapacityNotAvailable|TasksOperationsNotAllowed|InsufficientVCPUQuota)$/i,
    (message, told) =>
      quotaRefused(message, 'Ask for more at portal.azure.com > Quotas, or choose another size or region in the environment', told),
  ],
  [
    /^(?:VaultAlreadyExists|StorageAccountAlreadyTaken|StorageAccountAlreadyExists|AlreadyInUse|AlreadyExists|ServerNameAlreadyExists|NameAlreadyExists|NameUnavailable|NameNotAvailable|CustomDomainInUse|RoleDefinitionWithSameNameExists|DnsRecordInUse|ServiceNameNotAvailable)$/,
    (message, told) => nameTaken(message, 'Call the environment otherwise, or remove what has the name', told),
  ],
  [
    /^(?:ConflictError|FlagMustBeSetForRestore|SoftDeletedVaultDoesNotExist|ResourceGroupBeingDeleted|ResourceGroupDeletionBlocked|ObjectIsDeletedButRecoverable|ScopeLocked|DeploymentStackDeleteResourcesFailed|ResourcesWithDeleteError)$/,
    (message, told) =>
      halfDeleted(message, 'Wait until what is being deleted is gone (az group show), then run the same command again', told),
  ],
];

/** What Azure refused, as an error with its fix. The deepest known cause is the one that is told. */
export function errorOf({ status, body }: { readonly status: number; readonly body: unknown }, where: string): GroundworkError {
  const parsed = bodySchema.safeParse(body);
  const error: ArmError = parsed.success ? parsed.data.error : { code: String(status), message: textOf(body), details: [] };
  for (const each of deepestFirst(error)) {
    const match = known.find(([pattern]) => pattern.test(each.code));
    if (match) return match[1](sentence(each.message), { where });
  }
  if (status === 401) return noCredentials(sentence(error.message), 'az login', { where });
  if (status === 403) return notAllowed(sentence(error.message), 'docs/azure.md names the roles the deployer needs', { where });
  if (status >= 500) return unreachable(sentence(error.message), 'Run the same command again in a minute', { where });
  const [deepest = error] = deepestFirst(error);
  return deployFailed(
    `${deepest.code}: ${sentence(deepest.message)}`,
    'The message is Azure’s own; az deployment operation group list shows every step',
    { where },
  );
}

/** Whether Azure said it with one of these codes. */
export function hasCode(body: unknown, pattern: RegExp): boolean {
  const parsed = bodySchema.safeParse(body);
  return parsed.success && deepestFirst(parsed.data.error).some(({ code }) => pattern.test(code));
}

const deepestFirst = (error: ArmError): ArmError[] => [...error.details.flatMap(deepestFirst), ...unwrapped(error), error];

/** A deployment wraps the error of a resource in its own message, as JSON. */
function unwrapped({ message }: ArmError): ArmError[] {
  if (!message.startsWith('{')) return [];
  try {
    const inner = bodySchema.safeParse(JSON.parse(message));
    return inner.success ? deepestFirst(inner.data.error) : [];
  } catch {
    return [];
  }
}

/** The first sentence: what follows is identifiers of Azure's own for its support. */
const sentence = (message: string): string => message.split(/\r?\n/)[0]?.replace(/\.$/, '').slice(0, 400) ?? message;

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body)).slice(0, 400);
