/** Frameworks that projects keep a copy of in their own tree: the folder, and a file that only that framework has there. */
export const keptFrameworks: readonly { readonly folder: string; readonly told: string }[] = [
  { folder: 'system', told: 'system/core/CodeIgniter.php' },
  { folder: 'wp-includes', told: 'wp-includes/class-wp.php' },
  { folder: 'wp-admin', told: 'wp-admin/admin-ajax.php' },
];
