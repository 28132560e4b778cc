/**
 * Functions of languages and their own libraries that may be handed a client and do nothing with it: they keep it, show it, ask
 * what it is, or give it back.
 */
export const onlyKeep: ReadonlySet<string> = new Set(
  [
    'isinstance print bool str repr type id hasattr setattr cast len list tuple dict',
    'iter callable closing enter_context enter_async_context append add setdefault put_nowait ref finalize assert_type push set',
    'register resolve freeze Boolean String log debug info warn warning error return Println Printf',
    'Errorf Sprintf New requireNonNull of asList notNull Some Ok Arc clone new nil? is_a?',
    'puts isset empty is_null nameof AddSingleton AddScoped AddTransient ThrowIfNull',
  ].flatMap((line) => line.split(' ')),
);

/** Names under which the makers of SDKs publish: what their other libraries do with a client is in the tables, or asks for nothing. */
export const families =
  /^(boto3|botocore|s3transfer|aioboto3|aiobotocore|google\.cloud|google\.api_core|azure\.|@aws-sdk\/|@smithy\/|aws-sdk|@google-cloud\/|@azure\/|github\.com\/(aws|Azure|minio|aws\/smithy-go)\/|cloud\.google\.com\/|software\.amazon\.|com\.amazonaws\.|com\.google\.cloud\.|com\.azure\.|io\.minio\.|Aws\.|Google\.Cloud\.|Azure\.|Amazon\.|aws_sdk_)/;
