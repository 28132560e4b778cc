/** Stands for `@xterm/addon-ligatures`, which reads the files of fonts: a page cannot. The terminal loads it and finds nothing to do. */
export class LigaturesAddon {
  activate(): void {}
  dispose(): void {}
}
