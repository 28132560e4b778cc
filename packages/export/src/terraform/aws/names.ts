/**
 * Names of the provider `hashicorp/awscc`, which it makes of those of CloudFormation without exceptions:
 * https://github.com/hashicorp/terraform-provider-awscc/blob/v1.96.0/internal/naming/naming.go
 */

/** `DBSubnetGroupName` is `db_subnet_group_name`, `EnableECSManagedTags` is `enable_ecs_managed_tags`. */
export function attributeName(property: string): string {
  const plain = property.replace(/CloudFormation|CloudFront|CloudWatch/g, (word) => word[0] + word.slice(1).toLowerCase());
  return plain
    .replace(/([a-z])([A-Z0-9])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** `AWS::RDS::DBSubnetGroup` is `awscc_rds_db_subnet_group`. */
export function resourceType(type: string): string {
  const [, service = '', name = ''] = type.split('::');
  return `awscc_${service.toLowerCase()}_${snake(name)}`;
}

/** A logical id as the name of a block: `PierRole` is `pier_role`. */
export const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
