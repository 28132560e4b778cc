import type { AccountRule, Library } from '../library.ts';
import { of } from './provider.ts';

interface More {
  readonly modules?: readonly string[];
  readonly need?: 'optional';
}

/** A library that speaks to another company's service under keys it finds in the environment. */
const account = (name: string, calls: readonly string[], variables: AccountRule['variables'], { modules, need }: More = {}): Library => ({
  language: 'python',
  packages: [name],
  ...(modules ? { modules } : {}),
  accounts: [{ calls, variables, ...(need ? { need } : {}) }],
});

const optional = { need: 'optional' } as const;

/** LangChain's wrappers of search engines and tools, by each of the packages that bring them. */
const wrapper = (name: string, variables: AccountRule['variables']): Library =>
  account(
    'langchain-community',
    [...of('langchain_community.utilities', name), ...of('langchain.utilities', name), ...of('langchain_community.tools', name)],
    variables,
    { modules: ['langchain_community', 'langchain.utilities'] },
  );

const amazon: AccountRule['variables'] = {
  AWS_ACCESS_KEY_ID: 'aws_access_key_id',
  AWS_SECRET_ACCESS_KEY: 'aws_secret_access_key',
  AWS_DEFAULT_REGION: 'region_name',
};
const google: AccountRule['variables'] = { GOOGLE_API_KEY: 'google_api_key', GOOGLE_CSE_ID: 'google_cse_id' };

/** Search engines, tools, experiment trackers and hubs. */
export const accountLibraries: readonly Library[] = [
  wrapper('GoogleSearchAPIWrapper', google),
  account(
    'langchain-google-community',
    of('langchain_google_community', 'GoogleSearchAPIWrapper', 'search.GoogleSearchAPIWrapper'),
    google,
    {
      modules: ['langchain_google_community'],
    },
  ),
  wrapper('SerpAPIWrapper', { SERPAPI_API_KEY: 'serpapi_api_key' }),
  wrapper('GoogleSerperAPIWrapper', { SERPER_API_KEY: 'serper_api_key' }),
  wrapper('BingSearchAPIWrapper', { BING_SUBSCRIPTION_KEY: 'bing_subscription_key', BING_SEARCH_URL: 'bing_search_url' }),
  wrapper('WolframAlphaAPIWrapper', { WOLFRAM_ALPHA_APPID: 'wolfram_alpha_appid' }),
  wrapper('OpenWeatherMapAPIWrapper', { OPENWEATHERMAP_API_KEY: 'openweathermap_api_key' }),
  wrapper('TavilySearchResults', { TAVILY_API_KEY: 'tavily_api_key' }),
  wrapper('TavilySearchAPIWrapper', { TAVILY_API_KEY: 'tavily_api_key' }),
  account(
    'langchain-community',
    of('langchain_community', 'tools.tavily_search.TavilySearchResults', 'retrievers.TavilySearchAPIRetriever'),
    { TAVILY_API_KEY: 'tavily_api_key' },
    { modules: ['langchain_community'] },
  ),
  account(
    'langchain-tavily',
    of('langchain_tavily', 'TavilySearch', 'TavilyExtract'),
    { TAVILY_API_KEY: 'tavily_api_key' },
    { modules: ['langchain_tavily'] },
  ),
  account('tavily-python', of('tavily', 'TavilyClient', 'AsyncTavilyClient'), { TAVILY_API_KEY: 'api_key' }, { modules: ['tavily'] }),
  account('exa-py', of('exa_py', 'Exa'), { EXA_API_KEY: '0' }, { modules: ['exa_py'] }),
  account('firecrawl-py', of('firecrawl', 'FirecrawlApp', 'Firecrawl'), { FIRECRAWL_API_KEY: 'api_key' }, { modules: ['firecrawl'] }),
  account('llama-parse', of('llama_parse', 'LlamaParse'), { LLAMA_CLOUD_API_KEY: 'api_key' }, { modules: ['llama_parse'] }),
  account('e2b-code-interpreter', of('e2b_code_interpreter', 'Sandbox'), { E2B_API_KEY: 'api_key' }, { modules: ['e2b_code_interpreter'] }),
  account('langchain-aws', of('langchain_aws', 'ChatBedrock', 'ChatBedrockConverse', 'BedrockEmbeddings', 'BedrockLLM'), amazon, {
    modules: ['langchain_aws'],
    ...optional,
  }),
  account(
    'langsmith',
    of('langsmith', 'Client', 'traceable', 'client.Client'),
    { LANGSMITH_API_KEY: 'api_key', LANGSMITH_TRACING: null, LANGSMITH_PROJECT: null },
    optional,
  ),
  account(
    'langfuse',
    of('langfuse', 'Langfuse', 'get_client', 'callback.CallbackHandler', 'langchain.CallbackHandler', 'decorators.observe', 'observe'),
    { LANGFUSE_PUBLIC_KEY: 'public_key', LANGFUSE_SECRET_KEY: 'secret_key', LANGFUSE_HOST: 'host' },
    optional,
  ),
  account('logfire', of('logfire', 'configure'), { LOGFIRE_TOKEN: 'token' }, optional),
  account('agentops', of('agentops', 'init'), { AGENTOPS_API_KEY: 'api_key' }, optional),
  account('wandb', of('wandb', 'init', 'login', 'Api', 'sdk.wandb_init.init'), { WANDB_API_KEY: 'key' }),
  account('comet-ml', of('comet_ml', 'Experiment', 'start', 'init'), { COMET_API_KEY: 'api_key' }, { modules: ['comet_ml'] }),
  account('neptune', of('neptune', 'init_run', 'init_model'), { NEPTUNE_API_TOKEN: 'api_token', NEPTUNE_PROJECT: 'project' }),
  account('clearml', of('clearml', 'Task.init'), { CLEARML_API_ACCESS_KEY: null, CLEARML_API_SECRET_KEY: null }),
  account(
    'huggingface-hub',
    of('huggingface_hub', 'login', 'snapshot_download', 'hf_hub_download', 'HfApi', 'upload_folder'),
    { HF_TOKEN: 'token' },
    { modules: ['huggingface_hub'], ...optional },
  ),
  account('kaggle', of('kaggle.api.kaggle_api_extended', 'KaggleApi'), { KAGGLE_USERNAME: null, KAGGLE_KEY: null }),
  account('sentry-sdk', of('sentry_sdk', 'init'), { SENTRY_DSN: 'dsn' }, { modules: ['sentry_sdk'], ...optional }),
  account(
    'azure-identity',
    of('azure.identity', 'DefaultAzureCredential', 'aio.DefaultAzureCredential', 'EnvironmentCredential'),
    { AZURE_CLIENT_ID: null, AZURE_TENANT_ID: null, AZURE_CLIENT_SECRET: null },
    { modules: ['azure.identity'], ...optional },
  ),
  account('google-auth', of('google.auth', 'default'), { GOOGLE_APPLICATION_CREDENTIALS: null }, { modules: ['google.auth'], ...optional }),
];
