/** Something that should not be possible in a jail. It has escaped where its output holds the canary, or the word ESCAPED. */
export interface Attempt {
  readonly name: string;
  /** For a shell; the canary and where it is are in `$CANARY_*`. */
  readonly script: string;
}

/** What the person has that a jail should not get at; made by the runner on this machine. */
export interface Bait {
  /** A secret in a folder of the person's. */
  readonly file: string;
  /** Beside the snapshot. */
  readonly beside: string;
  readonly sshSocket: string;
  readonly abstractSocket: string;
  readonly tcpPort: number;
  readonly udpPort: number;
  /** A process of this machine. */
  readonly pid: number;
  readonly home: string;
}

const node = (code: string): string => `/run/groundwork/node -e '${code}'`;
const python = (code: string): string => `python3 - <<'END'\n${code}\nEND`;
const says = (what: string, script: string): Attempt => ({ name: what, script });
/** The script has escaped where it ends well. */
const ends = (what: string, script: string): Attempt => ({ name: what, script: `if ( ${script} ) 2>&1; then echo ESCAPED; fi` });
const connects = (target: string): string =>
  node(
    `require("net").connect(${target}).on("connect",()=>console.log("ESCAPED")).on("error",()=>{}).setTimeout(1500,function(){this.destroy()})`,
  );
const call = (name: string, number: number, ...args: readonly number[]): Attempt =>
  says(
    `system call ${name}`,
    python(`import ctypes,os
libc=ctypes.CDLL(None,use_errno=True)
r=libc.syscall(${[number, ...args].join(',')})
print("ESCAPED" if r>=0 else os.strerror(ctypes.get_errno()))`),
  );

