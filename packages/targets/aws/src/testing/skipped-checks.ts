/** Checks of checkov that our templates do not pass, each with the reason why that is meant. Everything else has to pass. */
export const skippedChecks: Readonly<Record<string, string>> = {
  CKV_AWS_2: 'Without a domain there is no name a certificate could be for; with one every listener that answers speaks HTTPS',
  CKV_AWS_18: 'A log of every access to a bucket costs a bucket more; CloudTrail tells of them where an account wants it',
  CKV_AWS_27: 'Queues are encrypted with the keys of SQS (SqsManagedSseEnabled), which this check does not know',
  CKV_AWS_30: 'Redis speaks TLS wherever its clients are told a URL; who is told a host and a port alone cannot, and the plan says so',
  CKV_AWS_31: 'As CKV_AWS_30: a password goes along with TLS or not at all',
  CKV_AWS_65: 'Container Insights costs by metric and task; an alarm tells when no copy of a service is well',
  CKV_AWS_85: 'Logs of DocumentDB are those of its audits and slow queries: see CKV_AWS_104',
  CKV_AWS_90:
    'No container trusts the authority of DocumentDB, so that code would have to be told a file of certificates; only its users are let in',
  CKV_AWS_91: 'Logs of the load balancer cost a bucket more; what a service says is in CloudWatch Logs',
  CKV_AWS_103: 'As CKV_AWS_2; the secure listener takes TLS 1.2 and 1.3 alone',
  CKV_AWS_104: 'Audits of a database write everything asked of it into a log, data included: a decision of who owns the data',
  CKV_AWS_118: 'Enhanced monitoring costs by metric; CloudWatch has the usual ones of every database',
  CKV_AWS_119:
    'Tables are encrypted with the key AWS keeps for DynamoDB; a key of our own costs a dollar a month and protects from nobody more here',
  CKV_AWS_136: 'Images are encrypted by ECR (AES-256), with the same reason as CKV_AWS_119',
  CKV_AWS_149: 'Secrets are encrypted with the key AWS keeps for Secrets Manager, with the same reason as CKV_AWS_119',
  CKV_AWS_157: 'A second server doubles the price: `highAvailability: true` asks for it',
  CKV_AWS_158: 'Logs are encrypted by CloudWatch, with the same reason as CKV_AWS_119',
  CKV_AWS_161: 'Code that is told a password cannot sign in by a role',
  CKV_AWS_260: 'The load balancer is what the internet reaches: plain HTTP is answered by a redirect where there is a domain',
  CKV_AWS_370: 'A model in isolation reaches nothing: no weights it loads when it starts, and none of the resources its code uses',
};
