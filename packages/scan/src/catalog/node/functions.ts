/** Calls that make a handler for a cloud's functions out of an application that answers requests, by canonical name. */
export const handlerMakers: ReadonlySet<string> = new Set([
  'serverless-http',
  'serverless-http.default',
  '@vendia/serverless-express',
  '@vendia/serverless-express.configure',
  '@codegenie/serverless-express',
  '@codegenie/serverless-express.configure',
  'aws-serverless-express.createServer',
  'aws-serverless-koa',
  'aws-lambda-fastify',
  '@fastify/aws-lambda',
  'aws-serverless-fastify',
  'hono/aws-lambda.handle',
  'hono/aws-lambda.streamHandle',
  '@as-integrations/aws-lambda.startServerAndCreateLambdaHandler',
  '@middy/core',
  '@middy/core.default',
  'middy',
  'apollo-server-lambda.ApolloServer().createHandler',
  'apollo-server-lambda.ApolloServer.createHandler',
  'lambda-api',
  '@trpc/server/adapters/aws-lambda.awsLambdaRequestHandler',
  '@probot/adapter-aws-lambda-serverless.createLambdaFunction',
  'ask-sdk-core.SkillBuilders.custom().lambda',
]);

/** Objects whose method is a handler. */
export const handlerObjects: ReadonlySet<string> = new Set([
  'graphql-yoga.GraphQLServerLambda().graphqlHandler',
  'graphql-yoga.GraphQLServerLambda().playgroundHandler',
]);

/** Packages whose importers export such a handler. */
export const handlerPackages: readonly string[] = [
  ...new Set([...handlerMakers, ...handlerObjects].map((name) => /^(@[^/]+\/[^.]+|[^.]+)/.exec(name)?.[1] ?? name)),
];

/** Packages that only code which a cloud calls depends on: the tool that deploys it, its plugins, the types of its events. */
export const functionTools =
  /^(serverless|serverless-(?!http$|mysql$)[\w-]+|@types\/aws-lambda|aws-lambda|@aws-lambda-powertools\/[\w-]+)$/;