export const attempts = (bait: Bait): readonly Attempt[] => [
  // Files of the person.
  says('read a secret by its path', `cat ${bait.file}`),
  says('read a secret beside the snapshot', `cat ../.env ${bait.beside} /workspace/../.env`),
  says('read a secret through a link', `ln -sfn ${bait.file} trap; cat trap; ln -sfn ${bait.home} home; ls home/; cat home/*`),
  says('read a secret through the root of another process', `for p in /proc/[0-9]*; do cat $p/root${bait.file} $p/cwd/../.env; done`),
  says('find a secret anywhere', `grep -rs CANARY /home /root /etc /run /tmp /var /mnt /media /srv --include='*' 2>/dev/null | head`),
  says('read the environment of every process', `for p in /proc/[0-9]*; do tr '\\0' '\\n' < $p/environ; done; env`),
  says('read the arguments of processes outside', `for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline; done`),
  says('read the memory of the supervisor', `cat /proc/2/environ /proc/2/maps && echo ESCAPED; head -c1 /proc/2/mem && echo ESCAPED`),
  ends('open a descriptor of the supervisor', 'for f in /proc/2/fd/*; do readlink $f && exit 0; done; exit 1'),
  ends(
    'ask for credentials of git',
    `printf 'protocol=https\\nhost=forge.example\\n\\n' | timeout 5 git credential fill | grep -q password`,
  ),
  ends('read shadow passwords', 'cat /etc/shadow'),
  ends('read private keys of the system', 'ls /etc/ssl/private /etc/ssh 2>/dev/null | grep .'),
  // Writing.
  ends('write to the system', 'touch /usr/evil || touch /bin/evil || touch /etc/evil || touch /evil'),
  ends('write to its own program', 'touch /run/groundwork/evil || : >> /run/groundwork/program/frames.ts || : >> /run/groundwork/node'),
  ends('write through a link', `ln -sfn ${bait.home} out; touch out/evil`),
  ends('write to settings of the kernel', 'echo 1 > /proc/sys/kernel/sysrq || echo "|/tmp/x" > /proc/sys/kernel/core_pattern'),
  ends('write to a trigger of the kernel', 'echo h > /proc/sysrq-trigger'),
  ends('write to control groups', 'ls /sys/fs/cgroup | grep . && touch /sys/fs/cgroup/evil'),
  ends('make a device', 'mknod disk b 8 0 || mknod memory c 1 1'),
  ends(
    'open devices',
    'head -c1 /dev/sda || head -c1 /dev/vda || head -c1 /dev/mem || head -c1 /dev/kmsg || head -c1 /proc/kcore | grep -q .',
  ),
  ends('mount', 'mount -t tmpfs x /mnt || mount -o remount,rw /usr || mount -o bind / /mnt || umount /proc/sys'),
  // Networks.
  says('reach this machine by TCP', connects(`${bait.tcpPort},"127.0.0.1"`)),
  says('reach this machine by IPv6', connects(`${bait.tcpPort},"::1"`)),
  says('reach the metadata of a cloud', connects('80,"169.254.169.254"')),
  says('reach the network by address', connects('443,"1.1.1.1"')),
  says('reach the network by IPv6', connects('443,"2606:4700:4700::1111"')),
  says('reach an abstract socket', connects(`{path:"\\0${bait.abstractSocket}"}`)),
  says('reach the agent of ssh', connects(`{path:"${bait.sshSocket}"}`)),
  says(
    'reach the bus and the engine',
    `for s in /run/dbus/system_bus_socket /run/docker.sock /var/run/docker.sock /run/systemd/private; do test -S $s && echo ESCAPED; done`,
  ),
  ends(
    'send by UDP',
    node(`const s=require("dgram").createSocket("udp4");s.on("error",()=>process.exit(1)).send("x",53,"1.1.1.1",(e)=>process.exit(e?1:0))`),
  ),
  says(
    'tell this machine by UDP',
    node(`const s=require("dgram").createSocket("udp4");s.send("CANARY",${bait.udpPort},"127.0.0.1",()=>s.close())`),
  ),
  ends('look a name up', 'timeout 5 getent hosts pypi.org'),
  ends(
    'make a raw socket',
    python('import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, 1); socket.socket(socket.AF_PACKET, socket.SOCK_RAW)'),
  ),
  ends('change the network', 'ip link add evil type dummy || ip addr add 10.9.9.9/8 dev lo'),
  // Processes and rights.
  ends('signal a process outside', `kill -0 ${bait.pid} && kill -9 ${bait.pid}`),
  ends('become root', 'test "$(id -u)" = 0 || su -c true </dev/null || sudo -n true'),
  ends('get rights by a program', `cp /bin/sh sh0 && chmod 4755 sh0 && ./sh0 -pc 'grep -q "CapEff:.*[1-9a-f]" /proc/self/status'`),
  ends('make a user namespace', 'unshare --user true || unshare --mount true'),
  ends('enter another namespace', 'nsenter --target 1 --mount true || nsenter --target 2 --user true'),
  ends('change the root', 'chroot / true || pivot_root . .'),
  ends('load a module', 'modprobe dummy || insmod x.ko'),
  says(
    'trace the supervisor',
    python(`import ctypes
libc=ctypes.CDLL(None)
for pid in (1,2):
    print("ESCAPED" if libc.ptrace(16,pid,0,0)==0 else "no")`),
  ),
  says('type into a terminal', python('import fcntl,os\nf=os.open("/dev/tty",os.O_RDWR)\nfcntl.ioctl(f,0x5412,b"x")\nprint("ESCAPED")')),
  // Of x86-64; where this machine is another, they are other calls, and as much in vain.
  call('keyctl', 250, 0, -3, 0),
  call('add_key', 248, 0, 0, 0, 0, -3),
  call('request_key', 249, 0, 0, 0, -3),
  call('bpf', 321, 0, 0, 0),
  call('io_uring_setup', 425, 1, 0),
  call('perf_event_open', 298, 0, 0, -1, -1, 0),
  call('userfaultfd', 323, 0),
  call('unshare', 272, 0x10000000),
  call('setns', 308, 0, 0),
  call('open_by_handle_at', 304, 0, 0, 0),
];

/** What takes more than a jail of 100 processes and 256 MB has. */
export const greedy: readonly (readonly [name: string, script: string])[] = [
  ['more processes', 'i=0; while [ $i -lt 300 ]; do sleep 5 & i=$((i+1)); done; echo ESCAPED'],
  ['a fork bomb', '(bomb() { bomb | bomb & }; bomb); sleep 2; test $(ls -d /proc/[0-9]* | wc -l) -gt 120 && echo ESCAPED'],
  ['more memory', python('import time\nkept=[bytearray(b"x")*(1<<20) for _ in range(700)]\ntime.sleep(3)\nprint("ESCAPED")')],
];
