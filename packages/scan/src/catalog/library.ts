import type { Language, Property, ResourceType } from '@groundwork/blueprint';

/**
 * Knowledge about one library, as data. An entry must be true of the library wherever it is used; nothing here may
 * know a particular repository.
 */
export interface Library {
  readonly language: Language;
  /** Names in its registry: PyPI, npm, the Go module path, `group:artifact`, crate, gem, Composer or NuGet name. */
  readonly packages: readonly string[];
  /** Names it is imported by, where they differ from `packages`. A name covers everything below it. */
  readonly modules?: readonly string[];
  /** Part of the language's own library: no manifest lists it. */
  readonly standard?: true;
  /** Texts one of which stands in every file that uses it, where its modules are too common to look for. */
  readonly words?: readonly string[];
  /** The resource it is a driver of: decides the type where another library is told only a URL or a host. */
  readonly drives?: ResourceType;
  /**
   * The form of a URL that names this driver, where URLs name their driver too: `mysql+pymysql`, or a form that is no URL at all.
   * Absent for the driver that is meant where none is named.
   */
  readonly named?: string;
  /** A driver for asynchronous code alone. */
  readonly asynchronous?: true;
  readonly clients?: readonly ClientRule[];
  readonly settings?: readonly SettingRule[];
  readonly accounts?: readonly AccountRule[];
  /** Debian packages its wheels, gems or native builds need at run time. */
  readonly systemPackages?: readonly string[];
  readonly gpu?: 'optional' | 'required';
  /** The dependency alone makes the application connect: a framework's starter that configures itself. */
  readonly alone?: 'required' | 'optional';
}

/** Decides the type of resource from something that is told at the same place. */
export type ResourceChoice =
  | ResourceType
  /** The scheme of the URL, else the only driver among the service's dependencies. */
  | 'by-url'
  /** An argument or sibling setting whose text contains one of the keys; `otherwise` where none does, or the URL itself. */
  | { readonly told: string; readonly contains: Readonly<Record<string, ResourceType>>; readonly otherwise?: ResourceType };

/** What an argument carries. The form is how the library wants it written, where it is not the plain value. */
export type Carries = Property | { readonly property: Property; readonly form: string };

/** Whether a driver for asynchronous code has to be named. */
export type DriverNaming = 'driver' | 'asynchronous driver';

/** A way to construct a client. */
export interface ClientRule {
  /**
   * Canonical names: the module as imported, then members, with `()` for a call's result: `redis.Redis`, `pg.Pool`,
   * `boto3.resource().Table`, `github.com/redis/go-redis.NewClient` (no `/v9`), `redis.clients.jedis.Jedis`.
   * `*.connect` is any receiver in a file that imports the library.
   */
  readonly calls: readonly string[];
  readonly resource: ResourceChoice;
  /** Only when this argument is one of these: `boto3.client("s3")`. */
  readonly when?: { readonly argument: string; readonly oneOf: readonly string[] };
  /**
   * Argument to what it carries. `0` is positional, `host` a keyword or a key of any object argument,
   * `0.ssl.host` a key inside the first argument, `.endpoint.0` the first argument of a method chained onto the call,
   * `.set:brokers.1` the second of a `set` whose first is `"brokers"`.
   * A dot of the key itself is written `\\.`. `()` is what the call gives: for calls that read a variable themselves.
   */
  readonly arguments: Readonly<Record<string, Carries>>;
  /** Variables the library reads by itself when it is not told: `PGHOST`, `OPENAI_API_KEY`. */
  readonly environment?: Readonly<Record<string, Carries>>;
  /** Where it connects when nothing is told; `null` when it then fails. */
  readonly silent?: string | null;
  /** Texts of the URL, host or path argument that mean a file or memory of the process's own rather than a server. */
  readonly localWhen?: RegExp;
  /** It reaches a server only where one of its arguments says so; without, it keeps to its own process. */
  readonly toldOnly?: true;
  /** Told this argument, it keeps to files of the process's own: `QdrantClient(path=…)`. */
  readonly localArgument?: string;
  /** The types a URL told here can name: drivers of other types are not what is meant. Empty where only the URL itself tells. */
  readonly among?: readonly ResourceType[];
  /** The type the library takes a URL for that nothing tells more about: Celery's brokers are RabbitMQ unless said otherwise. */
  readonly otherwise?: ResourceType;
  /** The URL told here names the driver it is for. */
  readonly naming?: DriverNaming;
  /** `optional` where constructing it does not yet need a server, or it is commonly an add-on; where the code fails without being told, it is required all the same. */
  readonly need?: 'optional';
  /**
   * It uses what the library's settings say, the ones with this name choosing something else: `send_mail` goes where
   * `EMAIL_HOST` says unless `EMAIL_BACKEND` is another. A program that calls it needs what is set there.
   */
  readonly through?: { readonly setting: string; readonly usual: RegExp };
}

/** A client of another company's service that is no resource of ours: only the variables it reads by itself matter. */
export interface AccountRule {
  /** Canonical names, as in `ClientRule`. */
  readonly calls: readonly string[];
  /** Variable to the argument that makes reading it unnecessary, `null` where none does. */
  readonly variables: Readonly<Record<string, string | null>>;
  /** It copes without them. */
  readonly need?: 'optional';
}

/** A place in a framework's settings or configuration file that tells it about a resource. */
export interface SettingRule {
  /**
   * Path of the assigned name or configuration key; `*` is one segment, `**` any number:
   * `DATABASES.*.HOST`, `spring.datasource.url`, `app.config.SQLALCHEMY_DATABASE_URI`,
   * `RabbitMQ.Client.ConnectionFactory().HostName`.
   */
  readonly path: string;
  readonly resource: ResourceChoice;
  readonly carries: Carries;
  /** The variable that overrides it by convention, where the framework has one: Spring's `SPRING_DATASOURCE_URL`. */
  readonly environment?: string;
  /** As in `ClientRule`. */
  readonly among?: readonly ResourceType[];
  readonly otherwise?: ResourceType;
  readonly naming?: DriverNaming;
  readonly need?: 'optional';
}

/** A way the environment is read. */
export interface EnvironmentReader {
  readonly language: Language;
  /** Canonical names of calls: `os.getenv`, `*.env.str`. */
  readonly calls?: readonly string[];
  /** Canonical names of objects whose members and keys are variables: `process.env`, `os.environ`. */
  readonly objects?: readonly string[];
  /** Members of those objects that are no variables: what a web server says about one request. */
  readonly except?: RegExp;
  /** The argument that names the variable, `0` unless said. */
  readonly name?: string | readonly string[];
  /** The variable that is read when the call names none: `dj_database_url.config()`. */
  readonly unnamed?: string;
  /** The argument that is used when it is unset: the first of these that is given. */
  readonly fallback?: string | readonly string[];
  /** It fails when the variable is unset and no fallback is given. */
  readonly required: boolean;
}
