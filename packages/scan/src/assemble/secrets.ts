/** Words that say a variable carries something nobody else may read. */
const secretWords =
  /(^|_)(SECRETS?|PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|TOKEN|CREDENTIALS?|PRIVATE_?KEY|API_?KEY|APIKEY|ACCESS_?KEY(_ID)?|AUTH_?KEY|MASTER_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|SECRET_?KEY|APP_?KEY|LICENSE_?KEY|SERVICE_?KEY|ACCOUNT_?KEY|COOKIE_?KEY|SESSION_?KEY|JWT_?KEY|HASH_?KEY|KEY_?BASE|SALT|PEPPER|HMAC|DSN|WEBHOOK_URL|CONNECTION_?STRING|AUTH)($|_)/i;

/** Words after which the rest is no longer the secret itself but something about it. */
const aboutWords =
  /(_|^)(ENABLED?|DISABLED?|EXPIR(Y|ES|ATION|E)(_\w+)?|EXPIRES_IN|TTL|LIFETIME|DURATION|LENGTH|MIN(_LENGTH)?|MAX(_\w+)?|TIMEOUT|URI|ENDPOINT|PATH|FILE|DIR|HEADER|NAME|ALGORITHM|ALGO|ISSUER|AUDIENCE|TYPE|FORMAT|LIMIT|COUNT|ROUNDS|URL|HOST|PORT|REQUIRED|MODE|PREFIX|BACKEND|DRIVER|PROVIDER|CLASS|DOMAIN|ROTATION|METHOD|REFRESH_INTERVAL|PARALLELISM|USER|USERNAME|EMAIL)$/i;

/** Words that look like the above and are not. */
const publicWords =
  /(^|_)(PUBLIC|PUBLISHABLE|NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC)_|MAX_TOKENS?|TOKENS_|_TOKENS$|NUM_TOKENS|TOKENIZERS?|KEY_?PREFIX|AUTHOR|PASSTHROUGH|BYPASS|COMPASS/i;

/** Whether a variable's name alone says that its value is secret. */
export function looksSecret(name: string): boolean {
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.-]/g, '_')
    .toUpperCase();
  if (/WEBHOOK_URL$|DSN$|CONNECTION_?STRING$/.test(plain)) return true;
  return secretWords.test(plain) && !aboutWords.test(plain) && !publicWords.test(plain);
}

/** Secrets that only have to be random and stay the same: nobody else knows them. */
const made =
  /(^|_)(SECRET_?KEY(_BASE)?|APP_?KEY|APP_SECRET|JWT_?(SECRET|KEY)\w*|SESSION_?(SECRET|KEY)|COOKIE_?(SECRET|KEY|PASSWORD)|AUTH_SECRET|NEXTAUTH_SECRET|BETTER_AUTH_SECRET|ENCRYPTION_?KEY|SIGNING_?(SECRET|KEY)|HASH_?SALT|SALT|PEPPER|UTILS_SECRET|CSRF_?(SECRET|KEY)|MASTER_?KEY|HMAC(_\w+)?|KEY_BASE|INTERNAL_(API_)?(KEY|TOKEN|SECRET)|SECRET)$/i;

/** Names of other companies' services: their secrets are given, not made. */
const foreign =
  /AWS|GOOGLE|GCP|AZURE|GITHUB|GITLAB|SLACK|STRIPE|TWILIO|SENDGRID|MAILGUN|OPENAI|ANTHROPIC|DISCORD|FACEBOOK|TWITTER|LINKEDIN|APPLE|MICROSOFT|SENTRY|CLOUDFLARE|CLIENT_SECRET|OAUTH|OIDC|S3_|MINIO|PAYPAL|RAZORPAY|TELEGRAM|DROPBOX|SPOTIFY|AUTH0|OKTA|CLERK|SUPABASE|FIREBASE|PUSHER|ALGOLIA|VAPID|RECAPTCHA|HCAPTCHA|TURNSTILE|WEBHOOK|DB_|DATABASE|REDIS|ACCESS_SECRET|ACCESS_KEY|^[A-Z0-9]+_APP_(SECRET|KEY)$/i;

export const canBeGenerated = (name: string): boolean => made.test(name) && !foreign.test(name);
