import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Where a process number means something: this start of this machine, and this container. On Linux the boot id and the
 * namespace of process numbers; elsewhere unknown, and then nobody is taken for a neighbour.
 */
function readPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    const namespace = readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
    return `${hostname()}-${boot}-${namespace}`;
  } catch {
    return `${hostname()}-${randomBytes(6).toString('hex')}`;
  }
}

const place = readPlace();

/** A name for a worker of this process that no other worker ever has. */
export const newWorkerId = (): string =>
  `${place}-${process.pid}-${randomBytes(4).toString('hex')}`;

/**
 * True when `workerId` is of a process that ran here and runs no more, for certain: its lease need not be waited for.
 * False when it runs, ran elsewhere, or its number has been given to another process since.
 */
export function isDeadNeighbour(workerId: string): boolean {
  if (!workerId.startsWith(`${place}-`)) return false;
  const pid = Number(workerId.slice(place.length + 1).split('-')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
