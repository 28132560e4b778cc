import type { DeployedResource, Deployment } from '@groundwork/provision';

/** The database the code has written down, else one named after the project. */
export const databaseNamed = ({ told }: DeployedResource, deployment: Deployment): string =>
  usable(told.written.database) ?? identifier(deployment);

/** The user the code has written down, unless RDS keeps that name to itself; else one named after the project. */
export const userNamed = ({ told }: DeployedResource, deployment: Deployment): string =>
  usable(told.written.user) ?? identifier(deployment);

const identifier = ({ name }: Deployment): string => {
  const plain = name.replaceAll('-', '').slice(0, 14);
  return reserved.has(plain) ? `${plain.slice(0, 11)}app` : plain;
};

const usable = (name: string | null): string | null =>
  name !== null && /^[A-Za-z][A-Za-z0-9_]{0,14}$/.test(name) && !reserved.has(name.toLowerCase()) ? name : null;

/** Names that RDS refuses for a first user or database, or that SQL would read as a word. */
const reserved = new Set(
  (
    'admin all analyze database default group guest information_schema mysql order postgres public rdsadmin root sa schema sys table ' +
    'template0 template1 user'
  ).split(' '),
);
