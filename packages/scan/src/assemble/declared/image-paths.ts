const imageRoots =
  /^\/(?:usr\/src\/app|usr\/src|usr\/local\/app|app|code|src|srv\/app|workspace|home\/\w+\/app|opt\/app|work|project|var\/www\/html|var\/www)(?:\/|$)/;

/** A path of the image in terms of the checkout. */
export function insideImage(path: string, workingFolder: string | null): string | null {
  const root = workingFolder?.replace(/\/+$/, '');
  if (root && (path === root || path.startsWith(`${root}/`))) return path.slice(root.length + 1);
  return imageRoots.test(path) ? path.replace(imageRoots, '') : null;
}
