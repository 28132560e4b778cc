import type { EnvironmentReader } from '../library.ts';

/** What the web server puts into `$_SERVER` for a request, which no environment carries. */
const ofRequest =
  /^(HTTP_|REQUEST_|REMOTE_|SERVER_(NAME|ADDR|PROTOCOL|SOFTWARE|ADMIN|SIGNATURE)|SCRIPT_|QUERY_STRING$|PATH_(INFO|TRANSLATED)$|PHP_(SELF|AUTH)|DOCUMENT_|CONTEXT_|CONTENT_|GATEWAY_|HTTPS$|argv$|argc$|ORIG_|AUTH_TYPE$|REDIRECT_|UNIQUE_ID$|SSL_|FCGI_|CONTENT_TYPE$)/;

export const phpEnvironment: readonly EnvironmentReader[] = [
  { language: 'php', objects: ['$_ENV', '$_SERVER'], except: ofRequest, required: true },
  { language: 'php', calls: ['getenv', 'Safe.getenv', 'apache_getenv'], required: false },
  {
    language: 'php',
    // Laravel, CakePHP, CodeIgniter, Craft and oscarotero/env call it the same.
    calls: [
      'env',
      'Env.env',
      'Illuminate.Support.Env.get',
      'Env.get',
      'Env.Env.get',
      'Illuminate.Support.env',
      'Hyperf.Support.env',
      'Cake.Core.env',
      'craft.helpers.App.env',
      'craft.helpers.App.parseEnv',
    ],
    fallback: '1',
    required: false,
  },
  { language: 'php', calls: ['Illuminate.Support.Env.getOrFail'], required: true },
];
