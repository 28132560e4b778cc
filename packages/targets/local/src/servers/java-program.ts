import type { JavaProgram } from './obtain/maven.ts';

/** How a server in Java is started. */
export interface JavaStart {
  readonly main: string;
  /** Megabytes its heap may take; what it takes beside the heap is about as much again for a small one. */
  readonly heap: number;
  readonly options?: readonly string[];
  readonly arguments?: readonly string[];
  /** A folder of its own, for what it puts aside. */
  readonly data: string;
}

/** Arguments that start it small: one collector thread, and no time spent on code that runs for minutes only. */
export function javaArguments({ java, classPath }: JavaProgram, start: JavaStart): string[] {
  const { main, heap, options = [], arguments: own = [], data } = start;
  return [
    java,
    `-Xmx${heap}m`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    '-XX:+ExitOnOutOfMemoryError',
    `-Djava.io.tmpdir=${data}`,
    `-Duser.home=${data}`,
    '-Djava.net.preferIPv4Stack=true',
    ...options,
    '-cp',
    classPath,
    main,
    ...own,
  ];
}

export const javaEnvironment = (data: string): Record<string, string> => ({
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C.UTF-8',
  HOME: data,
  TMPDIR: data,
});
