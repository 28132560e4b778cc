import { requireProgram } from '@groundwork/testing';

const get = 'apt-get install default-jdk-headless maven';

/** Whether this machine has what fetches and runs servers in Java. */
export const hasJavaAndMaven = (): boolean => requireProgram('java', get) && requireProgram('mvn', get);
