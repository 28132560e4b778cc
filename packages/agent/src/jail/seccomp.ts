interface Processor {
  /** `AUDIT_ARCH_*` of linux/audit.h. */
  readonly audit: number;
  readonly denied: readonly number[];
  readonly clone: number;
  readonly clone3: number;
  readonly unshare: number;
  readonly ioctl: number;
  /** Numbers at and above it are another interface (x32) to the same calls; `null` where there is none. */
  readonly other: number | null;
}

/**
 * Calls that reach what no namespace parts from the person's: the kernel's key rings (a jail inherits the session's), tracing and
 * programs of the kernel, and the queue of requests that no filter sees. In the order of names:
 * add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, io_uring_setup, io_uring_enter, io_uring_register,
 * open_by_handle_at, kexec_load, kexec_file_load, init_module, finit_module, delete_module, mount, umount2, pivot_root, chroot, setns,
 * move_mount, open_tree, fsopen, fsmount, mount_setattr, acct, swapon, swapoff, reboot, quotactl, syslog.
 * Numbers: the kernel's arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
 */
const processors: Readonly<Record<string, Processor>> = {
  x64: {
    audit: 0xc000003e,
    denied: [
      248, 249, 250, 321, 298, 323, 425, 426, 427, 304, 246, 320, 175, 313, 176, 165, 166, 155, 161, 308, 429, 428, 430, 432, 442, 163, 167,
      168, 169, 179, 103,
    ],
    clone: 56,
    clone3: 435,
    unshare: 272,
    ioctl: 16,
    other: 0x40000000,
  },
  arm64: {
    audit: 0xc00000b7,
    denied: [
      217, 218, 219, 280, 241, 282, 425, 426, 427, 265, 104, 294, 105, 273, 106, 40, 39, 41, 51, 268, 429, 428, 430, 432, 442, 89, 224, 225,
      142, 60, 116,
    ],
    clone: 220,
    clone3: 435,
    unshare: 97,
    ioctl: 29,
    other: null,
  },
};

/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, of linux/sched.h. */
const newNamespaces = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000;
/** TIOCSTI and TIOCLINUX put words into the terminal they are called on. */
const [typeOne, typeMany] = [0x5412, 0x541c];

const [load, jumpEqual, jumpAtLeast, jumpAnyBit, give] = [0x20, 0x15, 0x35, 0x45, 0x06];
const [allow, kill, denyPermission, denyMissing] = [0x7fff0000, 0x80000000, 0x00050001, 0x00050026];
/** Where they stand in `struct seccomp_data`. */
const at = { number: 0, processor: 4, firstArgument: 16, secondArgument: 24 } as const;

type Instruction = readonly [code: number, yes: number, no: number, value: number];

/** A program of seccomp(2) in the form bubblewrap takes. `null` on a processor it is not written for. */
export function systemCallFilter(name: string = process.arch): Buffer | null {
  const processor = processors[name];
  if (!processor) return null;
  const { audit, denied, clone, clone3, unshare, ioctl, other } = processor;
  const program: Instruction[] = [
    [load, 0, 0, at.processor],
    [jumpEqual, 1, 0, audit],
    [give, 0, 0, kill],
    [load, 0, 0, at.number],
    ...(other === null
      ? []
      : ([
          [jumpAtLeast, 0, 1, other],
          [give, 0, 0, denyMissing],
        ] satisfies Instruction[])),
    ...denied.flatMap((number): Instruction[] => [
      [jumpEqual, 0, 1, number],
      [give, 0, 0, denyPermission],
    ]),
    // Its arguments are behind a pointer, which no filter follows: told that it is not there, every libc takes `clone`.
    [jumpEqual, 0, 1, clone3],
    [give, 0, 0, denyMissing],
    ...[clone, unshare].flatMap((number): Instruction[] => [
      [jumpEqual, 0, 4, number],
      [load, 0, 0, at.firstArgument],
      [jumpAnyBit, 0, 1, newNamespaces],
      [give, 0, 0, denyPermission],
      [give, 0, 0, allow],
    ]),
    [jumpEqual, 0, 4, ioctl],
    [load, 0, 0, at.secondArgument],
    [jumpEqual, 1, 0, typeOne],
    [jumpEqual, 0, 1, typeMany],
    [give, 0, 0, denyPermission],
    [give, 0, 0, allow],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, [code, yes, no, value]] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(yes, index * 8 + 2);
    bytes.writeUInt8(no, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  }
  return bytes;
}
