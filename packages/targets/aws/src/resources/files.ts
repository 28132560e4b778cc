import type { DeployedResource } from '@groundwork/provision';
import { attribute, ref } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { groupOf, letIn, plain } from './door.ts';
import type { Mount } from './served.ts';

const nfs = 2049;

/**
 * A folder of the environment's file system: encrypted, kept when the environment goes, reached by its users alone. Everything in it
 * belongs to one account, whoever writes it.
 */
export function drawFolder(
  { id, users }: Pick<DeployedResource, 'id' | 'users'>,
  { path, account }: { readonly path: string; readonly account: number },
  canvas: Canvas,
): { mount: Mount; native: readonly string[] } {
  const { foundations, deployment } = canvas;
  drawFileSystem(canvas);
  const groups = [
    ...deployment.services.filter(({ name }) => users.includes(name)).map((service) => groupOf(service.id)),
    ...ownGroup(id, canvas),
  ];
  letUsersIn(groups, canvas);
  const accessPoint = foundations.add(`${logical(id)}Folder`, {
    Type: 'AWS::EFS::AccessPoint',
    Properties: {
      AccessPointTags: tagsOf(deployment, id),
      FileSystemId: ref('Files'),
      PosixUser: { Gid: String(account), Uid: String(account) },
      RootDirectory: { CreationInfo: { OwnerGid: String(account), OwnerUid: String(account), Permissions: '0750' }, Path: `/${id}` },
    },
  });
  return {
    mount: { name: id, path, fileSystem: ref('Files'), accessPoint: ref(accessPoint) },
    native: [accessPoint],
  };
}

/** Adds the groups of users to those that the file system lets in. */
function letUsersIn(groups: readonly string[], { foundations }: Canvas): void {
  const { Type = '', Properties = {} } = foundations.get('FilesGroup') ?? {};
  const before = Properties['SecurityGroupIngress'];
  const rules = new Map(
    [...(Array.isArray(before) ? before : []), ...groups.map((group) => letIn(group, nfs))].map((each) => [JSON.stringify(each), each]),
  );
  foundations.add('FilesGroup', { Type, Properties: { ...Properties, SecurityGroupIngress: [...rules.values()] } });
}

/** A server in a container has a group of its own, from which it reaches its files. */
const ownGroup = (id: string, { foundations }: Canvas): string[] => (foundations.has(groupOf(id)) ? [groupOf(id)] : []);

function drawFileSystem(canvas: Canvas): void {
  const { foundations, deployment, items } = canvas;
  if (foundations.has('Files')) return;
  foundations.add('FilesGroup', {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: plain(`Who reaches the files of ${deployment.name} ${deployment.environment}`),
      SecurityGroupEgress: [{ CidrIp: '127.0.0.1/32', Description: 'Nowhere', IpProtocol: '-1' }],
      Tags: tagsOf(deployment, 'files'),
      VpcId: ref('Vpc'),
    },
  });
  foundations.add('Files', {
    Type: 'AWS::EFS::FileSystem',
    Properties: {
      BackupPolicy: { Status: 'ENABLED' },
      Encrypted: true,
      FileSystemTags: tagsOf(deployment, 'files'),
      LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }],
      ThroughputMode: 'elastic',
    },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
  const targets = [1, 2].map((zone) =>
    foundations.add(`FilesIn${zone}`, {
      Type: 'AWS::EFS::MountTarget',
      Properties: {
        FileSystemId: ref('Files'),
        SecurityGroups: [attribute('FilesGroup', 'GroupId')],
        SubnetId: ref(`PrivateSubnet${zone}`),
      },
    }),
  );
  items.push({
    id: 'resource:files',
    kind: 'resource',
    name: 'files',
    title: 'EFS, encrypted, backed up',
    native: ['FilesGroup', 'Files', ...targets],
    permissions: [],
    quantities: [{ price: 'aws.efs.storage', label: 'GB stored', amount: null }],
    stateful: true,
    evidence: [],
  });
}
